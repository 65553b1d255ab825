"""A phone of 2020 is no barrier: what Chrome 80 does not know has something older in its place."""

import re
from pathlib import Path

import pytest
from old_browser import MISSING, aged
from player_scenes import SCENES
from playwright.sync_api import Browser, Route

RUNTIME = Path(__file__).parents[3] / "build" / "runtime"
PLAYER = RUNTIME.parent / "karmakit_build" / "player"
YOUNG_STYLE = re.compile(
    r"(?<=[{;])(?:inset|inset-block[\w-]*|inset-inline|(?:margin|padding|border)-(?:inline|block)|border-(?:start|end)-(?:start|end)-radius"
    r"|aspect-ratio|text-wrap):|:is\(|:where\(|:has\(|color-mix|\d[dsl]v[hw]\b|@layer|@container|(?<=[{;}])[^{}]*,[^{}]*:focus-visible[^{}]*\{"
)
YOUNG_SCRIPT = re.compile(
    r"[\w)\]]\?\.[\w(\[]|\?\?|\|\|=|&&=|\.replaceAll\(|\.at\(|structuredClone|\.replaceChildren\(|\.findLast|\.hasOwn\(|\.toSorted\(|allSettled"
    r"|ListFormat|showModal|randomUUID|\(\?<[=!]|globalThis"
)
# what reviewers, operators and authors open at their desks; learners never get it
AT_DESKS = {"pack.js", "play.css", "play.html", "play.js", "play-leave.html", "play.LICENSE.txt", "verifier.css", "verifier.html"}
BOXES = """() => [...document.querySelectorAll('body *')]
  .filter((element) => element.getClientRects().length && !element.closest('.visually-hidden, math') && !element.matches('svg *'))
  .map((element) => {
    const { x, width } = element.getBoundingClientRect();
    // rows give their ends away to their last parts, and a hidden word has no place
    const free = element.matches('.actions, .options.scale, .exit span, .trouble > span');
    return [element.tagName, element.getAttribute('class'), free ? 0 : Math.round(x), free ? 0 : Math.round(width)];
  })"""


def test_style_and_script_ask_for_nothing_that_chrome_80_lacks() -> None:
    made = [path for path in sorted(PLAYER.glob("*")) if path.name not in AT_DESKS]
    if not made:
        pytest.skip("the player is not built: run `make setup`")
    for path in made:
        young = YOUNG_STYLE if path.suffix == ".css" else YOUNG_SCRIPT
        assert young.findall(path.read_text(encoding="utf-8")) == [], path.name


def test_every_gap_in_a_flexible_box_has_a_margin_for_browsers_without_it() -> None:
    style = RUNTIME / "style"
    old = (style / "old.css").read_text(encoding="utf-8")
    for path in sorted(style.glob("*.css")):
        if path.name in AT_DESKS:
            continue
        for selectors, body in re.findall(
            r"([^{}]*)\{([^{}]*)\}", re.sub(r"/\*.*?\*/", "", path.read_text(encoding="utf-8"), flags=re.DOTALL)
        ):
            if "gap:" in body and "display: grid" not in body:
                for selector in selectors.split(","):
                    assert re.search(rf"^  +{re.escape(selector.strip())}\S* > ", old, re.MULTILINE), selector


SCENES_AT = {
    360: ("directives", "choices-wrong", "typing-wrong", "failed", "urdu-questions"),
    1280: ("cover", "overview", "settings"),
}


@pytest.mark.parametrize(("width", "scene"), [(width, scene) for width, scenes in SCENES_AT.items() for scene in scenes])
def test_the_page_stands_as_it_does_in_a_new_browser(browser: Browser, base: str, width: int, scene: str) -> None:
    def answer(route: Route) -> None:
        style = route.fetch().text()
        assert MISSING in style
        route.fulfill(body=aged(style), content_type="text/css")

    stands = []
    for old in (False, True):
        context = browser.new_context(viewport={"width": width, "height": 800})
        context.add_init_script("Math.random = () => 0.3")
        page = context.new_page()
        if old:
            page.route("**/player.css", answer)
        SCENES[scene](page, base)
        page.wait_for_timeout(100)
        stands.append(page.evaluate(BOXES))
        assert page.evaluate("document.documentElement.scrollWidth") == width
        context.close()
    assert stands[0] == stands[1]
