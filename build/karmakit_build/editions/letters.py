"""Give options the letters they have on paper: the same in the exercise and in its answer."""

from karmakit_build.editions.edition import Edition
from karmakit_schemas.questions import Matching, MultipleChoice, Option, Pair, SingleChoice, TrueFalse

Choice = SingleChoice | MultipleChoice | TrueFalse


def options_by_letter(edition: Edition, question: Choice) -> list[tuple[str, Option]]:
    """Return the options in the order of the source, each with its letter."""
    return [(edition.letter(place), option) for place, option in enumerate(question.options)]


def rights_by_letter(edition: Edition, question: Matching) -> list[tuple[str, Pair]]:
    """Return the right-hand sides in the order of their codes, which says nothing about the key, each with its letter."""
    sides = {pair.code: pair for pair in question.pairs}
    return [(edition.letter(place), sides[code]) for place, code in enumerate(sorted(sides))]
