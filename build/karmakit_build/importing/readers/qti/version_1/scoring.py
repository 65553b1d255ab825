"""The scoring of an item in QTI 1.2: which answers score, how much, and which feedback they show."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from karmakit_build.importing.gaps import number
from karmakit_build.importing.xml import below, first, inside, local, said
from karmakit_build.xml import Element

RANGE = {"vargte": "low", "vargt": "low", "varlte": "high", "varlt": "high"}


@dataclass(frozen=True, slots=True)
class Test:
    """One comparison: with which response, how (`varequal`, `vargte` …), with what, and whether it must not hold."""

    response: str
    how: str
    value: str
    negated: bool


@dataclass(frozen=True, slots=True)
class Condition:
    """What must hold, what it scores (None: nothing is said), and the feedback that is shown then."""

    tests: tuple[Test, ...]
    score: Decimal | None
    shows: tuple[str, ...]
    otherwise: bool

    @property
    def positive(self) -> tuple[Test, ...]:
        """Return the comparisons that must hold."""
        return tuple(test for test in self.tests if not test.negated)

    @property
    def right(self) -> bool:
        """Return whether it scores."""
        return self.score is not None and self.score > 0


def conditions(item: Element) -> tuple[Condition, ...]:
    """Return the conditions of an item, in their order."""
    return tuple(_condition(each) for each in below(item, "respcondition"))


def worths(there: tuple[Condition, ...], response: str) -> dict[str, Decimal]:
    """Return what each value of a response scores; one that scores nothing, or takes off, too."""
    found: dict[str, Decimal] = {}
    for condition in there:
        for test in condition.positive if condition.score is not None else ():
            if test.response == response and test.how == "varequal":
                found[test.value] = max(found.get(test.value, condition.score or Decimal(0)), condition.score or Decimal(0))
    return found


def _condition(element: Element) -> Condition:
    scores = [value for each in inside(element, "setvar") if (value := number(said(each))) is not None]
    variables = first(element, "conditionvar")
    tests = tuple(_tests(variables, negated=False)) if variables is not None else ()
    shows = tuple(each.get("linkrefid", "") for each in inside(element, "displayfeedback"))
    return Condition(tests, max(scores, default=None), shows, otherwise=not tests)


def _tests(element: Element, *, negated: bool) -> Iterator[Test]:
    for each in inside(element):
        name = local(each)
        if name in {"and", "or", "not"}:
            yield from _tests(each, negated=negated != (name == "not"))
        elif name in {"varequal", "varsubset", "varsubstring", *RANGE}:
            yield Test(each.get("respident", ""), name, said(each).strip(), negated)
