"""The marks of other Markdown dialects, made into spaces: every other character keeps its line and column."""

import re

# what a program writes in place of a line; something stands there
INCLUDED = re.compile(r"^\{\{[#%].*\}\}[ \t]*$", re.MULTILINE)
# the title of a box between colon fences, which is no part of the outline
BOX_TITLE = re.compile(r"^(:{3,}.*\n(?:[ \t]*\n)*)(#+)(?= )", re.MULTILINE)
# LiaScript has sections by number signs alone; a line under a text makes a large line of it
UNDERLINE = re.compile(r"^={3,}[ \t]*$", re.MULTILINE)
# Jekyll and Hugo, kramdown, LiaScript, MyST: what their programs take out of the text before a learner sees it
MARKS = (
    re.compile(r"\{%-?.*?%\}", re.DOTALL),
    re.compile(r"-*\{\{.*?\}\}-*", re.DOTALL),
    re.compile(r"^[ \t]*\{:.*\}[ \t]*$", re.MULTILINE),
    re.compile(r"(?<=\S)\{:[^}\n]*\}"),
    re.compile(r"^[ \t]*@[A-Za-z]\w*(?:\.\w+)*(?:\(.*\))?[ \t]*$", re.MULTILINE),
    re.compile(r"^\([\w-]+\)=[ \t]*$", re.MULTILINE),
    re.compile(r"\{(?:ref|doc|numref|term|cite|cite:\w)\}(?=`)"),
    re.compile(r"^:{3,}.*$", re.MULTILINE),
    re.compile(r"(?<!!)\[\]\((?![a-z]+:)[^()\s]*\)"),  # MyST writes the title of the target here
    re.compile(r"[!?]\?\[[^\]\n]*\]\([^()\n]*\)"),  # LiaScript plays a film, or a sound, here
)
FRONT_MATTER = re.compile(r"\A---[ \t]*\n.*?^(?:---|\.\.\.)[ \t]*$", re.DOTALL | re.MULTILINE)
ALT_BEHIND = re.compile(r"""!\[\]\(([^()\s]*)\)\{[^}\n]*?\balt=(['"])(.*?)\2[^}\n]*\}""")
ATTRIBUTES = re.compile(r"(?<=\))\{[^}\n]*\}")
NOT_BREAK = re.compile(r"[^\n]")


def blanked(text: str) -> str:
    """Return a text without marks of other dialects, as long as it was; its front-matter stays."""
    head = FRONT_MATTER.match(text)
    start = head.end() if head else 0
    body = BOX_TITLE.sub(_untitled, INCLUDED.sub(_dots, text[start:]))
    if "liascript" in text.lower():
        body = UNDERLINE.sub(_spaces, body)
    for pattern in MARKS:
        body = pattern.sub(_spaces, body)
    return text[:start] + ATTRIBUTES.sub(_spaces, ALT_BEHIND.sub(_alt_before, body))


def _alt_before(match: re.Match[str]) -> str:
    """Return a picture of Pandoc's with its alternative text where ours stands, as long as it was."""
    alt = match[3].replace("[", "(").replace("]", ")")
    return f"![{alt}]({match[1]})".ljust(len(match[0]))


def _untitled(match: re.Match[str]) -> str:
    return match[1] + " " * len(match[2])


def _dots(match: re.Match[str]) -> str:
    return "…".ljust(len(match[0]))


def _spaces(match: re.Match[str]) -> str:
    return NOT_BREAK.sub(" ", match[0])
