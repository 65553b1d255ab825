"""Let Markdown of ours pass through a library as one sign in the text, and put it back in its place afterwards."""

import re
from dataclasses import dataclass, field

# noncharacters of Unicode: no text of an author holds them, and a file that does loses nothing with them
_OPEN, _CLOSE = "\ufdd0", "\ufdd1"
_MARK = re.compile(f"{_OPEN}([0-9]{{1,9}}){_CLOSE}")
_SIGNS = re.compile(f"[{_OPEN}{_CLOSE}]")


@dataclass(slots=True)
class Marks:
    """The pieces of Markdown that wait for their place; a piece may have another form where it stands alone as a paragraph."""

    pieces: list[tuple[str, str]] = field(default_factory=list)

    def mark(self, inline: str, block: str = "") -> str:
        """Keep a piece of Markdown, and return the sign that stands for it."""
        self.pieces.append((inline, block or inline))
        return f"{_OPEN}{len(self.pieces) - 1}{_CLOSE}"

    def placed(self, markdown: str) -> str:
        """Return Markdown with the pieces in the places of their signs; in a row of a table no piece parts a cell.

        Signs of strangers stand for nothing, and are left out.
        """
        return without("\n".join(map(self._line, markdown.split("\n"))))

    def _line(self, line: str) -> str:
        if alone := _MARK.fullmatch(line):
            return self._piece(alone)[1]
        if line.startswith("|"):
            return _MARK.sub(lambda found: re.sub(r"(?<!\\)\|", r"\\|", self._piece(found)[0]), line)
        return _MARK.sub(lambda found: self._piece(found)[0], line)

    def _piece(self, found: re.Match[str]) -> tuple[str, str]:
        number = int(found[1])
        return self.pieces[number] if number < len(self.pieces) else ("", "")

    @staticmethod
    def signs(text: str) -> list[str]:
        """Return the signs in a text, in their order."""
        return [found[0] for found in _MARK.finditer(text)]


def without_marks(text: str) -> str:
    """Return a text on one line, without the signs and what they stand for."""
    return " ".join(_MARK.sub("", text).split())


def without(text: str) -> str:
    """Return a text of a stranger without the signs themselves."""
    return _SIGNS.sub("", text)


def has_mark(text: str) -> bool:
    """Say whether a text holds a sign, and so something that is to stand there."""
    return _OPEN in text
