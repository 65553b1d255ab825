"""Gather what a pack shows of a course, and make its page."""

from datetime import UTC, datetime
from pathlib import Path

from karmakit_build.compiler import compile_course
from karmakit_build.reviewing.gathering import How, Sides, sides_of, told_of
from karmakit_build.reviewing.pack.asking import Asking, asking
from karmakit_build.reviewing.pack.packed import Packed
from karmakit_build.reviewing.pack.page import page
from karmakit_build.vetting.forms import form_of
from karmakit_build.vetting.reading import Vetting, vetting_of
from karmakit_schemas.errors import UnusableInputError
from karmakit_validators.report.part import Part


def pack_of(course: Path, base: str, how: How, lang: str) -> bytes | None:
    """Return the pack of a course as it changed since a Git ref (empty: all of it is new); None where there is nothing to decide.

    There is nothing to decide where no file changed and every subject is vetted. Raises `UnusableInputError` where the course
    cannot be read whole, or its pages cannot be made.
    """
    sides = sides_of(course, base, how)
    vetting = vetting_of(course)
    today = how.given.today or datetime.now(tz=UTC).date()
    asked = asking(vetting, sides.before, today)
    if sides.is_unchanged and asked.persons and all(subject.holds for subject in asked.subjects):
        return None
    return page(_packed(sides, vetting, asked, how, base=base, lang=lang))


def _packed(sides: Sides, vetting: Vetting, asked: Asking, how: How, *, base: str, lang: str) -> Packed:  # noqa: PLR0913 - all named
    parsed = vetting.parsed
    if parsed.course is None:
        raise UnusableInputError(
            f"{sides.course}: the course cannot be read whole; `karmakit check {sides.course}` says what to mend"
        )
    policy = vetting.chain.policy
    today = how.given.today or datetime.now(tz=UTC).date()
    return Packed(
        pages=compile_course(parsed.course),
        base=base if sides.before else "",
        review=told_of(sides, how),
        asking=asked,
        part=Part("", (), parsed.sources),
        form=form_of(sides.course, today, lang) if policy and policy.framework else None,
        lang=lang,
    )
