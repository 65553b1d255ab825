"""Text of a course in a forge's Markdown: what it holds is shown, and none of it acts."""

import re

from karmakit_schemas.text import is_steering

_ALWAYS = frozenset("\\`*_{}[]<>#|&~$@^\"'")
"""What means something to Markdown or HTML anywhere in a line, and what forges look for in the finished page."""
_ADDRESS = re.compile(r":(?=//)|(?<=www)\.", re.IGNORECASE)
_MENTION = re.compile(
    r"@(?=[A-Za-z0-9_-])|#(?=\d)|(?<![A-Za-z0-9_])(?i:GH)(?=-\d)|:(?=//)|(?i:www)(?=\.)|:(?=[a-z0-9_+-]+:)|!(?=\d)"
)
_COMMIT = re.compile(r"(?<![0-9a-zA-Z])(?=[a-f]*[0-9])[0-9a-f]{7,}", re.IGNORECASE)
_PART = re.compile(r".{6}(?=.)")
_BREAK = "\u200b"
"""An invisible break: forges link mentions, issues, commits and addresses after Markdown is done, where no escape reaches."""
_START = re.compile(r"^(\s*)([-+=:]|\d{1,9}(?=[.)](?:\s|$)))")
_STEERING = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u2028\u2029\ufeff")
"""What turns the direction of a line or breaks it unseen."""


def escaped(text: str, *, starts: bool = True) -> str:
    """Return a text as Markdown that shows just this text, in one line; `starts`: it may stand at the start of a line."""
    broken = _MENTION.sub(lambda match: match[0] + _BREAK, visible(text))
    broken = _COMMIT.sub(lambda match: _PART.sub(lambda part: part[0] + _BREAK, match[0]), broken)
    told = _entities(broken).replace("\n", "<br>")
    return _START.sub(_first_entity, told) if starts else told


def code(text: str) -> str:
    """Return a text as code: nothing breaks it, so that it can be copied."""
    shown = _entities(visible(text).replace("\n", " "))
    return f"<code>{_ADDRESS.sub(lambda match: f'&#{ord(match[0])};', shown)}</code>"


def _entities(text: str) -> str:
    return "".join(f"&#{ord(c)};" if c in _ALWAYS else c for c in text)


def visible(text: str) -> str:
    """Return a text in which what steers a terminal or turns a line round is told by its code point."""
    if text.isprintable():
        return text
    return "".join(f"[U+{ord(c):04X}]" if c in _STEERING or (c != "\n" and is_steering(c)) else c for c in text.replace("\t", " "))


def _first_entity(match: re.Match[str]) -> str:
    first = match[2]
    return f"{match[1]}&#{ord(first[0])};{first[1:]}"
