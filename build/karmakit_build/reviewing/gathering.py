"""Gather what a reviewer needs to see of the courses in a folder: from a Git ref to now."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from karmakit_authoring.config import project_of
from karmakit_authoring.history import courses_then
from karmakit_authoring.load import load, peek
from karmakit_authoring.parse import parse
from karmakit_build.checking.configured import Asked, Terms, terms_of
from karmakit_build.reviewing.approving import approvals
from karmakit_build.reviewing.weighing import sizes
from karmakit_schemas.errors import UnusableInputError, UsageError
from karmakit_schemas.parsed import Parsed
from karmakit_schemas.sources import Sources
from karmakit_validators.check import check
from karmakit_validators.configured import Given
from karmakit_validators.report import Part
from karmakit_validators.review.changes import changes
from karmakit_validators.review.coverage import coverage
from karmakit_validators.review.measures import measures
from karmakit_validators.review.news import news
from karmakit_validators.review.review import CourseReview, Review


@dataclass(frozen=True, slots=True)
class How:
    """How a review is made: the Git ref (None: as `karmakit.toml` says), what is asked of the check, whether bundles are made."""

    base: str | None
    given: Given
    bundle: bool = True


@dataclass(frozen=True, slots=True)
class Gathered:
    """The review of the courses that could be read, and a line for each that could not; `lang` is what a configuration asks for."""

    review: Review
    errors: tuple[str, ...]
    lang: str | None = None


def gather(courses: Sequence[Path], places: Iterable[Path], how: How) -> Gathered:
    """Return the review of courses; `places` are the folders that were named: courses that stood there and are no more are told."""
    reviewed: list[CourseReview] = []
    unchanged: list[str] = []
    errors: list[str] = []
    bases = {course: how.base or project_of(course).check.base for course in courses}
    if missing := next((course for course, base in bases.items() if not base), None):
        raise UsageError(f"{missing}: since when? Name a Git ref: --base origin/main, or `base` in karmakit.toml")
    for course, base in bases.items():
        try:
            found = review_of(course, base or "", how)
        except UnusableInputError as error:
            errors.append(str(error))
            continue
        if found:
            reviewed.append(found)
        else:
            unchanged.append(course.as_posix())
    since = how.base or next(iter(bases.values()), None) or ""
    gone = tuple(_gone(since, places, courses)) if since and not errors else ()
    lang = next((project_of(course).check.lang for course in courses if project_of(course).check.lang), None)
    return Gathered(Review(since, tuple(reviewed), tuple(unchanged), gone), tuple(dict.fromkeys(errors)), lang)


def review_of(course: Path, base: str, how: How) -> CourseReview | None:
    """Return the review of one course; None if it is as it was."""
    sides = sides_of(course, base, how)
    return None if sides.is_unchanged else told_of(sides, how)


@dataclass(frozen=True)
class Sides:
    """A course as it was (None: it was not, or there is no base) and as it is, in its folder and on its terms."""

    course: Path
    before: Parsed | None
    after: Parsed
    terms: Terms

    @property
    def is_unchanged(self) -> bool:
        """Say whether every file is as it was."""
        return self.before is not None and self.before.sources.digest == self.after.sources.digest


def sides_of(course: Path, base: str, how: How) -> Sides:
    """Return both readings of a course; without a base there is no earlier one."""
    sources = load(course)
    terms = terms_of(course, lambda: sources, Asked(how.given, base))
    return Sides(course, parse(terms.before) if terms.before else None, parse(sources), terms)


def told_of(sides: Sides, how: How) -> CourseReview:
    """Return the review of a course from what was to what is."""
    course, before, after = sides.course, sides.before, sides.after
    parts = _checked(course, before, after, sides.terms)
    meta = after.part.meta.__dict__  # what could not be read is not in it
    return CourseReview(
        path=course.as_posix(),
        id=meta.get("id", course.name),
        title=meta.get("title", course.name),
        language=meta.get("language", ""),
        changes=changes(before, after),
        findings=news(*parts),
        coverage=coverage(before, after),
        measures=measures(before, after),
        sizes=sizes(before, after if how.bundle else None, parts, sides.terms),
        vetting=approvals(course, before, how.given.today),
    )


def _checked(course: Path, before: Parsed | None, after: Parsed, terms: Terms) -> tuple[Part | None, Part]:
    """Return the findings of both, under the same settings and called by the same folder."""
    root = course.as_posix()
    was = Part(root, check(before, terms.settings), Sources(after.sources.name, before.sources.files)) if before else None
    return was, Part(root, check(after, terms.settings, before), after.sources)


def _gone(base: str, places: Iterable[Path], courses: Iterable[Path]) -> Iterator[str]:
    """Yield the folders of courses that stood in the places and are no more, neither there nor, by their id, elsewhere."""
    ids = {_id_of(course) for course in courses}
    for place in places:
        if not place.is_dir():
            continue
        for way, identifier in courses_then(base, place).items():
            if identifier not in ids and not _is_there(place, way):
                yield way


def _id_of(course: Path) -> object:
    return parse(peek(course)).part.meta.__dict__.get("id")  # what could not be read is not in it


def _is_there(place: Path, way: str) -> bool:
    """Say whether a course still lies in a folder that is named from the repository's root."""
    above = (place.resolve(), *place.resolve().parents)
    return any((folder / way / "course.yml").is_file() for folder in above)
