"""The texts of one question of Moodle: each says itself how it is written."""

from karmakit_build.importing.marks import without
from karmakit_build.importing.scribe import Scribe
from karmakit_build.importing.xml import first, said
from karmakit_build.xml import Element

HOW = {"html": "html", "plain_text": "plain", "plain": "plain", "markdown": "markdown", "moodle_auto_format": "auto"}


class Texts:
    """Writes the texts of one question; an element that says nothing of its format has that of the question."""

    def __init__(self, question: Element, scribe: Scribe) -> None:
        """Take the question, and who writes for it."""
        self.scribe = scribe
        self._question = question
        self._how = HOW.get(_format(first(question, "questiontext")), "auto")

    @property
    def name(self) -> str:
        """Return what the source calls the question."""
        return " ".join(without(said(first(self._question, "name", "text"))).split())

    @property
    def stem(self) -> str:
        """Return what the question asks."""
        return self.block("questiontext")

    def block(self, name: str, *, headings: bool = False) -> str:
        """Return the text of a child by its name, as several blocks."""
        return self.written(first(self._question, name), headings=headings)

    def written(self, element: Element | None, *, headings: bool = False) -> str:
        """Return the text of an element, as several blocks."""
        return self.scribe.block(self.raw(element), self.how(element), headings=headings)

    def line(self, element: Element | None) -> str:
        """Return the text of an element, as one paragraph."""
        return self.scribe.line(self.raw(element), self.how(element))

    def raw(self, element: Element | None) -> str:
        """Return a text as it is written."""
        return without(said(first(element, "text"))).strip()

    def how(self, element: Element | None) -> str:
        """Return how a text is written."""
        return HOW.get(_format(element), self._how)


def _format(element: Element | None) -> str:
    return element.get("format", "") if element is not None else ""
