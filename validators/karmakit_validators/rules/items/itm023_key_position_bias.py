"""The right answer does not stand in one place too often."""

from collections.abc import Iterator

from karmakit_schemas.course import Course
from karmakit_schemas.findings import Severity
from karmakit_schemas.questions import SingleChoice
from karmakit_validators.asking import is_shuffled, numbers
from karmakit_validators.context import Context
from karmakit_validators.rule import Fault, Faults, Rule

FEWEST = 8
CHANCE = 0.01
PLACES = 2


def biased(course: Course, _context: Context) -> Faults:
    """Yield a place that holds the right answer more often than chance puts it there once in a hundred courses.

    Counted are the single choices that learners see in the order of the source, but for those that have an order of their own.
    """
    kept = list(_unshuffled(course))
    if len(kept) < FEWEST:
        return
    places = max(len(question.options) for question in kept)
    for place in range(places):
        held = [question for question in kept if _key(question) == place]
        shares = [1 / len(question.options) for question in kept if place < len(question.options)]
        if len(held) > len(kept) / PLACES and at_least(len(held), shares) * places < CHANCE:
            message = f"in {len(held)} of {len(kept)} questions the right answer is option {place + 1}"
            mend = "Put it elsewhere in some; pin the letters first ({#a}) if learners have answered already"
            yield Fault(course.place("units"), message, mend, related=tuple(question.span for question in held))


def at_least(count: int, shares: list[float]) -> float:
    """Return the chance of at least `count` hits where each share is the chance of one."""
    chances = [1.0]
    for share in shares:
        padded = [0.0, *chances, 0.0]
        chances = [padded[i + 1] * (1 - share) + padded[i] * share for i in range(len(chances) + 1)]
    return sum(chances[count:])


def _unshuffled(course: Course) -> Iterator[SingleChoice]:
    for module in course.modules:
        for question in module.questions:
            if isinstance(question, SingleChoice) and _key(question) is not None:
                if is_shuffled(module, question) or numbers(question):
                    continue
                yield question


def _key(question: SingleChoice) -> int | None:
    return next((place for place, option in enumerate(question.options) if option.correct), None)


RULE = Rule(Severity.warning, course=biased, whole=True)
