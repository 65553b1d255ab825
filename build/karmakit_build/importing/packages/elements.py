"""Find one's way in a manifest, whose names come in any namespace and, from old tools, in any capitals."""

from collections.abc import Iterator

from karmakit_build.importing.xml import inside, local
from karmakit_build.xml import Element


def down(element: Element, *path: str) -> Iterator[Element]:
    """Yield the elements that a path of names leads to, whatever their namespaces and capitals."""
    if not path:
        yield element
        return
    for child in inside(element):
        if local(child).lower() == path[0].lower():
            yield from down(child, *path[1:])


def words(element: Element | None) -> str:
    """Return the text of an element and all below it with single spaces; an empty text of none."""
    return " ".join("".join(map(str, element.itertext())).split()) if element is not None else ""


def word(element: Element, *path: str) -> str:
    """Return the words of the first element that a path leads to; an empty text where there is none."""
    return words(next(down(element, *path), None))


def attribute(element: Element, name: str) -> str:
    """Return an attribute by its local name, whatever its capitals; an empty text where it is not there."""
    return next((str(value).strip() for key, value in element.items() if str(key).rpartition("}")[2].lower() == name.lower()), "")
