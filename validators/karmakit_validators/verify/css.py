"""Find the addresses in a style sheet."""

import re
from bisect import bisect_right
from collections.abc import Iterator

# bounded at the next bracket or quote, so that no text makes the search slow
_ADDRESS = re.compile(r"""url\(\s*(?:"([^"]*)"|'([^']*)'|([^()"']*))|@import\s+(?:"([^"]*)"|'([^']*)')""", re.IGNORECASE)
# an `image-set` takes bare strings too; those of `url` and `type` inside it are no further addresses
_SET = re.compile(r"""image-set\(((?:"[^"]*"|'[^']*'|[^"';{}])*)""", re.IGNORECASE)
_STRING = re.compile(r"""(?:(url\(|type\()\s*)?(?:"([^"]*)"|'([^']*)')""", re.IGNORECASE)
# what a name or an address is made of may be escaped, and means the same
_ESCAPE = re.compile(r"\\(?:([0-9a-fA-F]{1,6})[ \t\n\f]?|([g-zG-Z:/.@-]))")
_ESCAPABLE = re.compile(r"[A-Za-z0-9:/.@-]")
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
    plain, shifts = _unescaped(without_comments(text))
    for hit in _ADDRESS.finditer(plain):
        address = next((group for group in hit.groups() if group is not None), "").strip()
        if address:
            yield _offset(hit.start(), shifts), address
    for images in _SET.finditer(plain) if "image-set(" in plain.lower() else ():
        for hit in _STRING.finditer(images[1]):
            if not hit[1] and (address := (hit[2] or hit[3] or "").strip()):
                yield _offset(images.start(1) + hit.start(), shifts), address


def _unescaped(text: str) -> tuple[str, list[tuple[int, int]]]:
    """Return a text with its escaped letters plain, and from where on offsets differ from the source by how much."""
    parts: list[str] = []
    shifts: list[tuple[int, int]] = []
    at = length = 0
    for hit in _ESCAPE.finditer(text) if "\\" in text else ():
        letter = chr(min(int(hit[1], 16), 0x10FFFF)) if hit[1] else hit[2]
        if not _ESCAPABLE.fullmatch(letter):
            continue
        parts += (text[at : hit.start()], letter)
        length += hit.start() - at + 1
        at = hit.end()
        shifts.append((length, at - length))
    return "".join((*parts, text[at:])), shifts


def _offset(plain: int, shifts: list[tuple[int, int]]) -> int:
    found = bisect_right(shifts, plain, key=lambda shift: shift[0])
    return plain + (shifts[found - 1][1] if found else 0)
