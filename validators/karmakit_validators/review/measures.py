"""How much there is to read and to do in a course and its modules: before and after."""

from collections.abc import Iterable
from dataclasses import dataclass

from karmakit_schemas.parsed import Parsed
from karmakit_schemas.unread import UnreadError
from karmakit_validators.context import Context
from karmakit_validators.measure import Estimate, estimate
from karmakit_validators.page import Page


@dataclass(frozen=True, slots=True)
class Measure:
    """Words to read, minutes of a quick and of a careful learner, questions."""

    words: int = 0
    quick: float = 0.0
    careful: float = 0.0
    questions: int = 0


@dataclass(frozen=True, slots=True)
class Measured:
    """A module, or the course where `module` is empty, on both sides; None where it is not there."""

    module: str
    before: Measure | None
    after: Measure | None


def measures(before: Parsed | None, after: Parsed) -> tuple[Measured, ...]:
    """Return the measures of the course, then of each module by its id, in the later order."""
    was, now = (_measured(parsed) if parsed else None for parsed in (before, after))
    now = now or {}
    names = [*now, *(name for name in was or {} if name not in now)]
    whole = Measured("", _sum(was.values()) if was is not None else None, _sum(now.values()))
    return whole, *(Measured(name, (was or {}).get(name), now.get(name)) for name in names)


def _measured(parsed: Parsed) -> dict[str, Measure]:
    return {page.module.id: _of_page(page) for page in Context(parsed).pages if page.module}


def _of_page(page: Page) -> Measure:
    try:
        needed = estimate(page)
    except UnreadError:  # the language decides the pace of reading
        needed = Estimate(0, 0)
    return Measure(page.words, round(needed.quick, 2), round(needed.careful, 2), len(page.module.questions) if page.module else 0)


def _sum(all_: Iterable[Measure]) -> Measure:
    each = tuple(all_)
    return Measure(
        sum(one.words for one in each),
        round(sum(one.quick for one in each), 2),
        round(sum(one.careful for one in each), 2),
        sum(one.questions for one in each),
    )
