"""QTI of 1EdTech (IMS): questions in version 1.2, as Canvas and Respondus write them, and in versions 2.0 to 2.2."""

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path

from karmakit_build.importing.draft import Counts, Draft, Lost
from karmakit_build.importing.packages.containers import manifest_among, peek
from karmakit_build.importing.packages.kinds import kind_of
from karmakit_build.importing.quizzes import Group, quiz
from karmakit_build.importing.readers.qti.counting import counts
from karmakit_build.importing.readers.qti.found import Found
from karmakit_build.importing.readers.qti.package import MANIFEST, Package, opened
from karmakit_build.importing.readers.qti.version_1 import tests as tests_1
from karmakit_build.importing.readers.qti.version_2 import tests as tests_2
from karmakit_build.importing.shelf import Shelf
from karmakit_build.importing.xml import local
from karmakit_build.xml import Element
from karmakit_schemas.errors import UnusableInputError

TITLE = "QTI"
_SEEN = re.compile(rb"<(?:\w+:)?(questestinterop|assessmentItem|assessmentTest)\b")
_PACKED = re.compile(rb"imsqti|assessmentItem")
_READERS: Mapping[str, Callable[[Package, str, Element, Shelf], Found]] = {
    "questestinterop": tests_1,
    "assessmentItem": tests_2,
    "assessmentTest": tests_2,
}


def takes(path: Path, head: bytes) -> bool:
    """Say whether an XML file begins as QTI, or a package has a manifest that names tests in QTI."""
    if path.is_file() and path.suffix.lower() == ".xml":
        return _SEEN.search(head) is not None
    seen = peek(path, head)
    manifest = manifest_among(seen, (MANIFEST,))
    return manifest is not None and kind_of(path, head) is None and _PACKED.search(seen[manifest]) is not None


def read(path: Path) -> Draft:
    """Return the questions as tests, one for each section that has a title."""
    package = opened(path)
    shelf = Shelf(package.picture)
    groups: list[Group] = []
    losses: list[Lost] = list(package.losses)
    counted = Counts()
    for name, root in package.documents.items():
        found = _READERS[local(root)](package, name, root, shelf)
        groups += found.groups
        losses += found.losses
        counted = _sum(counted, counts(root))
    groups = _joined(groups)
    if not groups:
        why = f"nothing in it can be asked here: {losses[0].what}" if losses else "there is no question in it"
        raise UnusableInputError(f"{path}: {why}; QTI holds each question in an `item` or an `assessmentItem`")
    return replace(quiz(package.title, groups, losses, counted), media=shelf.media)


def _joined(groups: list[Group]) -> list[Group]:
    """Return the groups, those of one title as one, in their order."""
    by_title: dict[str, Group] = {}
    for group in groups:
        there = by_title.get(group.title)
        body = "\n\n".join(filter(None, (there.body if there else "", group.body)))
        questions = (*(there.questions if there else ()), *group.questions)
        by_title[group.title] = Group(group.title, questions, body)
    return [group for group in by_title.values() if group.questions or group.body]


def _sum(one: Counts, other: Counts) -> Counts:
    return Counts(
        headings=one.headings + other.headings,
        pictures=one.pictures + other.pictures,
        tables=one.tables + other.tables,
        questions=one.questions + other.questions,
        right_answers=one.right_answers + other.right_answers,
    )
