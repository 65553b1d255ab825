"""One unit of Open edX as a module: its texts, its problems, and a line for each thing that a page here cannot be."""

from dataclasses import dataclass

from lxml import etree

from karmakit_build.importing.draft import Counts, DraftQuestion, Lost
from karmakit_build.importing.inline_html import Media
from karmakit_build.importing.marks import without
from karmakit_build.importing.readers.olx.counting import counts, html_counts
from karmakit_build.importing.readers.olx.course import Course, Placed
from karmakit_build.importing.readers.olx.problem import asked
from karmakit_build.importing.scribe import Scribe
from karmakit_build.importing.xml import inside, local
from karmakit_build.xml import Element

_GROUPS = frozenset({"vertical", "wrapper", "conditional", "split_test", "randomize", "library_content", "problemset"})
_TOLD = {
    "conditional": "a condition on which a part is shown; here it is always shown",
    "split_test": "a trial of several versions; here all of them are shown",
    "randomize": "one part of several drawn by lot; here all of them are shown",
    "library_content": "problems drawn from a library; here all of them are asked",
}
DEEPEST = 20
_FILMS = frozenset({"video", "videoalpha"})


@dataclass(frozen=True, slots=True)
class Page:
    """What came of a unit."""

    title: str
    body: str
    questions: tuple[DraftQuestion, ...]
    losses: tuple[Lost, ...]
    counts: Counts


class _Writer:
    """Gathers what stands in one unit."""

    def __init__(self, course: Course, media: Media) -> None:
        self.course, self.media = course, media
        self.texts: list[str] = []
        self.questions: list[DraftQuestion] = []
        self.losses: list[Lost] = []
        self.counts: list[Counts] = []

    def take(self, placed: Placed, depth: int = 0) -> None:
        element, name = placed.element, local(placed.element)
        scribe = Scribe(self.course.name, f"{placed.path}, line {element.sourceline}", self.media)
        if name in _GROUPS and depth > DEEPEST:
            scribe.lose("what stands deeper in one another than any unit does", "Look at the unit in Studio")
        elif name in _GROUPS:
            if name in _TOLD:
                scribe.lose(_TOLD[name], "Look at the module")
            for each in inside(element):
                self.take(self.course.resolved(each, placed.path), depth + 1)
        elif name == "html":
            self._html(placed, scribe)
        elif name == "problem":
            made = asked(element, scribe)
            self.questions += made.questions
            self.texts += [made.text] if made.text else []
            self.counts.append(counts(element))
        elif name in _FILMS:
            mend = "Put the film with captions and a transcript into media/, and show it by `::: video`"
            scribe.lose(f'a film, "{placed.title[:60]}"', mend)
        else:
            scribe.lose(f'a `{name}`, "{placed.title[:60]}"', "Bring in what it does by hand")
        self.losses += scribe.losses

    def _html(self, placed: Placed, scribe: Scribe) -> None:
        source = _source(self.course, placed, scribe)
        if source.strip():
            self.texts.append(scribe.block(source, headings=True))
            self.counts.append(html_counts(source))


def page(course: Course, vertical: Placed, media: Media) -> Page:
    """Return what a unit holds; an element that stands in a sequence without a unit is one by itself."""
    writer = _Writer(course, media)
    writer.take(vertical)
    counted = sum(writer.counts, Counts())
    body = "\n\n".join(filter(None, writer.texts))
    return Page(vertical.title, body, tuple(writer.questions), tuple(writer.losses), counted)


def _source(course: Course, placed: Placed, scribe: Scribe) -> str:
    """Return the HTML of a text: that of the file it names, or its own."""
    element = placed.element
    name = element.get("filename") or element.get("url_name")
    if name and not len(element) and not (element.text or "").strip():
        data = course.files.get(f"{course.base}html/{name.replace(':', '/')}.html")
        if data is None:
            scribe.lose(f'a text whose file is not there, "{name[:60]}"', "Export the course anew")
            return ""
        return without(data.decode("utf-8", "replace"))
    return inner_html(element)


def inner_html(element: Element) -> str:
    """Return what stands in an element as HTML."""
    parts = [_escaped(element.text)]
    parts += [etree.tostring(each, encoding="unicode", method="html") for each in inside(element)]
    return without("".join(parts))


def _escaped(text: str | None) -> str:
    return (text or "").replace("&", "&amp;").replace("<", "&lt;")
