"""The page of play serves people with keyboards, screen readers, phones and dark rooms."""

import pytest
from axe_playwright_python.sync_playwright import Axe

pytestmark = pytest.mark.browser


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (360, "dark")])
def test_no_view_has_what_axe_finds_wrong_where_nothing_is_kept(small, width, scheme):
    play = small("scorm12", viewport={"width": width, "height": 800}, color_scheme=scheme)
    play.page.check("#failing")
    play.answer()
    play.told("not-saved")
    play.see("happens", "switched to fail")
    for view in ("happens", "record", "raw"):
        play.page.click(f"#tab-{view}")
        found = Axe().run(play.page, context="body > *:not(iframe)", options={"iframes": False})
        assert [(one["id"], one["nodes"][0]["target"]) for one in found.response["violations"]] == []


def test_nothing_is_wider_than_the_screen(small):
    play = small("scorm12")
    play.answer()
    play.see("record", "What was answered: 1")
    for width in (320, 360, 768, 1280, 1920):
        play.page.set_viewport_size({"width": width, "height": 800})
        for view in ("happens", "record", "raw"):
            play.page.click(f"#tab-{view}")
            assert play.page.evaluate("document.documentElement.scrollWidth") <= width


def test_the_views_are_reached_by_the_keyboard(small):
    play = small("scorm12")
    play.page.focus("#tab-happens")
    play.page.keyboard.press("ArrowRight")
    assert play.page.is_visible("#record")
    assert play.page.get_attribute("#tab-record", "aria-selected") == "true"
    play.page.keyboard.press("End")
    assert play.page.is_visible("#json")
    play.page.keyboard.press("ArrowRight")
    assert play.page.is_visible("#log")
