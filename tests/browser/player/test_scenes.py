"""Every state of the player is free of the faults a machine can find, at both widths, in light and dark."""

from pathlib import Path

import pytest
from player_scenes import SCENES
from playwright.sync_api import Page

AXE = Path(__file__).parents[3] / "build" / "runtime" / "node_modules" / "axe-core" / "axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


@pytest.mark.parametrize("scene", SCENES)
def test_a_scene_is_accessible_and_fits_its_window(scene: str, page: Page, base: str) -> None:
    if not AXE.exists():
        pytest.skip("axe-core is not installed: run `make setup`")
    outside: list[str] = []
    page.on("request", lambda request: outside.append(request.url) if not request.url.startswith((base, "data:")) else None)
    page.set_viewport_size({"width": 360, "height": 740})
    SCENES[scene](page, base)
    page.evaluate(AXE.read_text(encoding="utf-8"))
    faults = []
    for width in (360, 1280):
        # As tall as the page: what a bar covers for the moment is no fault.
        page.set_viewport_size({"width": width, "height": page.evaluate("document.documentElement.scrollHeight") + 100})
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
            page.wait_for_timeout(30)
            found = page.evaluate(
                "tags => axe.run(document, {runOnly: {type: 'tag', values: tags}}).then(({violations}) => violations)", RULES
            )
            faults += [
                f"{width} {scheme} {violation['id']}: {node['html'][:160]} {node['failureSummary'][:300]}"
                for violation in found
                for node in violation["nodes"]
                if not (scene == "menu" and violation["id"] in {"landmark-one-main", "page-has-heading-one"})  # they cover the page
            ]
        wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        if wide > 0:
            faults.append(f"{width}: {wide} px too wide")
    assert faults == []
    assert outside == []


@pytest.mark.parametrize("scene", ["choices-wrong", "arranging-shown", "typing-wrong", "failed", "directives", "menu", "settings"])
@pytest.mark.parametrize(("width", "size"), [(320, "106.25%"), (360, "212.5%")])
def test_a_scene_fits_a_window_of_320_pixels_and_text_of_twice_the_size(
    scene: str, width: int, size: str, page: Page, base: str
) -> None:
    page.set_viewport_size({"width": width, "height": 600})
    SCENES[scene](page, base)
    page.evaluate("size => document.documentElement.style.fontSize = size", size)
    assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") <= 0


@pytest.mark.parametrize("scene", ["choices", "arranging", "typing", "test-question", "failed", "menu"])
def test_what_is_pressed_is_large_enough_for_a_thumb(scene: str, page: Page, base: str) -> None:
    page.set_viewport_size({"width": 360, "height": 740})
    SCENES[scene](page, base)
    small = page.evaluate(
        """() => [...document.querySelectorAll('button, select, .option label, .pager a, .outline-panel li')]
        .filter(e => e.offsetParent && !e.closest('[data-locked]')).map(e => [e.textContent.trim(), e.getBoundingClientRect()])
        .filter(([, box]) => box.height && box.height < 36).map(([words, box]) => `${words}: ${box.height}`)"""
    )
    assert small == []
