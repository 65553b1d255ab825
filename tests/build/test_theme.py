"""An accent that can be read, and one that cannot."""

import pytest

from karmakit_build.theme import theme_css
from karmakit_schemas.colours import DARK_GROUNDS, LIGHT_GROUNDS, TEXT, check_accent, contrast, mix, steps
from karmakit_schemas.errors import UnusableInputError


def test_contrast_is_that_of_wcag():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("accent", ["#1b4f72", "#7a3e12", "#0b6e4f", "#c0392b", "#000000", "#2e86c1"])
def test_a_fit_accent_is_readable_as_text_on_every_ground(accent):
    assert check_accent(accent).fit
    found = steps(accent)
    assert all(contrast(found.light, ground) >= TEXT for ground in (*LIGHT_GROUNDS, found.light_tint))
    assert all(contrast(found.dark, ground) >= TEXT for ground in (*DARK_GROUNDS, found.dark_tint))


@pytest.mark.parametrize("accent", ["#ffdd00", "#ffffff", "#aaddff", "#ff9933"])
def test_an_accent_too_light_is_refused_with_the_nearest_that_would_do(make, accent):
    verdict = check_accent(accent)
    assert not verdict.fit
    assert check_accent(verdict.nearest).fit
    with pytest.raises(UnusableInputError, match=verdict.nearest):
        theme_css(make.course(make.module("one"), theme={"accent": accent}).meta)


def test_mixing_uses_whole_numbers_only():
    assert mix("#000000", "#ffffff", 50) == "#808080"
    assert mix("#123456", "#ffffff", 0) == "#123456"
