"""How the subjects of a course stood with their earlier content, and stand now: by the same decisions and policy."""

from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

from karmakit_build.vetting.reading import vetting_of
from karmakit_schemas.errors import UnusableInputError
from karmakit_schemas.parsed import Parsed
from karmakit_validators.review.approvals import vetted
from karmakit_validators.review.review import Vetting
from karmakit_validators.vetting.subject import contents


def approvals(course: Path, before: Parsed | None, today: date | None) -> Vetting:
    """Return how the subjects of the course in a folder stand; why that is not known, where it is not."""
    try:
        now = vetting_of(course)
    except UnusableInputError as error:
        return Vetting(why="unread", line=str(error))
    if now.chain.policy is None:
        return Vetting(why="no-policy")
    day = today or datetime.now(tz=UTC).date()
    was = replace(now, parsed=before, contents=contents(before)) if before and before.course and before.complete else None
    return Vetting(vetted(was.judged(day) if was else (), now.judged(day)))
