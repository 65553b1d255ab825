"""Write questions as exercises: boxes to tick, letters and numbers to write into boxes, lines to write on; nothing of a key."""

from collections.abc import Sequence

from karmakit_build.compiler.markup import escape, tag
from karmakit_build.compiler.questions import by_code
from karmakit_build.compiler.sheet import Sheet
from karmakit_build.compiler.text import inside, phrase, write_all
from karmakit_build.editions.answers import answer
from karmakit_build.editions.edition import Edition
from karmakit_build.editions.letters import options_by_letter, rights_by_letter
from karmakit_schemas.nodes import Node
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

TICK = '<span class="tick" aria-hidden="true"></span>'
ROUND = '<span class="tick round" aria-hidden="true"></span>'
BOX = '<span class="box" aria-hidden="true"></span>'


def exercise(edition: Edition, question: Question, sheet: Sheet) -> str:
    """Return a question under its number; in the facilitator's edition with its answer."""
    sheet.asked += 1
    number = edition.figures(f"{edition.by_path[sheet.file]}.{sheet.asked}")
    label = tag("p", f"{escape(edition.say('question', n=number))}{_points(edition, question)}", class_="question-label")
    key = answer(edition, question, sheet) if edition.answers else ""
    content = f"{label}{_stem(question, sheet)}{_fields(edition, question, sheet)}{key}"
    place = sheet.anchor(f"q-{question.id}", "question")
    return tag("div", content, class_="question", id=place, data_type=question.type) + "\n"


def placed(edition: Edition, node: Node, sheet: Sheet) -> str:
    """Return the question that stands here in the text."""
    question = sheet.questions.get(node.attrs.get("id", ""))
    return exercise(edition, question, sheet) if question else ""


def blank(edition: Edition, _: Node, sheet: Sheet) -> str:
    """Return a gap; all are of one length, so that none tells how long its word is."""
    question = sheet.asking
    if question is None:
        return ""
    sheet.gaps += 1
    numeric = isinstance(question, Numeric)
    name = edition.say("number" if numeric else "gap", n=sheet.gaps)
    gap = tag("span", "", class_="gap short" if numeric else "gap", role="img", aria_label=name)
    unit = question.blanks[sheet.gaps - 1].units[:1] if isinstance(question, Numeric) and sheet.gaps <= len(question.blanks) else ()
    return gap + (f' <span class="unit">{escape(unit[0])}</span>' if unit else "")


def _points(edition: Edition, question: Question) -> str:
    """Return what a question is worth; set apart, or two numbers side by side change places where text runs from right to left."""
    if not edition.answers or isinstance(question, Scale):
        return ""
    return f" <bdi>({escape(edition.say('print.points', n=question.points))})</bdi>"


def _stem(question: Question, sheet: Sheet) -> str:
    if not isinstance(question, FillIn | Numeric):
        return tag("div", phrase(question.stem, sheet), class_="stem")
    sheet.asking, sheet.gaps = question, 0
    stem = write_all(question.stem.children, sheet)
    sheet.asking = None
    return tag("div", stem, class_="stem")


def _fields(edition: Edition, question: Question, sheet: Sheet) -> str:
    match question:
        case MultipleChoice():
            return _instruction(edition, "choose-all") + _options(edition, question, TICK, sheet)
        case SingleChoice() | TrueFalse():
            return _instruction(edition, "print.choose-one") + _options(edition, question, ROUND, sheet)
        case Scale():
            return _instruction(edition, "scale") + _scale(question, sheet)
        case Matching():
            return _instruction(edition, "print.match") + _columns(edition, question, sheet)
        case Ordering():
            return _instruction(edition, "print.order") + _items(question, sheet)
        case FillIn() | Numeric():
            return ""


def _instruction(edition: Edition, key: str) -> str:
    return tag("p", escape(edition.say(key)), class_="instruction")


def _options(edition: Edition, question: SingleChoice | MultipleChoice | TrueFalse, box: str, sheet: Sheet) -> str:
    items = [
        f"{box} {tag('span', letter, class_='letter')} {tag('div', phrase(option.content, sheet), class_='option-text')}"
        for letter, option in options_by_letter(edition, question)
    ]
    return _list(items, "options")


def _scale(question: Scale, sheet: Sheet) -> str:
    items = [f"{ROUND} {tag('div', phrase(option.content, sheet), class_='option-text')}" for option in question.options]
    return _list(items, "options")


def _columns(edition: Edition, question: Matching, sheet: Sheet) -> str:
    lefts = [
        f"{BOX} {tag('div', inside(pair.left, sheet), class_='option-text')}" for pair in question.pairs if pair.left is not None
    ]
    rights = [
        f"{tag('span', letter, class_='letter')} {tag('div', inside(pair.right, sheet), class_='option-text')}"
        for letter, pair in rights_by_letter(edition, question)
    ]
    heads = [tag("p", inside(head, sheet), class_="column-title") for head in question.headers]
    columns = (heads[0] + _list(lefts, "left"), heads[1] + _list(rights, "right"))
    return tag("div", "".join(tag("div", column, class_="column") for column in columns), class_="columns")


def _items(question: Ordering, sheet: Sheet) -> str:
    items = [f"{BOX} {tag('div', phrase(option.content, sheet), class_='option-text')}" for option in by_code(question.options)]
    return _list(items, "items")


def _list(items: Sequence[str], name: str) -> str:
    return tag("ul", "".join(f"<li>{item}</li>" for item in items), class_=name)
