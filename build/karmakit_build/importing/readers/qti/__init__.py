"""QTI of 1EdTech (IMS): questions in version 1.2, as Canvas and Respondus write them, and in versions 2.0 to 2.2."""

from dataclasses import replace
from pathlib import Path

from karmakit_build.importing.draft import Counts, Draft, Lost
from karmakit_build.importing.quizzes import Group, quiz
from karmakit_build.importing.readers.qti.counting import counts
from karmakit_build.importing.readers.qti.package import opened
from karmakit_build.importing.readers.qti.tests import tests_of
from karmakit_build.importing.shelf import Shelf
from karmakit_schemas.errors import UnusableInputError


def read(path: Path) -> Draft:
    """Return the questions as tests, one for each section that has a title."""
    package = opened(path)
    shelf = Shelf()
    media = shelf.media(package.picture)
    groups: list[Group] = []
    losses: list[Lost] = list(package.losses)
    counted = Counts()
    for name, root in package.documents.items():
        found = tests_of(package, name, root, media)
        groups += found.groups
        losses += found.losses
        counted += counts(root)
    groups = _joined(groups)
    if not groups:
        why = f"nothing in it can be asked here: {losses[0].what}" if losses else "there is no question in it"
        raise UnusableInputError(f"{path}: {why}; QTI holds each question in an `item` or an `assessmentItem`")
    return replace(quiz(package.title, groups, losses, counted), media=shelf.files)


def _joined(groups: list[Group]) -> list[Group]:
    """Return the groups, those of one title as one, in their order."""
    by_title: dict[str, Group] = {}
    for group in groups:
        there = by_title.get(group.title)
        body = "\n\n".join(filter(None, (there.body if there else "", group.body)))
        questions = (*(there.questions if there else ()), *group.questions)
        by_title[group.title] = Group(group.title, questions, body)
    return [group for group in by_title.values() if group.questions or group.body]
