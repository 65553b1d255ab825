"""Write questions as forms, without their keys, as PAGES.md says."""

from collections.abc import Sequence

from karmakit_build.compiler.markup import attributes, escape, tag
from karmakit_build.compiler.sheet import Sheet, Writer
from karmakit_build.compiler.text import inside, phrase, write_all
from karmakit_schemas.nodes import Node
from karmakit_schemas.questions import (
    FillIn,
    Matching,
    MultipleChoice,
    Numeric,
    Option,
    Ordering,
    Question,
    Scale,
    SingleChoice,
    TrueFalse,
)


def form(question: Question, sheet: Sheet) -> str:
    """Return a question as a form."""
    sheet.asked += 1
    label = f'<span class="question-label">{escape(sheet.say("question", n=sheet.asked))}</span>'
    stem = f'<div class="stem">{_stem(question, sheet)}</div>'
    match question:
        case FillIn() | Numeric():
            fields = f"<legend>{label}</legend>{stem}"
        case Matching():
            fields = f"<legend>{label} {stem}</legend>{_instruction('choose-match', sheet)}{_pairs(question, sheet)}"
        case Ordering():
            fields = f"<legend>{label} {stem}</legend>{_instruction('order', sheet)}{_items(question, sheet)}"
        case MultipleChoice():
            fields = f"<legend>{label} {stem}</legend>{_instruction('choose-all', sheet)}{_options(question, 'checkbox', sheet)}"
        case Scale():
            fields = f"<legend>{label} {stem}</legend>{_instruction('scale', sheet)}{_options(question, 'radio', sheet)}"
        case _:
            fields = f"<legend>{label} {stem}</legend>{_options(question, 'radio', sheet)}"
    button = tag("button", escape(sheet.say("check")), type="submit", class_="button", disabled=True)
    content = (
        f"<fieldset>{fields}</fieldset>\n"
        f'<div class="actions">{button}</div>\n<div class="result" role="status" aria-live="polite"></div>'
    )
    name = question.id
    return (
        f"{tag('form', content, class_='question', id=f'q-{name}', data_question=name, data_type=question.type, novalidate=True)}\n"
    )


def _stem(question: Question, sheet: Sheet) -> str:
    """Return the stem; a gap stands in the text and may need the paragraph around it."""
    if not isinstance(question, FillIn | Numeric):
        return phrase(question.stem, sheet)
    sheet.asking, sheet.gaps = question, 0
    return write_all(question.stem.children, sheet)


def _instruction(key: str, sheet: Sheet) -> str:
    return tag("p", escape(sheet.say(key)), class_="instruction")


def _options(question: SingleChoice | MultipleChoice | TrueFalse | Scale, kind: str, sheet: Sheet) -> str:
    options = "\n".join(_option(question.id, option, kind, sheet) for option in question.options)
    return tag("div", f"\n{options}\n", class_="options scale" if isinstance(question, Scale) else "options")


def _option(name: str, option: Option, kind: str, sheet: Sheet) -> str:
    button = f"<input{attributes({'type': kind, 'name': name, 'value': option.code})}>"
    text = f'<span class="option-text">{phrase(option.content, sheet)}</span>'
    return tag("div", f"<label>{button} {text}</label>", class_="option", data_code=option.code)


def _pairs(question: Matching, sheet: Sheet) -> str:
    sides = {pair.code: pair.right.plain() for pair in question.pairs}
    choices = "".join(tag("option", escape(sides[code]), value=code) for code in sorted(sides))
    choices = f'<option value="">{escape(sheet.say("choose"))}</option>{choices}'
    pairs = []
    for pair in question.pairs:
        if pair.left is None:
            continue
        label = f"q-{question.id}-{pair.left_code}"
        left = tag("span", inside(pair.left, sheet), class_="pair-left", id=label)
        select = tag("select", choices, name=f"{question.id}.{pair.left_code}", aria_labelledby=label)
        pairs.append(tag("div", f"{left}{select}", class_="pair", data_left=pair.left_code))
    return tag("div", "\n".join(pairs), class_="pairs")


def _items(question: Ordering, sheet: Sheet) -> str:
    return tag("ol", "\n".join(_item(option, sheet) for option in by_code(question.options)), class_="items")


def _item(option: Option, sheet: Sheet) -> str:
    heard = option.content.plain()
    buttons = "".join(
        tag("button", arrow, type="button", class_=way, aria_label=sheet.say(key, item=heard))
        for arrow, way, key in (("↑", "up", "move-up"), ("↓", "down", "move-down"))
    )
    text = f'<span class="item-text">{phrase(option.content, sheet)}</span>'
    return tag("li", f'{text}<span class="item-buttons">{buttons}</span>', class_="item", data_code=option.code)


def by_code(options: Sequence[Option]) -> list[Option]:
    """Return options in the order of their codes, which says nothing about the key."""
    return sorted(options, key=lambda option: option.code)


def _blank(_: Node, sheet: Sheet) -> str:
    question = sheet.asking
    if question is None:
        return ""
    sheet.gaps += 1
    number = sheet.gaps
    numeric = isinstance(question, Numeric)
    field: dict[str, str | int | None] = {
        "type": "text",
        "name": f"{question.id}.{number}",
        "data-blank": number,
        "aria-label": sheet.say("number" if numeric else "gap", n=number),
        "inputmode": "decimal" if numeric else None,
        "autocomplete": "off",
        "autocapitalize": "none",
        "spellcheck": "false",
    }
    unit = question.blanks[number - 1].units[:1] if isinstance(question, Numeric) and number <= len(question.blanks) else ()
    hint = f' <span class="unit">{escape(unit[0])}</span>' if unit else ""
    return f'<span class="blank"><input{attributes(field)}>{hint}</span>'


def _question(node: Node, sheet: Sheet) -> str:
    question = sheet.questions.get(node.attrs.get("id", ""))
    return form(question, sheet) if question else ""


WRITERS: dict[str, Writer] = {"question": _question, "blank": _blank}
