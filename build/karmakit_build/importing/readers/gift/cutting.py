"""Cut a GIFT file into its pieces: what stands between empty lines, with its comments and category."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from karmakit_build.importing.readers.gift.signs import find, unescaped

_CATEGORY = re.compile(r"\$CATEGORY:[ \t]*(.*)")
_TITLE = re.compile(r"::((?:[^\\:]|\\.|:(?!:))*)::", re.DOTALL)
_FORMAT = re.compile(r"\s*\[(html|plain|markdown|moodle)\]", re.IGNORECASE)
_ID = re.compile(r"\[id:([^\]]*)\]")
HOW = {"html": "html", "plain": "plain", "markdown": "markdown", "moodle": "auto"}


@dataclass(frozen=True, slots=True)
class Piece:
    """One question or text: its line, its category, its name, its texts before and after the answers, and how they are written.

    `answers` is what stands in the braces as it was written; None of a text that asks nothing.
    """

    line: int
    category: str
    title: str
    how: str
    before: str
    answers: str | None
    after: str
    source: str

    @property
    def right(self) -> int:
        """Return how many right answers the signs of the source tell: equals signs, positive weights, TRUE or FALSE."""
        inside = self.answers
        if inside is None or not inside.strip():
            return 0
        if re.match(r"\s*(T|F|TRUE|FALSE)\b", inside):
            return 1
        inside = inside.partition("####")[0]  # what is said to everybody, after the answers
        if not re.search(r"(?<!\\)[=~]", inside):
            return 1
        wrong = len(re.findall(r"(?<!\\)=\s*(?:->|%\s*(?:-[\d.,]*|0*(?:[.,]0*)?)\s*%)", inside))  # a distractor, or of no weight
        return len(re.findall(r"(?<!\\)=", inside)) - wrong + len(re.findall(r"(?<!\\)~\s*%\s*(?=[\d.,]*[1-9])[\d.,]+\s*%", inside))


def pieces(text: str) -> Iterator[Piece]:
    """Yield the pieces of a file in their order."""
    category = ""
    for line, block in _blocks(text):
        lines = block.split("\n")
        comments = "\n".join(each for each in lines if each.lstrip().startswith("//"))
        body = "\n".join(each for each in lines if not each.lstrip().startswith("//")).strip("\n")
        if found := _CATEGORY.match(body.lstrip()):
            category = found[1].strip()
            body = body.lstrip()[found.end() :].strip("\n")
        if body.strip():
            yield _piece(line, category, body, _ID.search(comments))


def _blocks(text: str) -> Iterator[tuple[int, str]]:
    """Yield what stands between empty lines, with its first line: as Moodle reads, one ends a question in its braces too."""
    start = 1
    kept: list[str] = []
    for number, line in enumerate([*text.split("\n"), ""], 1):
        if line.strip():
            start = start if kept else number
            kept.append(line)
        elif kept:
            yield start, "\n".join(kept)
            kept = []


def _piece(line: int, category: str, body: str, identifier: re.Match[str] | None) -> Piece:
    source = body
    body = body.lstrip()
    title = ""
    if found := _TITLE.match(body):
        title, body = unescaped(found[1]).strip(), body[found.end() :]
    how = "auto"
    if found := _FORMAT.match(body):
        how, body = HOW[found[1].lower()], body[found.end() :]
    opening = find(body, "{", 0)
    closing = find(body, "}", opening + 1) if opening >= 0 else -1
    name = title or (identifier[1].strip() if identifier else "")
    if opening < 0 or closing < 0:
        return Piece(line, category, name, how, body, None, "", source)
    return Piece(line, category, name, how, body[:opening], body[opening + 1 : closing], body[closing + 1 :], source)
