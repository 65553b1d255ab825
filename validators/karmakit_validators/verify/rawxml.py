"""The elements of a manifest as they are written: qualified names, exact places, no namespaces worked out.

iGOT's validator looks elements up by their written names, and a finding needs line and column; expat gives both.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.parsers import expat


class NotWellFormedError(Exception):
    """It was attempted to read XML that is none."""

    def __init__(self, message: str, line: int, column: int) -> None:
        super().__init__(message)
        self.line = line
        self.column = column


class DoctypeError(NotWellFormedError):
    """It was attempted to read XML that brings its own grammar or entities."""


@dataclass(slots=True, eq=False)
class Element:
    """One element: its written name and attributes, its place, its text."""

    tag: str
    attrs: dict[str, str]
    line: int
    column: int
    parent: "Element | None" = None
    children: list["Element"] = field(default_factory=list)
    text: str = ""

    @property
    def local(self) -> str:
        """Return the name without its prefix."""
        return self.tag.rpartition(":")[2]

    def walk(self) -> Iterator["Element"]:
        """Yield the element and all below it, in document order."""
        stack = [self]
        while stack:
            element = stack.pop()
            yield element
            stack.extend(reversed(element.children))

    def below(self, local: str) -> Iterator["Element"]:
        """Yield the children of that name, whatever their prefix."""
        return (child for child in self.children if child.local == local)

    def down(self, *path: str) -> Iterator["Element"]:
        """Yield the elements that a path of names leads to, whatever their prefixes."""
        if not path:
            yield self
        for child in self.below(path[0]) if path else ():
            yield from child.down(*path[1:])

    def attr(self, local: str) -> str | None:
        """Return an attribute by its name without prefix, or None."""
        return next((value for name, value in self.attrs.items() if name.rpartition(":")[2] == local), None)

    def words(self, local: str) -> str:
        """Return the text of the first child of that name, or an empty text."""
        return next((child.text.strip() for child in self.below(local)), "")


DEEPEST = 200


def read_xml(data: bytes) -> Element:
    """Return the root element; a document type is refused before anything in it is used."""
    parser = expat.ParserCreate()
    root: list[Element] = []
    stack: list[Element] = []

    def start(tag: str, attrs: dict[str, str]) -> None:
        parent = stack[-1] if stack else None
        element = Element(tag, attrs, parser.CurrentLineNumber, parser.CurrentColumnNumber + 1, parent)
        if len(stack) >= DEEPEST:
            raise NotWellFormedError(f"is nested more than {DEEPEST} deep", element.line, element.column)
        (parent.children if parent else root).append(element)
        stack.append(element)

    def end(_tag: str) -> None:
        stack.pop()

    def text(characters: str) -> None:
        if stack:
            stack[-1].text += characters

    def doctype(*_: object) -> None:
        raise DoctypeError("has a DOCTYPE", parser.CurrentLineNumber, parser.CurrentColumnNumber + 1)

    parser.buffer_text = True
    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = text
    parser.StartDoctypeDeclHandler = doctype
    try:
        parser.Parse(data, True)  # noqa: FBT003  (expat's own signature)
    except expat.ExpatError as error:
        raise NotWellFormedError(expat.ErrorString(error.code), error.lineno, error.offset + 1) from error
    except (ValueError, LookupError) as error:  # an encoding expat cannot use
        raise NotWellFormedError(str(error), 1, 1) from error
    return root[0]
