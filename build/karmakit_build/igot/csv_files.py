"""Write questions as iGOT's import templates: UTF-8 with a byte order mark, CRLF, one question a line."""

import csv
import io
from collections.abc import Sequence

from karmakit_build.igot.questions import Item, Template

BOM = "\ufeff"
_FORMULA = ("=", "+", "-", "@", "＝", "＋", "－", "＠")  # noqa: RUF001 - spreadsheets take the full-width signs as well


def header(template: Template) -> list[str]:
    """Return the first line of a template, exactly as iGOT's own file has it."""
    match template:
        case "basic":
            return ["SR", "Question", *_pairs("Option{}", "IsOption{}Correct", 6)]
        case "qw":
            return ["QuestionNo", "QuestionType", "Question", "QuestionTagging", *_pairs("Option{}", "isOption{}Correct", 7)]
        case "ow":
            return ["QuestionNo", "QuestionType", "Question", *_pairs("Option{}", "isOption{}Correct", 10)]
        case "qow":
            return ["QuestionNo", "QuestionType", "Question", "MaximumMarks", *_pairs("Option{}", "Option{}Weight", 10)]


def csv_file(items: Sequence[Item], template: Template) -> bytes:
    """Return the file of a bank of questions."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    names = header(template)
    writer.writerow(names)
    for number, item in enumerate(items, 1):
        row = [*_opening(number, item, template), *_options(item, template)]
        writer.writerow(row + [""] * (len(names) - len(row)))
    return (BOM + out.getvalue()).encode()


def guarded(text: str) -> str:
    """Return a cell that no spreadsheet takes for a formula.

    The guard is one space before the text: it keeps a spreadsheet from reckoning, and the portal cuts it off when it reads the cell
    (an apostrophe would be shown to learners). A plain number is no formula.
    """
    if not text.startswith(_FORMULA) or text[1:].replace(".", "", 1).isdecimal():
        return text
    return f" {text}"


def _pairs(option: str, key: str, count: int) -> list[str]:
    return [name.format(number) for number in range(1, count + 1) for name in (option, key)]


def _opening(number: int, item: Item, template: Template) -> list[str]:
    text = guarded(item.text)
    match template:
        case "basic":
            return [str(number), text]
        case "qw":
            return [str(number), item.form, text, item.level]
        case "ow":
            return [str(number), "MCQ-SCA-W", text]
        case "qow":
            return [str(number), "MCQ-SCA-W", text, str(item.points)]


def _options(item: Item, template: Template) -> list[str]:
    return [cell for choice in item.choices for cell in (guarded(choice.text), guarded(_key(choice.key, item, template)))]


def _key(key: bool | str, item: Item, template: Template) -> str:  # noqa: FBT001 - a choice's key, whatever its form
    if isinstance(key, str):
        return key
    match template:
        case "basic":
            return "TRUE" if key else "FALSE"
        case "qw":
            return "Yes" if key else "No"
        case "ow":
            return str(weight(item, template) if key else 0)
        case "qow":
            return str(weight(item, template) if key else 0)


def weight(item: Item, template: Template) -> int:
    """Return what the right option weighs: all of a hundred, or, where the question has marks of its own, those marks."""
    return item.points if template == "qow" else 100
