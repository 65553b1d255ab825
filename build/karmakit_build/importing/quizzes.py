"""What files of questions have in common: their texts as Markdown, and a draft in which each of their groups is a test."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from karmakit_build.importing.draft import Counts, Draft, DraftModule, DraftQuestion, DraftUnit, Lost
from karmakit_build.importing.from_html import inline_of, markdown_of
from karmakit_build.importing.inline_html import Media
from karmakit_build.importing.wording import plain

_TAG = re.compile(r"</?[A-Za-z][^<>]*>|&(?:[A-Za-z]+|#\d+);")
# what a text in Markdown may hold of ours only by accident
_OURS = re.compile(r"<|:::|\[\[|^\s*> \[!", re.MULTILINE)
_GAP_SIGNS = re.compile(r"[\[\]|]")
_NAME_WORDS = 5
_PARAGRAPHS = re.compile(r"\n[ \t]*\n+")


@dataclass(frozen=True, slots=True)
class Group:
    """Some questions under one name, with what stands before them as a text."""

    title: str
    questions: tuple[DraftQuestion, ...]
    body: str = ""


@dataclass(frozen=True, slots=True)
class Rich:
    """A text of a quiz: where it stands, and how it is written (`html`, `markdown`, `plain`, or `auto` where nobody says)."""

    path: str
    place: str
    media: Media

    def block(self, text: str, how: str) -> tuple[str, tuple[Lost, ...]]:
        """Return a text as Markdown of several blocks, and what was lost of it."""
        if how == "markdown" and not _OURS.search(text):
            return text.strip(), ()
        if how == "html" or (how == "auto" and _TAG.search(text)):
            return markdown_of(text, self.path, self.place, self.media)
        lost = (Lost(self.path, self.place, "the markup of a text in Markdown", "Mark it up again"),) if how == "markdown" else ()
        return "\n\n".join(plain(part) for part in _PARAGRAPHS.split(text) if part.strip()), lost

    def line(self, text: str, how: str) -> tuple[str, tuple[Lost, ...]]:
        """Return a text as Markdown of one paragraph, such as an option."""
        if how == "markdown" and not _OURS.search(text):
            return " ".join(text.split()), ()
        if how == "html" or (how == "auto" and _TAG.search(text)):
            return inline_of(text, self.path, self.place, self.media)
        return plain(text), ()


def no_media(_source: str, _alt: str) -> None:
    """Say that no picture of a quiz is there: a file of questions alone brings none along."""


def gap(*spellings: str) -> str:
    """Return the gap of a fill-in question for its accepted spellings; none of them can hold the signs that make a gap."""
    kept = [_GAP_SIGNS.sub(" ", spelling).strip() for spelling in spellings]
    return f"[[{'|'.join(kept)}]]"


def quiz(title: str, groups: Sequence[Group], losses: Iterable[Lost], counts: Counts, language: str = "") -> Draft:
    """Return the draft of a file of questions: each group is a module of kind `test`, the last one of them without a name too."""
    modules = tuple(DraftModule(title=group.title, kind="test", body=group.body, questions=_named(group)) for group in groups)
    return Draft(title=title, units=(DraftUnit(title, modules),), language=language, losses=tuple(losses), counts=counts)


def _named(group: Group) -> tuple[DraftQuestion, ...]:
    """Return the questions of a group, whose names are too long to be ids cut to their first words."""
    return tuple(map(short_named, group.questions))


def short_named(asked: DraftQuestion) -> DraftQuestion:
    """Return a question whose name is cut to its first words: its id is made of it."""
    return replace(asked, name=" ".join(asked.name.split()[:_NAME_WORDS]))
