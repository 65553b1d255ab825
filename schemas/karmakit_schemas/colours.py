"""Colours that can be read: contrast after WCAG, and the steps of an accent for light and dark grounds."""

from dataclasses import dataclass

TEXT = 4.5
PART = 3.0
# --paper and --shade of the player's tokens.css; buttons have --paper as ink on the accent
LIGHT_GROUNDS = ("#fdfcfa", "#f4f2ee")
DARK_GROUNDS = ("#16181b", "#1f2226")
_STEPS = 100

Channels = tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class Steps:
    """An accent ready for use: as ink on light and on dark grounds, and as a tint under ordinary ink."""

    light: str
    light_tint: str
    dark: str
    dark_tint: str


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether an accent can be used; if not, `nearest` is the closest of its kind that can. `ratio` is its worst contrast."""

    fit: bool
    ratio: float
    nearest: str


def check_accent(accent: str) -> Verdict:
    """Return whether an accent, as an institute gives it, stands out on the light grounds: 3:1, as buttons and marks need.

    Text in the accent's colour is darkened to 4.5:1 anyway; below 3:1 the darkened colour would no longer be the institute's own.
    """
    ratio = min(contrast(accent, ground) for ground in LIGHT_GROUNDS)
    if ratio >= PART:
        return Verdict(fit=True, ratio=ratio, nearest=accent.lower())
    return Verdict(fit=False, ratio=ratio, nearest=_readable(accent, LIGHT_GROUNDS, "#000000"))


def steps(accent: str) -> Steps:
    """Return the accent darkened for light grounds and lightened for dark ones, each as little as it takes."""
    light_tint = mix(accent, LIGHT_GROUNDS[0], 91)
    dark_tint = mix(accent, DARK_GROUNDS[0], 82)
    return Steps(
        light=_readable(accent, (*LIGHT_GROUNDS, light_tint), "#000000"),
        light_tint=light_tint,
        dark=_readable(accent, (*DARK_GROUNDS, dark_tint), "#ffffff"),
        dark_tint=dark_tint,
    )


def _readable(accent: str, grounds: tuple[str, ...], towards: str) -> str:
    for share in range(_STEPS + 1):
        step = mix(accent, towards, share)
        if all(contrast(step, ground) >= TEXT for ground in grounds):
            return step
    return towards


def mix(colour: str, other: str, share: int) -> str:
    """Return `colour` with `share` per cent of `other` in it; whole numbers only, so that every machine finds the same."""
    pairs = zip(_channels(colour), _channels(other), strict=True)
    return "#" + "".join(f"{(one * (_STEPS - share) + two * share + _STEPS // 2) // _STEPS:02x}" for one, two in pairs)


def contrast(one: str, two: str) -> float:
    """Return the contrast ratio of two colours, 1 to 21."""
    darker, lighter = sorted((_luminance(one), _luminance(two)))
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    red, green, blue = (_linear(channel / 255) for channel in _channels(colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(value: float) -> float:
    return value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4  # noqa: PLR2004 - the figures of WCAG 2.2


def _channels(colour: str) -> Channels:
    number = int(colour.removeprefix("#"), 16)
    return number >> 16, number >> 8 & 0xFF, number & 0xFF
