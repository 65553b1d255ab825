"""Every state of what a website adds to the player is free of the faults a machine can find, at both widths, in light and dark."""

from pathlib import Path

import pytest
from web_scenes import SCENES

AXE = Path(__file__).parents[3] / "build" / "runtime" / "node_modules" / "axe-core" / "axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
pytestmark = pytest.mark.slow
SMALL = """() => [...document.querySelectorAll('.device .button, .record .button, .settings .button, .farewell .button')]
  .filter((element) => element.offsetParent).map((element) => [element.textContent, element.getBoundingClientRect().height])
  .filter(([, height]) => height < 44).map(([words, height]) => `${words}: ${height}`)"""


@pytest.mark.parametrize("scene", SCENES)
def test_a_scene_is_accessible_and_fits_its_window(scene, device, server, edition):
    if not AXE.exists():
        pytest.skip("axe-core is not installed: run `make setup`")
    page = SCENES[scene](device, server, edition).page
    page.evaluate(AXE.read_text(encoding="utf-8"))
    faults = []
    for width in (360, 1280):
        # as tall as the page: what a bar covers for the moment is no fault
        page.set_viewport_size({"width": width, "height": page.evaluate("document.documentElement.scrollHeight") + 100})
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
            page.wait_for_function("() => document.getAnimations().every((one) => one.playState !== 'running')")
            found = page.evaluate(
                "tags => axe.run(document, {runOnly: {type: 'tag', values: tags}}).then(({violations}) => violations)", RULES
            )
            faults += [
                f"{width} {scheme} {violation['id']}: {node['html'][:160]} {node['failureSummary'][:300]}"
                for violation in found
                for node in violation["nodes"]
            ]
        if page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth"):
            faults.append(f"{width}: too wide")
        faults += page.evaluate(SMALL)
    assert faults == []
    for width, size in ((320, "106.25%"), (360, "212.5%")):
        page.set_viewport_size({"width": width, "height": 600})
        page.evaluate("size => { document.documentElement.style.fontSize = size }", size)
        assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") <= 0
