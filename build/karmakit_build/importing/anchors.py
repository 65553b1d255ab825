"""Give the headings that links within a source lead to an anchor of ours, so that the links can lead there again."""

from collections.abc import Container, Iterable, Mapping
from itertools import chain, count

from lxml.html import HtmlElement as Element

from karmakit_build.importing.assembling import id_of
from karmakit_build.importing.inline_html import ANCHOR

HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")


def fragment_of(address: str) -> str:
    """Return what stands behind the sign of a place in an address."""
    return address.partition("#")[2]


def wanted_in(blocks: Iterable[Element]) -> frozenset[str]:
    """Return the places of their own page that links in some blocks lead to."""
    links = (link.get("href", "").strip() for block in blocks for link in block.iter("a"))
    return frozenset(fragment_of(address) for address in links if address.startswith("#"))


def anchored(blocks: Iterable[Element], wanted: Container[str], title: Element | None = None) -> Mapping[str, str]:
    """Return for each wanted place that is there the anchor of the heading it belongs to; empty: the beginning of the text.

    Places are what an `id`, or the `name` of an `a`, names. The headings are marked, and written with their anchors; `title` is
    one that becomes the title of the module.
    """
    found: dict[str, str] = {}
    used: set[str] = set()
    heading: Element | None = None
    for element in (each for block in blocks for each in block.iter() if isinstance(each.tag, str)):
        heading = element if element.tag in HEADINGS else heading
        names = {element.get("id") or "", (element.get("name") or "") if element.tag == "a" else ""}
        for name in sorted(name for name in names - {""} if name in wanted and name not in found):
            owner = _owner(element, heading)
            found[name] = _anchor(owner if owner is not title else None, name, used)
    return found


def _owner(element: Element, before: Element | None) -> Element | None:
    """Return the heading that a place belongs to: around it, at its own beginning, right after it, or the last one before."""
    around = next((each for each in (element, *element.iterancestors()) if each.tag in HEADINGS), None)
    if around is not None:
        return around
    if not "".join(map(str, element.itertext())).strip():
        after = element.getnext()
        return after if after is not None and after.tag in HEADINGS and not (element.tail or "").strip() else before
    inside = next(iter(element.iter(*HEADINGS)), None)
    text = " ".join("".join(map(str, element.itertext())).split())
    opening = " ".join("".join(map(str, inside.itertext())).split()) if inside is not None else ""
    return inside if opening and text.startswith(opening) else before


def _anchor(heading: Element | None, name: str, used: set[str]) -> str:
    if heading is None:
        return ""
    if not heading.get(ANCHOR):
        stem = id_of("".join(map(str, heading.itertext()))) or id_of(name) or "part"
        free = next(each for each in chain([stem], (f"{stem}-{number}" for number in count(2))) if each not in used)
        used.add(free)
        heading.set(ANCHOR, free)
    return str(heading.get(ANCHOR, ""))
