"""Read the QTI that lies in a package of another kind: what an item opens, and what no item names, become tests with questions."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import chain
from posixpath import basename
from urllib.parse import unquote

from karmakit_build.importing.draft import Counts, DraftQuestion, Lost
from karmakit_build.importing.kinds.qti import IS_QTI
from karmakit_build.importing.packages.containers import Container
from karmakit_build.importing.packages.outline import Leaf, Outline
from karmakit_build.importing.quizzes import short_named
from karmakit_build.importing.readers.qti.counting import counts
from karmakit_build.importing.readers.qti.package import KNOWN, Package, arranged
from karmakit_build.importing.readers.qti.tests import tests_of
from karmakit_build.importing.shelf import Shelf
from karmakit_build.importing.xml import below, local, root_of
from karmakit_build.xml import Element
from karmakit_schemas.errors import UnusableInputError

_SUFFIXES = (".xml", ".qti")
_HEAD = 4096
_APART = "the questions of `{}` are a test of their own"


@dataclass(frozen=True)
class _Bank:
    """The documents of QTI in a package by their names, in their order; and the shelf for their pictures."""

    package: Package
    shelf: Shelf

    def under(self, path: str) -> tuple[str, ...]:
        """Return the documents that one stands for: itself, and the items that a test of version 2 names."""
        root = self.package.documents[path]
        named = {basename(unquote(each.get("href", ""))) for each in below(root, "assessmentItemRef")}
        is_test = local(root) == "assessmentTest"
        return (path, *(name for name in self.package.documents if is_test and basename(name) in named and name != path))


def with_questions(container: Container, outline: Outline) -> Outline:
    """Return an outline whose parts ask the questions that the package holds in QTI; a file that was read for it is left to it."""
    documents, losses = _documents(container, outline)
    if not documents:
        return replace(outline, losses=(*outline.losses, *losses))
    bank = _Bank(Package(container.name, outline.about.title, arranged(documents), container.files, ()), Shelf(dict(outline.media)))
    opened = {path: bank.under(path) for leaf in outline.leaves if (path := container.find(leaf.address)) in documents and path}
    taken = set(chain.from_iterable(opened.values()))
    leaves: list[Leaf] = []
    for leaf in outline.leaves:
        path = container.find(leaf.address)
        made, told = _asking(replace(leaf, address=""), opened[path], bank) if path in opened else (leaf, [])
        leaves.append(made)
        losses += told
        beside = [name for name in documents if name in leaf.pages and name not in taken]
        more, lost = _apart(beside, leaf.trail, bank, taken)
        leaves += more
        losses += lost
    more, lost = _apart([name for name in bank.package.documents if name not in taken], (), bank, taken)
    return replace(
        outline,
        leaves=(*leaves, *more),
        losses=(*outline.losses, *losses, *lost),
        used=outline.used | documents.keys(),
        media=bank.shelf.files,
    )


def _documents(container: Container, outline: Outline) -> tuple[dict[str, Element], list[Lost]]:
    found: dict[str, Element] = {}
    losses: list[Lost] = []
    for path, data in container.files.items():
        if path in outline.used or not path.lower().endswith(_SUFFIXES) or not IS_QTI.search(data[:_HEAD]):
            continue
        try:
            root = root_of(data, path)
        except UnusableInputError as error:
            losses.append(Lost(path, "", f"its questions, which cannot be read ({error})", "Export the package anew"))
            continue
        if local(root) in KNOWN:
            found[path] = root
    return found, losses


def _asking(leaf: Leaf, names: Iterable[str], bank: _Bank) -> tuple[Leaf, list[Lost]]:
    """Return a part with the questions of some documents."""
    questions: list[DraftQuestion] = []
    bodies: list[str] = []
    losses: list[Lost] = []
    counted = Counts()
    for name in names:
        root = bank.package.documents[name]
        found = tests_of(bank.package, name, root, bank.shelf.media(bank.package.picture))
        questions += (short_named(each) for group in found.groups for each in group.questions)
        bodies += [group.body for group in found.groups if group.body]
        losses += found.losses
        counted += counts(root)
    kind = "test" if questions else leaf.kind
    body = "\n\n".join(filter(None, (leaf.body, *bodies)))
    return replace(leaf, kind=kind, questions=tuple(questions), body=body, counts=leaf.counts + counted), losses


def _apart(names: Iterable[str], trail: tuple[str, ...], bank: _Bank, taken: set[str]) -> tuple[list[Leaf], list[Lost]]:
    """Return parts of their own for documents that no part opens, tests of version 2 before the items that they name."""
    leaves: list[Leaf] = []
    losses: list[Lost] = []
    for group in _groups(names, bank, taken):
        taken |= set(group)
        root = bank.package.documents[group[0]]
        title = next(_titles(root), "") or basename(group[0]).partition(".")[0].replace("_", " ")
        leaf, lost = _asking(Leaf(title=title, place="", trail=trail), group, bank)
        leaves.append(leaf)
        losses += [Lost(group[0], "", _APART.format(basename(group[0])), "Put it where it belongs in the outline"), *lost]
    return leaves, losses


def _groups(names: Iterable[str], bank: _Bank, taken: set[str]) -> Iterator[tuple[str, ...]]:
    listed: Mapping[str, tuple[str, ...]] = {name: bank.under(name) for name in names}
    inside = {item for name, those in listed.items() for item in those if item != name}
    loose = [name for name in listed if name not in inside and local(bank.package.documents[name]) == "assessmentItem"]
    yield from (those for name, those in listed.items() if name not in inside and name not in loose and name not in taken)
    if loose:
        yield tuple(loose)


def _titles(root: Element) -> Iterator[str]:
    return (title for each in root.iter() if (title := " ".join(each.get("title", "").split())))
