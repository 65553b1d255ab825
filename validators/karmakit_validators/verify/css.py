"""Find the addresses in a style sheet."""

import re
from collections.abc import Iterator

# bounded at the next bracket or quote, so that no text makes the search slow
_ADDRESS = re.compile(r"""url\(\s*(?:"([^"]*)"|'([^']*)'|([^()"']*))|@import\s+(?:"([^"]*)"|'([^']*)')""", re.IGNORECASE)
_SEEN = re.compile(r"[^\n]")


def without_comments(text: str) -> str:
    """Return a style sheet without its comments, every other character in its place."""
    kept: list[str] = []
    at = 0
    while (start := text.find("/*", at)) >= 0:
        kept.append(text[at:start])
        stop = text.find("*/", start + 2)
        stop = len(text) if stop < 0 else stop + 2
        kept.append(_SEEN.sub(" ", text[start:stop]))
        at = stop
    return "".join((*kept, text[at:]))


def addresses(text: str) -> Iterator[str]:
    """Yield every address a style sheet would load."""
    for _, address in placed(text):
        yield address


def placed(text: str) -> Iterator[tuple[int, str]]:
    """Yield every address with its offset."""
    for hit in _ADDRESS.finditer(without_comments(text)):
        address = next((group for group in hit.groups() if group is not None), "").strip()
        if address:
            yield hit.start(), address
