"""OLX, the form in which Open edX exports courses (a folder or .tar.gz) and single problems (XML)."""

from dataclasses import replace
from pathlib import Path

from karmakit_build.importing.draft import Counts, Draft, DraftModule, DraftUnit, Lost
from karmakit_build.importing.folders import files_below
from karmakit_build.importing.opening import bytes_of
from karmakit_build.importing.quizzes import Group, quiz
from karmakit_build.importing.readers.olx.counting import counts
from karmakit_build.importing.readers.olx.course import course_in
from karmakit_build.importing.readers.olx.files import packed
from karmakit_build.importing.readers.olx.pages import Page, page
from karmakit_build.importing.readers.olx.problem import ATTEMPTS, asked
from karmakit_build.importing.scribe import Scribe
from karmakit_build.importing.shelf import Shelf
from karmakit_build.importing.xml import LARGEST, local, root_of
from karmakit_schemas.errors import UnusableInputError


def read(path: Path) -> Draft:
    """Return a course, a unit for each subsection and a module for each unit of it; or a single problem as a test."""
    if not path.is_dir() and not path.name.lower().endswith((".gz", ".tgz")):
        return _single(path)
    course = course_in(path, files_below(path) if path.is_dir() else packed(path))
    shelf = Shelf()
    media = shelf.media(course.picture)
    losses: list[Lost] = list(course.losses)
    units: list[DraftUnit] = []
    counted = Counts()
    for subsection in course.subsections:
        modules = []
        for vertical in subsection.verticals:
            made = page(course, vertical, media)
            losses += made.losses
            counted += made.counts
            modules += [_module(made, graded=subsection.graded)] if made.body or made.questions else []
        if modules:
            units.append(DraftUnit(subsection.title, tuple(modules)))
    if not units:
        raise UnusableInputError(f"{path}: there is no text and no problem in it; export the course anew")
    return Draft(
        title=course.title,
        units=tuple(units),
        language=course.language,
        provider=course.organisation,
        media=shelf.files,
        losses=(*_once(losses), *course.left()),
        counts=counted,
    )


def _module(made: Page, *, graded: bool) -> DraftModule:
    if graded and made.questions:
        return DraftModule(title=made.title, kind="test", body=made.body, questions=made.questions)
    return DraftModule(title=made.title, body=made.body, questions=made.questions)


def _once(losses: list[Lost]) -> list[Lost]:
    """Return the losses, with what Studio says of nearly every problem told once for the course."""
    often = [each for each in losses if each.what == ATTEMPTS]
    rest = [each for each in losses if each.what != ATTEMPTS]
    return [*rest, replace(often[0], place=f"{len(often)} of its problems")] if len(often) > 1 else losses


def _single(path: Path) -> Draft:
    root = root_of(bytes_of(path, LARGEST), str(path))
    if local(root) != "problem":
        raise UnusableInputError(f"{path}: this is no problem of Open edX; it begins with `{local(root)}`")
    title = " ".join(root.get("display_name", "").split()) or path.stem
    scribe = Scribe(path.name, f"line {root.sourceline}")
    made = asked(root, scribe)
    if not made.questions and not made.text:
        why = f": {scribe.losses[0].what}" if scribe.losses else ""
        raise UnusableInputError(f"{path}: nothing in it can be asked here{why}")
    group = Group(title, made.questions, made.text)
    return replace(quiz(title, [group], scribe.losses, counts(root)), media={})
