"""Read a page as something to do: its commands, what they are said to show, and what its reader does besides.

A fence `sh` is run; a fence `text` right below it tells what is shown, where a `…` stands for anything, and a line of it for any
lines; one that begins with `$ ` holds both. Of the comments, `<!-- run: … -->` is what the text tells in words (an edit), or
the whole of a command that a sentence names; `<!-- as: NAME -->` says who sits there, `<!-- exit: 1 -->` how the next one ends,
`<!-- about: … -->` why the figures that are shown next are others on another machine.
"""

import re
import shlex
from dataclasses import dataclass, replace
from functools import cache

PROGRAMS = ("karmakit", "git", "make", "mkdocs", "pip", "playwright", "python", "ssh-keygen")
_PARTS = re.compile(
    r"^(?P<fence>`{3,})(?P<kind>\w*)\n(?P<text>.*?)^(?P=fence)$|^<!-- (?P<word>run|as|exit|about): (?P<said>.*?) -->$",
    re.DOTALL | re.MULTILINE,
)
_NAMED = re.compile(rf"(?<!`)`(?P<command>karmakit|(?:\.venv/bin/)?(?:{'|'.join(PROGRAMS)})\s[^`]*)`(?!`)")
_CALL = re.compile(rf"(?:- |\$ )?(?:\.venv/bin/)?(?:{'|'.join(PROGRAMS)}) [\w.-]")
_REFUSED = "Exit status 1\n"
_LEFT_OPEN = re.compile(r"[A-Z]+|.*….*")


@dataclass(frozen=True, slots=True)
class Step:
    """Something to run, as whom, where on the page; `shows` is what it prints (None: the page does not say), `ends` its status.

    `about` says that its figures count for nothing.
    """

    line: int
    person: str
    command: str
    shows: str | None = None
    ends: int = 0
    about: bool = False

    @property
    def lines(self) -> list[str]:
        """Return the commands, one a line; a line that ends with a backslash goes on."""
        return [line.strip() for line in self.command.replace("\\\n", "").splitlines() if line.strip()]


@dataclass(frozen=True, slots=True)
class Page:
    """What a page tells to do, in its order; the commands that its sentences name; and lines of other fences that look like one."""

    steps: tuple[Step, ...]
    named: tuple[str, ...]
    hidden: tuple[str, ...]


def read(text: str) -> Page:
    """Read a page."""
    found: list[Step] = []
    hidden: list[str] = []
    person, ends, end, about = "", 0, 0, False
    for part in _PARTS.finditer(text):
        line = text.count("\n", 0, part.start()) + 1
        command, shown = part["text"], None
        if part["kind"] == "text" and command.startswith("$ "):
            command, _, shown = command.removeprefix("$ ").partition("\n")
        if part["word"] == "as":
            person = part["said"]
        elif part["word"] == "exit":
            ends = int(part["said"])
        elif part["word"] == "about":
            about = True
        elif part["word"] == "run" or part["kind"] == "sh" or shown is not None:
            found.append(Step(line, person, part["said"] or command, shown, ends))
            ends = 0
        elif part["kind"] == "text" and found and not text[end : part.start()].strip():
            refused = _REFUSED in command
            found[-1] = replace(found[-1], shows=command.replace(_REFUSED, ""), ends=1 if refused else found[-1].ends, about=about)
            about = False
        else:
            hidden += [line.strip() for line in command.splitlines() if _CALL.match(line.strip())]
        end = part.end()
    names = (" ".join(call["command"].split()) for call in _NAMED.finditer(_PARTS.sub("", text)))
    return Page(tuple(found), tuple(names), tuple(hidden))


@cache
def words(command: str) -> tuple[str, ...]:
    """Return the words of a command, without its remark."""
    return tuple(shlex.split(command.removeprefix(".venv/bin/"), comments=True))


def is_part(name: str, command: str) -> bool:
    """Say whether a command has the words of another, in their order; what that one leaves open (`FILE`, `…`) does not count."""
    program, *asked = [word for word in words(name) if not _LEFT_OPEN.fullmatch(word)]
    first, *said = words(command)
    rest = iter(said)
    return program == first and all(any(word == other or word in other.split(",") for other in rest) for word in asked)
