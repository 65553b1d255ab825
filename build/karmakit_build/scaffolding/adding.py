"""Add to a course: what comes out is read again and compared before a byte is written."""

from pathlib import Path

from karmakit_authoring.load import load
from karmakit_authoring.parse import COURSE_FILE, parse
from karmakit_authoring.scaffold.addition import Addition
from karmakit_authoring.scaffold.names import taken_in
from karmakit_build.checking.rewriting import changes, rewrite
from karmakit_build.scaffolding.laying import create, undo
from karmakit_schemas.errors import UnusableInputError
from karmakit_schemas.parsed import Parsed
from karmakit_schemas.sources import Sources
from karmakit_schemas.unread import is_whole
from karmakit_validators.edits import edited


def opened(course: Path) -> Parsed:
    """Return a course to add to; raise where its `course.yml` cannot be read whole."""
    parsed = parse(load(course))
    if not is_whole(parsed.part.meta):
        first = next((finding for finding in parsed.findings if finding.span.path == COURSE_FILE), None)
        what = f": {first.message}" if first else ""
        raise UnusableInputError(f"{course / COURSE_FILE} cannot be read{what}; `karmakit check` tells the mend")
    return parsed


def add(course: Path, before: Parsed, addition: Addition) -> list[Path]:
    """Write an addition to a course: new files and changed ones, all or none; return their paths, the new ones first."""
    mended = edited(before.sources, addition.edits) if addition.edits else before.sources
    new = {path: text.encode() for path, text in addition.files.items()}
    if mended is None:
        raise _unproved(course, addition)
    after = parse(Sources(mended.name, {**mended.files, **new}))
    _prove(course, before, after, addition)
    changed = changes(course, before.sources, mended)
    made: list[Path] = []
    try:
        create(new, course, made)
        rewrite(changed)
    except BaseException:
        undo(made)
        raise
    return [*(course / path for path in new), *(change.path for change in changed)]


def _prove(course: Path, before: Parsed, after: Parsed, addition: Addition) -> None:
    """Raise where the course would have a new fault, would lack what it had, or would not have what was added."""
    known = {(finding.code, finding.span.path, finding.message) for finding in before.findings}
    fault = next((one for one in after.findings if (one.code, one.span.path, one.message) not in known), None)
    if fault:
        raise UnusableInputError(f"{course / fault.span.path}: {fault.message}; nothing was written. {fault.help}".rstrip())
    if not is_whole(after.part.meta) or not taken_in(before) <= taken_in(after) or addition.id not in taken_in(after):
        raise _unproved(course, addition)


def _unproved(course: Path, addition: Addition) -> UnusableInputError:
    paths = ", ".join(sorted({edit.span.path for edit in addition.edits} | set(addition.files)))
    return UnusableInputError(f"{course}: `{addition.id}` cannot be put into {paths}; mend first what `karmakit check` finds there")
