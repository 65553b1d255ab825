"""Whether a page fits into 320 pixels, and still does when its text is spaced out (ACC034)."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, NamedTuple

from karmakit_schemas.findings import Finding
from karmakit_validators.browser.telling import told

if TYPE_CHECKING:
    from playwright.async_api import Page

WIDTH, HEIGHT = 320, 256
"""The view of WCAG 1.4.10: 1280 by 1024 pixels at 400 %."""
_WIDEST = """() => {
  const over = document.documentElement.scrollWidth - innerWidth;
  const wide = [...document.body.querySelectorAll('*')].filter(e => e.getBoundingClientRect().right > innerWidth + 1);
  const deepest = wide.filter(e => !wide.some(other => other !== e && e.contains(other)))[0];
  const name = e => e.tagName.toLowerCase() + (e.id ? '#' + e.id : e.classList.length ? '.' + e.classList[0] : '');
  return {over, name: deepest ? name(deepest) : 'body'};
}"""
_SPACED = """() => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync('* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important; }'
    + 'p { margin-bottom: 2em !important; }');
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
  const clips = e => ['hidden', 'clip'].includes(getComputedStyle(e).overflowY) && e.scrollHeight > e.clientHeight + 2;
  const shown = e => e.checkVisibility && e.checkVisibility() && e.clientHeight > 2 && e.innerText && e.innerText.trim();
  const cut = [...document.body.querySelectorAll('*')].find(e => clips(e) && shown(e));
  const name = e => e.tagName.toLowerCase() + (e.id ? '#' + e.id : e.classList.length ? '.' + e.classList[0] : '');
  return cut ? name(cut) : '';
}"""


class Reflow(NamedTuple):
    """How far a page reaches over the edge and what does so, plain and spaced out; and what is cut off when spaced out."""

    plain: dict[str, Any]
    spaced: dict[str, Any]
    cut: str


async def measure(page: "Page") -> Reflow:
    """Return the measures of a page; it is left narrow and spaced out."""
    await page.set_viewport_size({"width": WIDTH, "height": HEIGHT})
    plain = await page.evaluate(_WIDEST)
    cut = await page.evaluate(_SPACED)
    return Reflow(plain, await page.evaluate(_WIDEST), cut)


def findings(path: str, measured: Reflow) -> Iterator[Finding]:
    """Yield what is wrong: too wide as it is; or too wide, or cut off, when its text is spaced out."""
    plain, spaced, cut = measured
    if plain["over"] > 1:
        message = f"the page is {plain['over']} pixels wider than {WIDTH}: `{plain['name']}` reaches over the edge"
        yield told("ACC034", message, path, "Give it no fixed width; let wide tables and pictures scroll or shrink by themselves")
    elif spaced["over"] > 1:
        message = (
            f"with spaced-out text the page is {spaced['over']} pixels wider than {WIDTH}: `{spaced['name']}` reaches over the edge"
        )
        yield told("ACC034", message, path, "Give it no fixed width, and let its words wrap")
    if cut:
        message = f"with spaced-out text `{cut}` cuts off what it says"
        yield told("ACC034", message, path, "Give it no fixed height")
