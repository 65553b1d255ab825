"""What is typed in an item of QTI 1.2: words, or numbers with their range."""

from decimal import Decimal

from karmakit_build.importing.draft import Counts, DraftQuestion
from karmakit_build.importing.gaps import amount, between, number, words
from karmakit_build.importing.readers.qti.version_1.item import Item, stem
from karmakit_build.importing.readers.qti.version_1.scoring import RANGE, Condition
from karmakit_build.importing.xml import below, local
from karmakit_build.xml import Element

NUMBERS = frozenset({"numerical_question", "numeric"})


def typed(item: Item) -> DraftQuestion:
    """Return a fill-in or a number."""
    numbers = [item.kind in NUMBERS or _decimal(each) or bool(ranged(item, each)) for each in item.responses]
    as_numbers = all(numbers) and all(_number(item, each, told=False) for each in item.responses)
    gaps = {}
    for response in item.responses:
        if local(response) == "response_lid":
            item.scribe.lose(
                "a list to choose from beside a gap", "Make two questions of it", Counts(right_answers=len(item.right(response)))
            )
            continue
        made = _number(item, response, told=True) if as_numbers else words(item.right(response), item.scribe.lose)
        if made:
            gaps[response.get("ident", "")] = item.scribe.held(made)
        else:
            item.scribe.lose("a gap without an answer that can be typed", "Write the gap as [[word]]")
    case = any(each.get("case", "").lower() == "yes" for each in below(item.element, "varequal"))
    return DraftQuestion(kind="numeric" if as_numbers else "fill-in", stem=stem(item, gaps), case=case and not as_numbers)


def ranged(item: Item, response: Element) -> list[Condition]:
    """Return the scoring conditions in which a response lies in a range."""
    ident = response.get("ident", "")
    return [each for each in item.conditions if each.right and any(t.response == ident and t.how in RANGE for t in each.positive)]


def _decimal(response: Element) -> bool:
    kinds = {each.get("fibtype", "").lower() for each in below(response, "render_fib")}
    return local(response) == "response_num" or bool(kinds & {"decimal", "integer"})


def _number(item: Item, response: Element, *, told: bool) -> str | None:
    """Return the gap of the first condition that scores; `told`: the others are told."""
    ident = response.get("ident", "")
    there = [each for each in item.conditions if each.right and any(test.response == ident for test in each.positive)]
    if not there:
        return None
    if told and len(there) > 1:
        item.scribe.lose(
            "all numbers but the first right one",
            "Widen its tolerance, or ask another question",
            Counts(right_answers=len(there) - 1),
        )
    tests = [test for test in there[0].positive if test.response == ident]
    exact = [value for test in tests if test.how == "varequal" and (value := number(test.value)) is not None]
    sides: dict[str, Decimal] = {}
    for test in tests:
        if test.how in RANGE and (value := number(test.value)) is not None:
            sides[RANGE[test.how]] = value
    if told and any(test.how in {"vargt", "varlt"} for test in tests):
        item.scribe.lose("a range without its end; the end is taken too")
    if exact and len(sides) == 2:  # noqa: PLR2004 - low and high
        low, high = exact[0] - sides["low"], sides["high"] - exact[0]
        return amount(exact[0], max(low, high)) if low >= 0 and high >= 0 else None
    if exact:
        return amount(exact[0])
    return between(sides["low"], sides["high"]) if len(sides) == 2 else None  # noqa: PLR2004 - low and high
