"""Mend courses on the disk: what their findings know how to mend, as the command line reports them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from karmakit_authoring.load import load
from karmakit_authoring.parse import parse
from karmakit_build.checking.configured import Asked, Terms, terms_of
from karmakit_build.checking.rewriting import Change, changes
from karmakit_schemas.errors import UnusableInputError
from karmakit_schemas.findings import Finding
from karmakit_schemas.parsed import Parsed
from karmakit_validators.check import check
from karmakit_validators.fixing import ROUNDS, Mended, mend, mendable
from karmakit_validators.report import Part

Shown = Callable[[Part, Terms], Part]
"""What the reader sees of a course's findings: all but those that a baseline hides."""


@dataclass(frozen=True, slots=True)
class Repaired:
    """A course with its fixes made, in memory: what is left, on what terms, and the files to write."""

    part: Part
    terms: Terms
    mended: Mended
    changes: tuple[Change, ...]


def repaired(courses: Sequence[Path], asked: Asked, shown: Shown, *, unsafe: bool) -> list[Repaired | str]:
    """Return each course as its fixes leave it; where one cannot be read, the line that says why."""
    results: list[Repaired | str] = []
    for course in courses:
        try:
            results.append(_repaired(course, asked, shown, unsafe=unsafe))
        except UnusableInputError as error:
            results.append(str(error))
    return results


def _repaired(course: Path, asked: Asked, shown: Shown, *, unsafe: bool) -> Repaired:
    sources = load(course)
    terms = terms_of(course, lambda: sources, asked)
    before = parse(terms.before) if terms.before else None
    part = Part(course.as_posix(), (), sources, terms.before)

    def look(parsed: Parsed) -> tuple[Finding, ...]:
        found = check(parsed, terms.settings, before)
        return shown(replace(part, findings=found, sources=parsed.sources), terms).findings

    mended = mend(sources, look, unsafe=unsafe)
    left = replace(part, findings=mended.left, sources=mended.sources)
    return Repaired(left, terms, mended, changes(course, sources, mended.sources))


def summary(courses: Sequence[Repaired], *, unsafe: bool, done: bool) -> str:
    """Return `mended 12 of 15 findings; --unsafe-fixes would mend 2 more`."""
    fixes = sum(each.mended.fixes for each in courses)
    findings = sum(each.mended.findings for each in courses)
    said = f"{'mended' if done else 'would mend'} {fixes} of {findings} finding{'' if findings == 1 else 's'}"
    more = 0 if unsafe else sum(mendable(each.mended.left, unsafe=True) for each in courses)
    return f"{said}; --unsafe-fixes would mend {more} more" if more else said


def unsettled(courses: Sequence[Repaired]) -> list[str]:
    """Return a line for each course in which fixes still made work for others in the last round."""
    line = f"the fixes did not come to rest in {ROUNDS} rounds; run it again, and look at what it changed"
    return [f"{each.part.root}: {line}" for each in courses if not each.mended.settled]
