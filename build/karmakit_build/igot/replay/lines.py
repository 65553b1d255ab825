"""Make text from outside fit to be shown and sent."""

_JOINERS = "\u200c\u200d"  # invisible, and part of how words of Indian scripts are spelt


def one_line(text: str) -> str:
    """Return a text without line breaks and control characters, each of which becomes a space."""
    return "".join(sign if sign.isprintable() or sign in _JOINERS else " " for sign in text)
