"""Attributes in braces: `{#id key=word key="several words"}`, with the place of each."""

import re
from typing import NamedTuple

PART = re.compile(
    r"""\#(?P<id>[^\s}"'=#]+)
      | \.(?P<class>[^\s}"'=#.]+)
      | (?P<key>[^\s}"'=#.][^\s}"'=]*)=(?:"(?P<quoted>[^"\n]*)"|(?P<word>[^\s}"]+))""",
    re.VERBOSE,
)
SPACES = re.compile(r"[ \t]*")
WORD = re.compile(r"[^\s}]+")
LONGEST = 10_000


class Attribute(NamedTuple):
    """One attribute: its key (`id` for `#x`, `class` for `.x`), its value, and where it stands; `key` is empty for what is none."""

    key: str
    value: str
    start: int
    end: int


class Attributes(NamedTuple):
    """The attributes between two braces; `end` is the offset after the closing brace."""

    items: tuple[Attribute, ...]
    end: int


def read_attributes(text: str, start: int, limit: int) -> Attributes | None:
    """Read the braces that open at `start`; None if they are not closed before `limit`."""
    if limit - start > LONGEST:
        limit = start + LONGEST
    items: list[Attribute] = []
    pos = start + 1
    while True:
        pos = SPACES.match(text, pos, limit).end()  # type: ignore[union-attr]  # the pattern matches everywhere
        if pos >= limit:
            return None
        if text[pos] == "}":
            return Attributes(tuple(items), pos + 1)
        if found := PART.match(text, pos, limit):
            items.append(_attribute(found))
        elif (found := WORD.match(text, pos, limit)) is None:
            return None
        else:
            items.append(Attribute("", found[0], pos, found.end()))
        pos = found.end()


def _attribute(found: re.Match[str]) -> Attribute:
    kind = found.lastgroup or ""
    if kind in {"id", "class"}:
        return Attribute(kind, found[kind], found.start(), found.end())
    return Attribute(found["key"], found[kind], found.start(), found.end())
