"""A line of text as HTML: escaped, with what stands between backticks as code."""

import re
import unicodedata
from html import escape

_CODE = re.compile(r"(`+)(.+?)\1")


def inline(text: str) -> str:
    """Return a text as HTML; signs that cannot be seen, or would turn the line round, are named."""
    parts = []
    end = 0
    for match in _CODE.finditer(text):
        parts += [signs(text[end : match.start()]), f"<code>{signs(match[2])}</code>"]
        end = match.end()
    return "".join([*parts, signs(text[end:])])


def sentence(text: str) -> str:
    """Return a text as HTML that begins with a capital, as a message does where it stands alone."""
    return inline(text[:1].upper() + text[1:])


def path_of(text: str) -> str:
    """Return a path as HTML that breaks after its slashes, where it has to."""
    return "/<wbr>".join(signs(part) for part in text.split("/"))


def signs(text: str, *, all_formats: bool = False) -> str:
    """Return a text escaped, with control characters and marks of direction shown by their number.

    Joiners are letters' servants in Indian scripts, and so stay as they are, unless `all_formats` are wanted.
    """
    if text.isprintable():
        return escape(text)
    return "".join(_named(c) if _is_odd(c, all_formats=all_formats) else escape(c) for c in text)


def _is_odd(character: str, *, all_formats: bool) -> bool:
    category = unicodedata.category(character)
    if category == "Cf":
        return all_formats or unicodedata.bidirectional(character) not in {"BN", "AN", "AL"}
    return category in {"Cc", "Cs", "Co", "Cn"} and character not in "\t\n"


def _named(character: str) -> str:
    return f'<span class="sign">U+{ord(character):04X}</span>'
