"""What a course says that a learner can do after it: outcomes and objectives with their places, and where their verbs stand."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import cache
from typing import NamedTuple

from karmakit_schemas.course import Course
from karmakit_schemas.spans import Span
from karmakit_validators.context import Context
from karmakit_validators.prose import of_value

VERB_LAST = frozenset({"as", "bn", "gu", "hi", "kn", "ml", "mr", "ne", "or", "pa", "ta", "te", "ur"})
"""Languages whose verb stands at the end of an objective; elsewhere it comes first."""


class Aim(NamedTuple):
    """One outcome of the course or objective of a module; `bloom` is the level that it claims, if any, and where it does."""

    text: str
    span: Span
    bloom: str | None = None
    level: Span | None = None


def outcomes(course: Course) -> Iterator[Aim]:
    """Yield the outcomes of the course."""
    for index, outcome in enumerate(course.meta.outcomes):
        yield Aim(outcome.text, course.place("outcomes", index, "text") if outcome.id else course.place("outcomes", index))


def objectives(course: Course) -> Iterator[Aim]:
    """Yield the objectives of all modules."""
    for module in course.modules:
        for index, objective in enumerate(module.meta.objectives):
            span = module.place("objectives", index, "text")
            yield Aim(objective.text, span, objective.bloom, module.place("objectives", index, "bloom"))


def aims(course: Course) -> Iterator[Aim]:
    """Yield the outcomes of the course, then the objectives of all modules."""
    yield from outcomes(course)
    yield from objectives(course)


def opening(text: str, phrases: tuple[str, ...]) -> str:
    """Return the longest of the phrases that a text begins with as whole words, in lower case; an empty text if none."""
    said = _said(text)
    near = _by_word(phrases, 0).get(said.partition(" ")[0], ())
    return next((phrase for phrase in near if said == phrase or said.startswith(f"{phrase} ")), "")


def ending(text: str, phrases: tuple[str, ...]) -> str:
    """Return the longest of the phrases that a text ends with as whole words, in lower case; an empty text if none."""
    said = _said(text)
    near = _by_word(phrases, -1).get(said.rpartition(" ")[2], ())
    return next((phrase for phrase in near if said == phrase or said.endswith(f" {phrase}")), "")


def at_verb(text: str, phrases: tuple[str, ...], context: Context) -> str:
    """Return the longest of the phrases that stands where an objective has its verb in the course's language."""
    if context.words.tag in VERB_LAST:
        return ending(text, phrases)
    return opening(without_lead_in(text, context), phrases)


def without_lead_in(text: str, context: Context) -> str:
    """Return an objective without what may stand before its verb, such as `to` or `the learner can`."""
    lead_in = opening(text, context.words.list("lead_ins"))
    return " ".join(text.split())[len(lead_in) :].lstrip() if lead_in else text


def place(aim: Aim, phrase: str, context: Context) -> Span:
    """Return where a phrase, in lower case, stands in an aim: its first place or, at the end of a verb-last one, its last."""
    prose = of_value("objective", aim.text, aim.span, context.lines(aim.span.path))
    folded = aim.text.casefold()
    last = context.words.tag in VERB_LAST and not _said(aim.text).startswith(phrase)
    at = folded.rfind(phrase) if last else folded.find(phrase)
    return prose.place(at, at + len(phrase)) if at >= 0 else aim.span


def _said(text: str) -> str:
    """Return a text as phrases are compared with it: lower case, single spaces, without marks at its ends."""
    return " ".join(text.casefold().split()).strip(" .,;:!?।…\"'")


@cache
def _by_word(phrases: tuple[str, ...], place: int) -> Mapping[str, tuple[str, ...]]:
    """Return the phrases by their first (0) or last (-1) word, the longest first."""
    found: dict[str, list[str]] = defaultdict(list)
    for phrase in sorted(phrases, key=len, reverse=True):
        found[phrase.split()[place]].append(phrase)
    return {word: tuple(those) for word, those in found.items()}
