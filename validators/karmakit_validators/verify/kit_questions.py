"""Compare a question set with its file: iGOT's template to the letter, and as many questions as the plan says."""

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from karmakit_schemas.findings import Finding
from karmakit_schemas.spans import Span
from karmakit_validators.verify.faults import found
from karmakit_validators.verify.folder import Folder
from karmakit_validators.verify.kit_plan import PLAN, Node

BOM = b"\xef\xbb\xbf"
LARGEST = 32 * 1024 * 1024
_TYPES = frozenset(("MCQ-SCA", "MCQ-MCA", "T/F", "FTB", "MTF"))
_TAGS = frozenset(("Easy", "Medium", "Difficult", "HOTS", "Proficiency1", "Proficiency2", "Proficiency3", "Proficiency4"))
_BLANKS = frozenset(("Blank1", "Blank2", "Blank3", "None"))
_FORMULA = ("=", "+", "-", "@")
_AGAIN = "Build the kit again with `karmakit build --target igot`."


def _header(opening: str, option: str, key: str, count: int) -> list[str]:
    return [*opening.split(), *(name.format(n) for n in range(1, count + 1) for name in (option, key))]


HEADERS: Mapping[str, list[str]] = {
    "basic": _header("SR Question", "Option{}", "IsOption{}Correct", 6),
    "qw": _header("QuestionNo QuestionType Question QuestionTagging", "Option{}", "isOption{}Correct", 7),
    "ow": _header("QuestionNo QuestionType Question", "Option{}", "isOption{}Correct", 10),
    "qow": _header("QuestionNo QuestionType Question MaximumMarks", "Option{}", "Option{}Weight", 10),
}


def check_questions(folder: Folder, node: Node) -> Iterator[Finding]:
    """Yield what is wrong with a question set's section and with its file."""
    if node.object_type != "QuestionSet":
        return
    if len(node.sections) != 1:
        yield found("PKG042", f"`{node.key}` has {len(node.sections)} sections; a kit's set has one", Span(PLAN), _AGAIN)
        return
    questions: Sequence[Mapping[str, Any]] = node.sections[0]["questions"]
    yield from _counts(node, len(questions))
    path = node.files.get("questions")
    if path is None:
        yield found("PKG042", f"`{node.key}` names no file of questions", Span(PLAN), _AGAIN)
        return
    data = folder.read(path)
    if data is not None and len(data) <= LARGEST:
        yield from _file(path, data, questions)


def _counts(node: Node, count: int) -> Iterator[Finding]:
    total, draw = node.metadata.get("totalQuestions"), node.metadata.get("maxQuestions")
    if total != count:
        yield found("PKG042", f"`{node.key}` says {total} questions and holds {count}", Span(PLAN), _AGAIN)
    if isinstance(draw, int) and draw > count:
        message = f"`{node.key}` draws {draw} questions of {count}"
        yield found("PKG042", message, Span(PLAN), "Lower the draw, or add questions that the template can express.")


def _file(path: str, data: bytes, questions: Sequence[Mapping[str, Any]]) -> Iterator[Finding]:
    template = path.rsplit(".", 2)[-2] if path.count(".") > 1 else ""
    if template not in HEADERS:
        yield _wrong(path, 1, f"the name says no template: {', '.join(HEADERS)}")
        return
    try:
        rows = list(csv.reader(io.StringIO(data.removeprefix(BOM).decode(), newline=""), strict=True))
    except (UnicodeDecodeError, csv.Error) as error:
        yield _wrong(path, 1, f"the file cannot be read: {error}")
        return
    if not data.startswith(BOM):
        yield _wrong(path, 1, "the file has no byte order mark: spreadsheets would spoil every letter that is not Latin")
    if not rows or rows[0] != HEADERS[template]:
        yield _wrong(path, 1, f"the first line is not that of iGOT's template {template.upper()}")
        return
    yield from _lines(path, rows, template, questions)


def _lines(path: str, rows: Sequence[Sequence[str]], template: str, questions: Sequence[Mapping[str, Any]]) -> Iterator[Finding]:
    if len(rows) - 1 != len(questions):
        yield _wrong(path, 1, f"the file holds {len(rows) - 1} questions, and the plan {len(questions)}")
    for number, row in enumerate(rows[1:], 2):
        for message in _row(row, template, number - 1):
            yield _wrong(path, number, message)
    texts = [str(question["metadata"].get("body", "")) for question in questions]
    if len(rows) - 1 == len(texts):
        column = HEADERS[template].index("Question")
        for number, (row, text) in enumerate(zip(rows[1:], texts, strict=True), 2):
            if len(row) > column and row[column].strip() != text:
                yield _wrong(path, number, "the question is another than in the plan")


def _row(row: Sequence[str], template: str, number: int) -> Iterator[str]:
    header = HEADERS[template]
    if len(row) != len(header):
        yield f"the line has {len(row)} cells; the template has {len(header)}"
        return
    cells = dict(zip(header, row, strict=True))
    if row[0] != str(number):
        yield f"the number is `{row[0][:20]}`, not {number}"
    if not cells["Question"].strip():
        yield "there is no question"
    for name, cell in cells.items():
        if any(sign in cell for sign in "\r\n\t"):
            yield f"{name} has a line break or a tab, which iGOT takes out without a space"
        if cell.startswith(_FORMULA) and not cell[1:].replace(".", "", 1).isdecimal():
            yield f"{name} begins with `{cell[0]}`: a spreadsheet would take it for a formula"
    start = header.index("Option1")
    pairs = [(row[at], row[at + 1]) for at in range(start, len(row), 2)]
    yield from _options(pairs, cells, template)


def _options(pairs: Sequence[tuple[str, str]], cells: Mapping[str, str], template: str) -> Iterator[str]:
    given = [(option, key) for option, key in pairs if option or key]
    if any(not option or not key for option, key in given) or given != list(pairs[: len(given)]):
        yield "an option has no text or no key, or stands after an empty one"
    keys = [key for _, key in given]
    kind = cells.get("QuestionType", "MCQ-SCA")
    right = sum(key in ("Yes", "TRUE") for key in keys)
    match template:
        case "qw":
            if kind not in _TYPES:
                yield f"the type `{kind[:20]}` is none of {', '.join(sorted(_TYPES))}"
            if cells["QuestionTagging"] not in _TAGS:
                yield f"the tag `{cells['QuestionTagging'][:20]}` is none of iGOT's"
            yield from _keyed(kind, keys, cells["Question"])
        case "basic":
            if not set(keys) <= {"TRUE", "FALSE"} or not right:
                yield "the keys are not TRUE and FALSE, or none is TRUE"
        case _:
            if kind != "MCQ-SCA-W" or not all(key.isdecimal() for key in keys) or not any(int(key) for key in keys):
                yield "the type is not MCQ-SCA-W, or the weights are no numbers, or all of them nought"


def _keyed(kind: str, keys: Sequence[str], question: str) -> Iterator[str]:
    right = keys.count("Yes")
    if kind == "FTB":
        blanks = sorted(key for key in keys if key != "None")
        if not set(keys) <= _BLANKS or blanks != [f"Blank{n}" for n in range(1, question.count("<blank>") + 1)] or not blanks:
            yield "the gaps of the question and the keys Blank1 to Blank3 do not belong together"
    elif kind != "MTF" and (not set(keys) <= {"Yes", "No"} or not right or (right > 1 and kind != "MCQ-MCA")):
        yield f"the keys of a {kind} are Yes and No, with {'one Yes at least' if kind == 'MCQ-MCA' else 'exactly one Yes'}"


def _wrong(path: str, line: int, message: str) -> Finding:
    return found("PKG042", message, Span(path, line, 1, line, 1), _AGAIN)
