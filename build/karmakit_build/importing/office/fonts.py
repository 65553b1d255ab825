"""Tell code from text by the font that it is set in."""

_SAME_WIDTH = (
    *("courier", "consolas", "menlo", "monaco", "lucida console", "inconsolata", "cascadia", "source code", "andale mono"),
    *("dejavu sans mono", "liberation mono", "noto sans mono", "fira code", "fira mono", "sf mono", "roboto mono", "ubuntu mono"),
)


def is_of_code(font: str) -> bool:
    """Say whether all letters of a font have the same width, as far as its name is known."""
    return font.lower().startswith(_SAME_WIDTH)
