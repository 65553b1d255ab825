"""Walk the outline of a cartridge: folders are units, and a title that opens nothing heads what follows it."""

from collections.abc import Iterator

from karmakit_build.importing.draft import Lost
from karmakit_build.importing.packages.elements import attribute, word
from karmakit_build.importing.packages.kinds import SCORM
from karmakit_build.importing.packages.outline import Leaf
from karmakit_build.importing.readers.common_cartridge.reading import Reading
from karmakit_build.importing.readers.common_cartridge.resources import opens, read_resource
from karmakit_build.importing.xml import inside
from karmakit_build.xml import Element

BESIDE = "Besides the outline"


def walked(root: Element, reading: Reading) -> tuple[Leaf, ...]:
    """Return what learners open: first in the order of the outline, then what the outline does not name."""
    leaves: list[Leaf] = []
    for block in inside(root, "organizations"):
        for organization in inside(block, "organization"):
            leaves += _below(organization, (), reading)
    for name in reading.resources:
        if name not in reading.read and opens(name, reading):
            leaf = read_resource(name, "", (BESIDE,), f"resource {name}", reading)
            if leaf is not None:
                leaves.append(leaf)
                reading.lose(
                    SCORM, leaf.place, f'the outline does not name "{leaf.title}"; it stands at the end', "Put it in its place"
                )
    return tuple(leaves)


def _below(parent: Element, trail: tuple[str, ...], reading: Reading) -> Iterator[Leaf]:
    header: tuple[str, ...] = ()
    for item in inside(parent, "item"):
        title, refers = word(item, "title"), attribute(item, "identifierref")
        place = f'item "{title[:60]}"' if title else f"item {attribute(item, 'identifier')}"
        children = next(inside(item, "item"), None) is not None
        if refers:
            leaf = read_resource(refers, title, (*trail, *header), place, reading)
            if leaf is not None:
                yield leaf
        elif not children and title:
            header = (title,)
        if children:
            # the item at the root has no title in the standard: it is the course itself
            yield from _below(item, (*trail, title) if title else trail, reading)
            header = ()
    if header and not _follows(parent):
        reading.losses.append(Lost(SCORM, f'item "{header[0][:60]}"', "it opens nothing, and heads nothing"))


def _follows(parent: Element) -> bool:
    """Say whether something stands after the last heading of a folder."""
    last = list(inside(parent, "item"))[-1:]
    return any(attribute(each, "identifierref") for each in last)
