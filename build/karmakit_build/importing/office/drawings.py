"""Write what is drawn in an Office file, pictures, charts and diagrams, as Markdown, and tell what of it is lost."""

import re
from dataclasses import dataclass

from karmakit_build.importing.draft import Counts
from karmakit_build.importing.office.charts import figures
from karmakit_build.importing.office.names import DECORATIVE, DGM, A, R, tag, text_in
from karmakit_build.importing.office.package import Package
from karmakit_build.importing.office.pictures import kind_of, picture
from karmakit_build.importing.office.telling import Losses
from karmakit_build.importing.shelf import Shelf
from karmakit_build.importing.wording import cell, plain
from karmakit_build.importing.xml import local
from karmakit_build.xml import Element

_DEEPEST = 8
_NUMBER = re.compile(r"-?\d+(\.\d+)?")


@dataclass(frozen=True, slots=True)
class Drawings:
    """Where drawings are read from, where their files are kept, and where is told what was lost."""

    package: Package
    shelf: Shelf
    losses: Losses

    def picture(self, part: str, relation: str, alt: str, place: str, *, decorative: bool = False) -> str:
        """Return the Markdown of a picture that a part points to; its alternative text alone where the picture is lost."""
        found = self.package.relations(part).get(relation)
        if found is None or found.external:
            where = f" at {found.target[:80]}" if found else ""
            self.losses.lose(
                place, f"a picture outside the file{where}; nothing is fetched", "Insert the picture itself", Counts(pictures=1)
            )
            return plain(alt)
        lies = self.shelf.picture(found.target, self.package.files.get(found.target))
        if lies is None:
            what = f"a picture of the kind {kind_of(found.target)}, which browsers do not show"
            what = what if found.target in self.package.files else "a picture whose file is missing"
            self.losses.lose(place, what, "Save it as PNG, put it into media/ and show it where it stood", Counts(pictures=1))
            return plain(alt)
        return picture(lies, alt, decorative=decorative)

    def chart(self, part: str, relation: str, place: str) -> str:
        """Return the figures of a chart as a table under its title; empty where there are none."""
        title, rows = self._figures(part, relation)
        self.losses.lose(
            place,
            "a chart; its figures stand as a table" if rows else "a chart",
            "Put a picture of it beside, if its shape matters",
        )
        return "\n\n".join(each for each in (f"**{plain(title)}**" if title else "", table(rows)) if each)

    def has_figures(self, part: str, relation: str) -> bool:
        """Say whether the figures of a chart can be read."""
        return bool(self._figures(part, relation)[1])

    def _figures(self, part: str, relation: str) -> tuple[str, list[list[str]]]:
        found = self.package.relations(part).get(relation)
        tree = self.package.trees.get(found.target) if found else None
        return figures(tree) if tree is not None else ("", [])

    def diagram(self, part: str, relation: str, place: str) -> str:
        """Return the texts of a diagram (SmartArt) as a list."""
        found = self.package.relations(part).get(relation)
        tree = self.package.trees.get(found.target) if found else None
        self.losses.lose(place, "a diagram; its texts stand as a list", "Put a picture of it beside, if its shape matters")
        return outline(tree) if tree is not None else ""


def is_decorative(properties: Element | None) -> bool:
    """Say whether a drawing is marked as decorative."""
    return properties is not None and any(
        each.get("val") in {"1", "true"} for each in properties.iter(tag(DECORATIVE, "decorative"))
    )


def table(rows: list[list[str]]) -> str:
    """Return rows of plain texts as a table in Markdown."""
    lines = [
        "".join(["|", *(f" {text if _NUMBER.fullmatch(text) else cell(plain(text))} |" if text else " |" for text in row)])
        for row in rows
    ]
    return "\n".join([lines[0], f"|{'---|' * len(rows[0])}", *lines[1:]]) if lines else ""


def outline(data: Element) -> str:
    """Return the texts of a data model (`dgm:dataModel`, ECMA-376 Part 1, 21.4) as a list, nested as they are joined."""
    texts = {each.get("modelId", ""): " ".join(text_in(each, tag(A, "t")).split()) for each in data.iter(tag(DGM, "pt"))}
    kinds = {each.get("modelId", ""): each.get("type", "node") for each in data.iter(tag(DGM, "pt"))}
    below = _joined(data)
    # those that nothing is joined to stand at the end, so that none is left out
    waiting = [(name, 0) for wanted in ("node", "doc") for name in reversed(kinds) if kinds[name] == wanted]
    lines: list[str] = []
    seen: set[str] = set()
    while waiting:
        name, depth = waiting.pop()
        if name in seen:
            continue
        seen.add(name)
        if texts.get(name):
            lines.append(f"{'  ' * depth}- {plain(texts[name])}")
        waiting += [(child, min(depth + bool(texts.get(name)), _DEEPEST)) for _, child in sorted(below.get(name, ()), reverse=True)]
    return "\n".join(lines)


def _joined(data: Element) -> dict[str, list[tuple[int, str]]]:
    """Return which points are joined below each point, with their order."""
    below: dict[str, list[tuple[int, str]]] = {}
    for each in data.iter(tag(DGM, "cxn")):
        if each.get("type", "parOf") == "parOf":
            order = each.get("srcOrd", "0")
            below.setdefault(each.get("srcId", ""), []).append((int(order) if order.isdecimal() else 0, each.get("destId", "")))
    return below


def related(element: Element, name: str) -> str:
    """Return the id of what an element points to, such as `embed` or `id`."""
    return element.get(tag(R, name), "")


def first(element: Element, name: str) -> Element | None:
    """Return the first element of that local name within another."""
    return next((each for each in element.iter() if local(each) == name), None)
