"""Let through the few inline tags that authors may write themselves, attribute by attribute; everything else becomes text."""

import re

from karmakit_build.compiler.markup import escape

_TAG = re.compile(r"""<(/?)([a-zA-Z]+)((?:\s+[a-zA-Z-]+(?:\s*=\s*(?:"[^"<>]*"|'[^'<>]*'))?)*)\s*(/?)>""")
_ATTRIBUTE = re.compile(r"""([a-zA-Z-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')""")
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")
_DIRECTION = re.compile(r"ltr|rtl|auto")
_ANY = re.compile(r"[^\x00-\x1f]*")

_COMMON = {"lang": _LANGUAGE, "dir": _DIRECTION}
ALLOWED: dict[str, dict[str, re.Pattern[str]]] = {
    "br": {},
    "wbr": {},
    "abbr": {"title": _ANY, **_COMMON},
    **dict.fromkeys(("sub", "sup", "kbd", "mark", "small", "bdi", "bdo", "span", "ruby", "rt", "rp"), _COMMON),
}
_VOID = frozenset({"br", "wbr"})


def inline_html(text: str) -> str:
    """Return one tag as it may stand in a page, or its characters as text."""
    found = _TAG.fullmatch(text.strip())
    if not found or found[2].lower() not in ALLOWED:
        return escape(text)
    closing, name, given = found[1], found[2].lower(), found[3]
    if closing:
        return "" if name in _VOID else f"</{name}>"
    kept = ""
    for key, double, single in _ATTRIBUTE.findall(given):
        pattern = ALLOWED[name].get(key.lower())
        if pattern and pattern.fullmatch(double or single):
            kept += f' {key.lower()}="{escape(double or single)}"'
    return f"<{name}{kept}>"


def balanced(parts: list[str]) -> str:
    """Return inline HTML in which every author's tag that was opened is closed, and none is closed that was not opened.

    `parts` are finished pieces; those that are a lone tag of the list above are the author's.
    """
    opened: list[str] = []
    out: list[str] = []
    for part in parts:
        name = _author_tag(part)
        if name and part.startswith("</"):
            if name not in opened:
                continue
            while (last := opened.pop()) != name:
                out.append(f"</{last}>")
        elif name and name not in _VOID:
            opened.append(name)
        out.append(part)
    out.extend(f"</{name}>" for name in reversed(opened))
    return "".join(out)


def _author_tag(part: str) -> str | None:
    found = re.fullmatch(r"</?([a-z]+)(?: [^<>]*)?>", part)
    return found[1] if found and found[1] in ALLOWED else None
