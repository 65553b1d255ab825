"""What a manifest says, whatever the edition of SCORM: an outline of items, and the resources they open."""

from dataclasses import dataclass

MANIFEST = "imsmanifest.xml"
LOM = "metadata/lom.xml"


@dataclass(frozen=True, slots=True)
class Item:
    """A line of the outline: a group of `items`, or an activity that opens the resource of the same `name`.

    `needs` names the items that must be done first; `mastery` is the pass mark in per cent of a test; `final` tells whether it
    decides the course; `objectives` are those that the activity reports; `alone` tells whether it is one of several activities.
    """

    name: str
    title: str
    items: tuple["Item", ...] = ()
    needs: tuple[str, ...] = ()
    mastery: float | None = None
    final: bool = False
    objectives: tuple[str, ...] = ()
    alone: bool = False


@dataclass(frozen=True, slots=True)
class Resource:
    """Files that belong together; one with an `href` can be launched."""

    name: str
    files: tuple[str, ...]
    href: str | None = None
    needs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Package:
    """What a manifest says of a course; `iri` is the root of the course's names in learner records."""

    name: str
    version: str
    title: str
    iri: str
    items: tuple[Item, ...]
    resources: tuple[Resource, ...]


def prefixed(kind: str, name: str) -> str:
    """Return a name that XML takes as an identifier and that no other kind of thing has."""
    return f"{kind}-{name}"
