"""Count what a text of Markdown holds by its lines, without reading it as the reader does."""

import re

from karmakit_build.importing.draft import Counts

_FENCE = re.compile(r"^[ >]*(`{3,}|~{3,})(?!.*`)")
_DIRECTIVE = re.compile(r"^[ >]*[`~]{3,}\{(?!code|none|prompt|literal|mermaid|math)")
_HEADING = re.compile(r"^[ >]{0,12}#{1,6}[ \t]+\S|<h[1-6]\b", re.MULTILINE)
_UNDERLINED = re.compile(
    r"^(?![ >#|]|[*+-][ \t]|[*_-]{3,}[ \t]*\n|\d+\. |```|:::|<|[a-z_-]+: |\{)[^\n]*[^\s|][^\n]*\n(?:=+|-{2,})[ \t]*$", re.MULTILINE
)
_PICTURE = re.compile(r"!\[(?:[^\[\]]|\[[^\]]*\])*\]\([^)]|<img\b|^[ >]*[`:]{3,}\{(?:figure|image)\}", re.MULTILINE)
_TABLE = re.compile(
    r"^[ >]*\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)+\|?[ \t]*$|^[ >]*\|[ \t]*:?-+:?[ \t]*\|[ \t]*$|<table\b", re.MULTILINE
)
_CODE = re.compile(r"(`+)(?!`).*?(?<!`)\1(?!`)")
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_FRONT = re.compile(r"\A---[ \t]*\n.*?\n(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)


def counted(text: str) -> Counts:
    """Return how many headings, pictures and tables stand in a text outside of its code and its comments."""
    bare = _CODE.sub("code", without_code(text))
    return Counts(
        headings=len(_HEADING.findall(bare)) + len(_UNDERLINED.findall(bare)),
        pictures=len(_PICTURE.findall(bare)),
        tables=len(_TABLE.findall(bare)),
    )


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


def together(each: list[Counts]) -> Counts:
    """Return the sum of counts."""
    return Counts(
        headings=sum(one.headings for one in each),
        pictures=sum(one.pictures for one in each),
        tables=sum(one.tables for one in each),
        questions=sum(one.questions for one in each),
        right_answers=sum(one.right_answers for one in each),
    )
