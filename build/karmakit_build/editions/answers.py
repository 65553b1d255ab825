"""Write the answer to a question, for the facilitator alone: the key, what to say, points and objective."""

from collections.abc import Iterable
from decimal import Decimal

from karmakit_build.compiler.markup import escape, tag
from karmakit_build.compiler.sheet import Sheet
from karmakit_build.compiler.text import inside, phrase, write_all
from karmakit_build.editions.edition import Edition
from karmakit_build.editions.letters import options_by_letter, rights_by_letter
from karmakit_schemas.nodes import Node
from karmakit_schemas.questions import (
    Blank,
    FillIn,
    Matching,
    MultipleChoice,
    Numeric,
    NumericBlank,
    Option,
    Ordering,
    Question,
    Scale,
    SingleChoice,
    TrueFalse,
)

Row = tuple[str, str]


def answer(edition: Edition, question: Question, sheet: Sheet) -> str:
    """Return the answer to a question: what is right, what to say to whom, and the objective it serves."""
    rows = [("print.answer", _key(edition, question, sheet)), *_told(edition, question, sheet)]
    objectives = {objective.id: objective.text for module in edition.course.modules for objective in module.meta.objectives}
    if question.objective in objectives:
        rows.append(("print.objective", escape(objectives[question.objective])))
    return tag(
        "dl", "".join(f"<div><dt>{escape(edition.say(key))}</dt><dd>{text}</dd></div>" for key, text in rows), class_="answer"
    )


def _key(edition: Edition, question: Question, sheet: Sheet) -> str:
    match question:
        case SingleChoice() | MultipleChoice() | TrueFalse():
            right = [
                (letter, phrase(option.content, sheet)) for letter, option in options_by_letter(edition, question) if option.correct
            ]
            return _rows(right, "key")
        case Matching():
            return _pairs(edition, question, sheet)
        case Ordering():
            steps = [(edition.figures(str(n)), phrase(option.content, sheet)) for n, option in enumerate(question.options, 1)]
            return _rows(steps, "key")
        case FillIn():
            words = [_words(edition, blank, case=question.case) for blank in question.blanks]
        case Numeric():
            words = [_number(edition, blank) for blank in question.blanks]
        case Scale():
            return escape(edition.say("scale"))
    return _rows([(edition.figures(str(n)) if len(words) > 1 else "", text) for n, text in enumerate(words, 1)], "key typed")


def _pairs(edition: Edition, question: Matching, sheet: Sheet) -> str:
    letters = {pair.code: letter for letter, pair in rights_by_letter(edition, question)}
    return _rows(
        [
            (letters[pair.code], f"{inside(pair.left, sheet)} – {inside(pair.right, sheet)}")  # noqa: RUF001 - a dash between the two
            for pair in question.pairs
            if pair.left is not None
        ],
        "key",
    )


def _words(edition: Edition, blank: Blank, *, case: bool) -> str:
    parts = [f"<b>{escape(blank.accepted[0])}</b>" if blank.accepted else ""]
    if others := blank.accepted[1:]:
        parts.append(escape(edition.say("print.also", words="; ".join(others))))
    if case:
        parts.append(escape(edition.say("print.case")))
    return " ".join(parts)


def _number(edition: Edition, blank: NumericBlank) -> str:
    unit = f" {blank.units[0]}" if blank.units else ""
    text = f"<b>{escape(edition.figures(_plain(blank.value)) + unit)}</b>"
    if blank.tolerance:
        low, high = (edition.figures(_plain(value)) for value in (blank.value - blank.tolerance, blank.value + blank.tolerance))
        text += f" {escape(edition.say('print.between', low=low, high=high))}"
    return text


def _plain(value: Decimal) -> str:
    return f"{value:f}"


def _told(edition: Edition, question: Question, sheet: Sheet) -> list[Row]:
    """Return what is said to who answers, option by option and over all, and the hints; each under the key of its label."""
    by_option: list[Row] = []
    match question:
        case SingleChoice() | MultipleChoice() | TrueFalse():
            by_option = _feedback(options_by_letter(edition, question), sheet)
        case Scale() | Ordering():
            by_option = _feedback([("", option) for option in question.options], sheet)
        case Matching():
            letters = {pair.code: letter for letter, pair in rights_by_letter(edition, question)}
            by_option = [
                (letters[pair.code], _html(pair.feedback, sheet)) for pair in question.pairs if pair.left and pair.feedback
            ]
        case _:
            pass
    told = [("print.say", _rows(by_option, "say"))] if by_option else []
    told += [(f"print.if-{key}", _html(node, sheet)) for key in ("right", "wrong", "always") if (node := getattr(question, key))]
    if question.hints:
        told.append(("print.hints", f"<ol>{''.join(tag('li', _html(hint, sheet)) for hint in question.hints)}</ol>"))
    return told


def _feedback(options: Iterable[tuple[str, Option]], sheet: Sheet) -> list[Row]:
    return [(letter, _html(option.feedback, sheet)) for letter, option in options if option.feedback]


def _rows(rows: Iterable[Row], name: str) -> str:
    items = "".join(
        f"<li>{tag('span', mark, class_='letter') if mark else ''} {tag('div', text, class_='option-text')}</li>"
        for mark, text in rows
    )
    return tag("ul", items, class_=name)


def _html(node: Node, sheet: Sheet) -> str:
    return write_all(node.children, sheet).strip()
