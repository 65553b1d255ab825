"""Work out what the player must know to judge an answer: `KeyData` of contract.ts."""

from typing import Any

from karmakit_build.compiler.sheet import Sheet
from karmakit_build.compiler.text import write_all
from karmakit_schemas.nodes import Node
from karmakit_schemas.questions import FillIn, Matching, MultipleChoice, Numeric, Ordering, Question, SingleChoice, TrueFalse


def key_data(question: Question, sheet: Sheet) -> dict[str, Any]:
    """Return key and feedback of a question; what it does not have is left out."""
    data: dict[str, Any] = {"key": _key(question)}
    match question:
        case FillIn():
            data["texts"] = [list(blank.accepted) for blank in question.blanks]
            data["case"] = question.case or None
        case Numeric():
            data["numbers"] = [
                {"value": f"{blank.value:f}", "tolerance": f"{blank.tolerance:f}", "units": list(blank.units)}
                for blank in question.blanks
            ]
    data["feedback"] = _feedback(question, sheet)
    data["hints"] = [_html(hint, sheet) for hint in question.hints]
    data |= {name: _html(node, sheet) for name in ("right", "wrong", "always") if (node := getattr(question, name))}
    return {name: value for name, value in data.items() if name == "key" or value}


def codes(question: Question) -> list[str]:
    """Return the codes a learner can choose from, in their own order."""
    match question:
        case FillIn() | Numeric():
            return [str(number) for number in range(1, len(question.blanks) + 1)]
        case Matching():
            return sorted({pair.code for pair in question.pairs})
        case Ordering():
            return sorted(option.code for option in question.options)
        case _:
            return [option.code for option in question.options]


def left(question: Matching) -> list[str]:
    """Return the codes of the left-hand sides."""
    return [pair.left_code for pair in question.pairs if pair.left is not None]


def _key(question: Question) -> list[str]:
    match question:
        case SingleChoice() | MultipleChoice() | TrueFalse():
            return [option.code for option in question.options if option.correct]
        case Ordering():
            return [option.code for option in question.options]
        case Matching():
            return [pair.code for pair in question.pairs if pair.left is not None]
        case _:
            return []


def _feedback(question: Question, sheet: Sheet) -> dict[str, str]:
    match question:
        case FillIn() | Numeric():
            return {}
        case Matching():
            return {pair.left_code: _html(pair.feedback, sheet) for pair in question.pairs if pair.left and pair.feedback}
        case _:
            return {option.code: _html(option.feedback, sheet) for option in question.options if option.feedback}


def _html(node: Node, sheet: Sheet) -> str:
    return write_all(node.children, sheet).strip()
