"""What axe finds on a page, with the clauses that each of its rules belongs to (ACC028)."""

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from karmakit_schemas.findings import Finding
from karmakit_validators.browser.telling import told

if TYPE_CHECKING:
    from playwright.async_api import Page

TAGS = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa")
_CRITERION = re.compile(r"wcag(\d)(\d)(\d+)")
_RUN = """async ([tags, rules]) => {
  const found = await axe.run(document, {resultTypes: ['violations'], runOnly: rules ? {type: 'rule', values: rules} : tags});
  const told = ({id, help, tags, nodes}) => ({id, help, tags, number: nodes.length, place: String(nodes[0].target)});
  return found.violations.map(told);
}"""
_STILL = """() => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync('*, *::before, *::after { transition: none !important; animation: none !important; }');
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
}"""
"""Colours on their way from one to another would be measured in between."""


async def violations(page: "Page", script: str) -> list[dict[str, Any]]:
    """Return what axe finds on the page as it stands, and the contrast of its dark dress beside it."""
    await page.evaluate(_STILL)
    await page.evaluate(script)
    found: list[dict[str, Any]] = await page.evaluate(_RUN, [list(TAGS), None])
    await page.emulate_media(color_scheme="dark")
    dark: list[dict[str, Any]] = await page.evaluate(_RUN, [None, ["color-contrast"]])
    await page.emulate_media(color_scheme="light")
    return [*found, *(each for each in dark if each["id"] not in {known["id"] for known in found})]


def findings(path: str, found: Sequence[dict[str, Any]]) -> Iterator[Finding]:
    """Yield one finding for each of axe's rules that a page breaks."""
    for each in found:
        number = int(each["number"])
        message = f"axe reports `{each['id']}` at `{each['place']}`: {each['help']}"
        if number > 1:
            message = f"axe reports `{each['id']}` at {number} places, first at `{each['place']}`: {each['help']}"
        yield told("ACC028", message, path, _mend(each["tags"]))


def criteria(tags: Sequence[str]) -> tuple[str, ...]:
    """Return the success criteria of WCAG that axe's tags name: `wcag1411` is 1.4.11."""
    return tuple(".".join(match.groups()) for tag in tags if (match := _CRITERION.fullmatch(tag)))


def _mend(tags: Sequence[str]) -> str:
    """Return the clauses; IS 17802-1 takes over EN 301 549, whose chapter 9 numbers its clauses as WCAG does."""
    numbers = criteria(tags)
    if not numbers:
        return "Mend the page"
    return f"Mend the page: WCAG {', '.join(numbers)}; IS 17802-1 {', '.join(f'9.{number}' for number in numbers)}"
