"""Say a question in iGOT's terms, or say why iGOT cannot ask it."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from karmakit_build.igot.plain import BLANK, lost, safe, words
from karmakit_schemas.questions import (
    FillIn,
    Matching,
    MultipleChoice,
    Numeric,
    Ordering,
    Question,
    Scale,
    SingleChoice,
    TrueFalse,
)

Template = Literal["qw", "ow", "qow", "basic"]
Form = Literal["MCQ-SCA", "MCQ-MCA", "T/F", "FTB", "MTF"]
Level = Literal["Easy", "Medium", "Difficult", "HOTS"]

MOST_OPTIONS: Mapping[Template, int] = {"basic": 6, "qw": 7, "ow": 10, "qow": 10}
FORMS: Mapping[Template, frozenset[Form]] = {
    "basic": frozenset({"MCQ-SCA", "MCQ-MCA", "T/F"}),
    "qw": frozenset({"MCQ-SCA", "MCQ-MCA", "T/F", "FTB", "MTF"}),
    "ow": frozenset({"MCQ-SCA", "T/F"}),
    "qow": frozenset({"MCQ-SCA", "T/F"}),
}
CHOICES: Mapping[str, Form] = {"single": "MCQ-SCA", "multiple": "MCQ-MCA", "true-false": "T/F"}
MOST_BLANKS = 3
# a larger number has a comma in some people's writing and none in others', and iGOT compares what is typed letter by letter
LARGEST_NUMBER = 999
LEVELS: Mapping[str | None, Level] = {
    "remember": "Easy",
    "understand": "Easy",
    "apply": "Medium",
    "analyse": "Difficult",
    "evaluate": "HOTS",
    "create": "HOTS",
    None: "Medium",
}


@dataclass(frozen=True, slots=True)
class Choice:
    """An option with its key: whether it is right, the gap it fills (`Blank1`), or the right-hand side of its pair."""

    text: str
    key: bool | str


@dataclass(frozen=True, slots=True)
class Item:
    """A question that iGOT can ask."""

    id: str
    form: Form
    text: str
    choices: tuple[Choice, ...]
    level: Level
    points: int


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A question that iGOT cannot ask, and why: a clause that follows on `iGOT` or on the template's name."""

    id: str
    why: str


def express(question: Question, template: Template, bloom: str | None = None) -> Item | LeftOut:
    """Return a question as the template holds it, or why it cannot; `bloom` is what its objective demands of the mind."""
    said = _said(question)
    if isinstance(said, str):
        return LeftOut(question.id, said)
    form, choices = said
    text = _text(question)
    reasons = {
        f"has {_unplain(question)}, and a template holds plain words only": _unplain(question),
        f"is of the type {form}, which the template {template.upper()} does not know": form not in FORMS[template],
        f"has {len(choices)} options, and the template {template.upper()} takes {MOST_OPTIONS[template]}": (
            len(choices) > MOST_OPTIONS[template]
        ),
        "has an option without words": any(choice.text == "" or choice.key == "" for choice in choices),
        "has no words of its own": not text,
    }
    if reason := next((reason for reason, holds in reasons.items() if holds), None):
        return LeftOut(question.id, reason)
    return Item(question.id, form, text, choices, LEVELS[question.bloom or bloom], question.points)


def _said(question: Question) -> tuple[Form, tuple[Choice, ...]] | str:
    match question:
        case SingleChoice() | MultipleChoice() | TrueFalse():
            return CHOICES[question.type], tuple(Choice(words(each.content), each.correct) for each in question.options)
        case Matching():
            return _matching(question)
        case FillIn():
            return _fill_in(question)
        case Numeric():
            return _numeric(question)
        case Ordering():
            return "asks for an order, which no template of iGOT can"
        case Scale():
            return "is a rating, which iGOT does not score"


def _matching(question: Matching) -> tuple[Form, tuple[Choice, ...]] | str:
    if any(pair.left is None for pair in question.pairs):
        return "has a right-hand side that belongs to no row, which iGOT cannot hold"
    return "MTF", tuple(Choice(words(pair.left), words(pair.right)) for pair in question.pairs)


def _fill_in(question: FillIn) -> tuple[Form, tuple[Choice, ...]] | str:
    if len(question.blanks) > MOST_BLANKS:
        return f"has {len(question.blanks)} gaps, and iGOT takes {MOST_BLANKS}"
    if any(len(blank.accepted) > 1 for blank in question.blanks):
        return "accepts several spellings, and iGOT compares with one, letter by letter"
    return "FTB", tuple(Choice(safe(blank.accepted[0]), f"Blank{n}") for n, blank in enumerate(question.blanks, 1))


def _numeric(question: Numeric) -> tuple[Form, tuple[Choice, ...]] | str:
    if len(question.blanks) > MOST_BLANKS:
        return f"has {len(question.blanks)} gaps, and iGOT takes {MOST_BLANKS}"
    if any(blank.tolerance for blank in question.blanks):
        return "accepts a range of numbers, and iGOT compares with one, letter by letter"
    if any(blank.value != blank.value.to_integral_value() or not 0 <= blank.value <= LARGEST_NUMBER for blank in question.blanks):
        return "asks for a number that people write in more than one way, and iGOT compares letter by letter"
    return "FTB", tuple(Choice(f"{blank.value.quantize(Decimal(1)):f}", f"Blank{n}") for n, blank in enumerate(question.blanks, 1))


def _text(question: Question) -> str:
    if not isinstance(question, FillIn | Numeric):
        return words(question.stem)
    text = words(question.stem, blanks=True)
    for blank in question.blanks if isinstance(question, Numeric) else ():
        # the unit stands beside the gap in the player; here it must stand in the words
        text = text.replace(BLANK, f"\0 {safe(blank.units[0])}" if blank.units else "\0", 1)
    return text.replace("\0", BLANK)


def _unplain(question: Question) -> str | None:
    nodes = [question.stem]
    match question:
        case SingleChoice() | MultipleChoice() | TrueFalse():
            nodes += [each.content for each in question.options]
        case Matching():
            nodes += [side for pair in question.pairs for side in (pair.left, pair.right) if side]
    return next((reason for node in nodes if (reason := lost(node))), None)
