"""Count what a text of Markdown holds by its lines, without reading it as the reader does."""

import re
from bisect import bisect_right

from karmakit_build.importing.draft import Counts

_FENCE = re.compile(r"^[ >]*(`{3,}|~{3,})(?!.*`)")
_DIRECTIVE = re.compile(r"^[ >]*[`~]{3,}\{(?!code|none|prompt|literal|mermaid|math)")
_HEADING = re.compile(r"^[ >]{0,12}#{1,6}[ \t]+\S|<h[1-6]\b", re.MULTILINE)
_UNDERLINED = re.compile(
    r"^(?![ >#|]|[*+-][ \t]|[*_-]{3,}[ \t]*\n|\d+\. |```|:::|<|[a-z_-]+: |\{)"
    r"(?=[^\n]*[^\s|])[^\n]*\n(?:=+|-{2,})[ \t]*$",
    re.MULTILINE,
)
_BRACKET = re.compile(r'(!?)\[|\](\((?![^\s()]*"[^)\n]{0,400}\s)[^)]|\[([^\]\[\n]{1,200})\])?')
_NAMED = re.compile(r"^ {0,3}\[([^\]\[\n]{1,200})\]:", re.MULTILINE)
_PICTURE = re.compile(r"<img\b|^[ >]*[`:]{3,}\{(?:figure|image)\}", re.MULTILINE)
_TABLE = re.compile(
    r"^[ >]*\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)+\|?[ \t]*$|^[ >]*\|[ \t]*:?-+:?[ \t]*\|[ \t]*$|<table\b", re.MULTILINE
)
_TICKS = re.compile(r"`+")
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_FRONT = re.compile(r"\A---[ \t]*\n.*?\n(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)


def counted(text: str) -> Counts:
    """Return how many headings, pictures and tables stand in a text outside of its code and its comments."""
    bare = "\n".join(map(_without_spans, without_code(text).split("\n")))
    return Counts(
        headings=len(_HEADING.findall(bare)) + len(_UNDERLINED.findall(bare)),
        pictures=len(_PICTURE.findall(bare)) + _pictures(bare),
        tables=len(_TABLE.findall(bare)),
    )


def _pictures(text: str) -> int:
    """Return how many pairs of brackets are pictures, each looked at once."""
    found = 0
    opened: list[bool] = []
    named = {name.strip().lower() for name in _NAMED.findall(text)}
    for sign in _BRACKET.finditer(text):
        if sign[0].endswith("["):
            opened.append(bool(sign[1]))
        elif opened:
            found += opened.pop() and sign[2] is not None and (sign[3] is None or sign[3].strip().lower() in named)
    return found


def _without_spans(line: str) -> str:
    """Return a line with a word in the place of each span of code, each run of ticks looked at once."""
    runs = [(found.start(), found.end()) for found in _TICKS.finditer(line)]
    if not runs:
        return line
    places: dict[int, list[int]] = {}
    for at, (start, end) in enumerate(runs):
        places.setdefault(end - start, []).append(at)
    kept: list[str] = []
    at = done = 0
    while at < len(runs):
        start, end = runs[at]
        alike = places[end - start]
        after = bisect_right(alike, at)
        if after < len(alike):
            kept += [line[done:start], "code"]
            at = alike[after]
            done = runs[at][1]
        at += 1
    return "".join([*kept, line[done:]])


def without_code(text: str) -> str:
    """Return a text without its front-matter, its comments and its blocks of code, but for directives fenced as code is."""
    kept: list[str] = []
    closing = ""
    open_directives: list[str] = []
    for line in _FRONT.sub("", text).split("\n"):
        bare = line.lstrip(" >")
        if closing:
            closing = "" if bare.startswith(closing) and not bare.strip().strip(closing[0]) else closing
        elif open_directives and bare.startswith(open_directives[-1]) and not bare.strip().strip("`~"):
            open_directives.pop()
        elif found := _FENCE.match(line):
            if _DIRECTIVE.match(line):
                open_directives.append(found[1])
                kept.append(line)
            else:
                closing = found[1]
        else:
            kept.append(line)
    return _COMMENT.sub("", "\n".join(kept))
