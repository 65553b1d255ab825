"""Say how the paragraphs of a shape are listed: as they say, or as the layout and the master of their slide have it."""

from collections.abc import Iterable, Iterator

from karmakit_build.importing.office.names import A, P, tag
from karmakit_build.importing.readers.pptx.texts import Bullets
from karmakit_build.xml import Element

_TITLES = frozenset({"title", "ctrTitle"})
_KINDS = {tag(A, "buNone"): "", tag(A, "buChar"): "ul", tag(A, "buBlip"): "ul", tag(A, "buAutoNum"): "ol"}


def unlisted(_paragraph: Element, _level: int) -> str:
    """Return that a paragraph is in no list, as those of notes."""
    return ""


def bullets_of(shape: Element, layout: Element, master: Element) -> Bullets:
    """Return how the paragraphs of a shape are listed (ECMA-376 Part 1, 19.3.1 and 21.1.2.4).

    A paragraph's own properties come first, then the list style of its shape, of the same placeholder in the layout and in the
    master, and the style of the master for texts of that kind.
    """
    styles = list(_styles(shape, layout, master))

    def listed(paragraph: Element, level: int) -> str:
        own = paragraph.find(tag(A, "pPr"))
        levels = [each.find(tag(A, f"lvl{level + 1}pPr")) for each in styles]
        return _first(each for each in (own, *levels) if each is not None)

    return listed


def placeholder(shape: Element) -> Element | None:
    """Return what a shape is a placeholder for; None if it is none."""
    return next(shape.iter(tag(P, "ph")), None)


def _first(properties: Iterable[Element]) -> str:
    for each in properties:
        for child in each:
            if child.tag in _KINDS:
                return _KINDS[child.tag]
    return ""


def _styles(shape: Element, layout: Element, master: Element) -> Iterator[Element]:
    holder = placeholder(shape)
    yield from _list_style(shape)
    kind = "" if holder is None else holder.get("type", "obj")
    if holder is not None:
        index = holder.get("idx", "")
        for each in layout.iter(tag(P, "sp")):
            there = placeholder(each)
            if there is not None and (there.get("idx") == index if index else there.get("type") == kind):
                yield from _list_style(each)
                break
        for each in master.iter(tag(P, "sp")):
            there = placeholder(each)
            if there is not None and there.get("type") == ("title" if kind in _TITLES else "body"):
                yield from _list_style(each)
                break
    name = "titleStyle" if kind in _TITLES else "bodyStyle" if holder is not None else "otherStyle"
    yield from master.iter(tag(P, name))


def _list_style(shape: Element) -> Iterator[Element]:
    yield from shape.iterfind(f"{tag(P, 'txBody')}/{tag(A, 'lstStyle')}")
