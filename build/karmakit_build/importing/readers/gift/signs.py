"""The signs of GIFT: `~ = # { } :` mean something, unless a backslash stands before them."""

import re

_ESCAPED = re.compile(r"\\([~=#{}:\\])|\\n")


def find(text: str, sign: str, start: int) -> int:
    """Return where a sign stands that no backslash escapes; -1 if it stands nowhere."""
    at = text.find(sign, start)
    while at > 0 and (len(text[:at]) - len(text[:at].rstrip("\\"))) % 2:
        at = text.find(sign, at + 1)
    return at


def split(text: str, signs: str) -> list[tuple[str, str]]:
    """Return a text cut before each of some signs: the sign, and what follows it; what stands before the first has no sign."""
    found, last, at = [], 0, 0
    sign = ""
    while at < len(text):
        if text[at] == "\\":
            at += 2
            continue
        if text[at] in signs:
            found.append((sign, text[last:at]))
            sign, last = text[at], at + 1
        at += 1
    found.append((sign, text[last:]))
    return found


def unescaped(text: str) -> str:
    """Return a text without the signs that escape; an escaped n is a line break."""
    return _ESCAPED.sub(lambda found: found[1] or "\n", text)
