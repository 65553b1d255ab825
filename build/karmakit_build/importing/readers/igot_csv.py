"""The four CSV templates in which iGOT's portal takes questions; what `karmakit build --target igot` writes comes in again."""

import csv
import io
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from karmakit_build.importing.draft import Counts, Draft, DraftOption, DraftPair, DraftQuestion, Lost
from karmakit_build.importing.gaps import amount, number, words
from karmakit_build.importing.marks import without
from karmakit_build.importing.opening import text_of
from karmakit_build.importing.quizzes import Group, quiz
from karmakit_build.importing.scribe import Scribe
from karmakit_build.importing.settling import points, settled, truth, weights
from karmakit_schemas.errors import UnusableInputError

_OPTION = re.compile(r"option(\d+)")
_KEY = re.compile(r"isoption(\d+)correct|option(\d+)weight")
_BLANK = re.compile(r"<blank>", re.IGNORECASE)
_TAG = re.compile(r"</?[a-z][^<>]*>", re.IGNORECASE)
_TEMPLATE = re.compile(r"\.(basic|qw|ow|qow)$")
_YES = frozenset({"yes", "true", "1"})
_NO = frozenset({"no", "false", "0", ""})
_WHOLE_NUMBER = re.compile(r"\d{1,3}")
_WRITTEN_OUT = re.compile(r"&lt;(?=[A-Za-z/!?])")
_LONGEST = 1024 * 1024


@dataclass(frozen=True, slots=True)
class _Row:
    """One line: where it stands, its type (empty in the basic template), its words, and its options with their keys."""

    line: int
    kind: str
    text: str
    options: tuple[tuple[str, str], ...]
    marks: str
    level: str


def read(path: Path) -> Draft:
    """Return the questions of a file as one test."""
    rows = _rows(path)
    if not rows:
        raise UnusableInputError(f"{path}: there is no question in it; write one below the first line")
    losses: list[Lost] = []
    questions = []
    for row in rows:
        scribe = Scribe(path.name, f"line {row.line}")
        questions.append(settled(_question(row, scribe), scribe))
        losses += scribe.losses
    levels = sorted({row.level for row in rows if row.level})
    if levels:
        what = f"how hard the questions are ({', '.join(levels)[:80]})"
        losses.append(Lost(path.name, "QuestionTagging", what, "Say it by the `bloom` of an objective, or of a question"))
    title = _TEMPLATE.sub("", path.stem)
    counts = Counts(questions=len(rows), right_answers=sum(map(_right, rows)))
    return quiz(title, [Group(title, tuple(questions))], losses, counts)


def _rows(path: Path) -> list[_Row]:
    text = text_of(path)
    csv.field_size_limit(_LONGEST)
    reader = csv.reader(io.StringIO(text), strict=True)
    found: list[_Row] = []
    names: list[str] = []
    try:
        for cells in reader:
            if not names:
                names = ["".join(each.split()).lower() for each in cells]
                _known(names, path)
            elif any(cell.strip() for cell in cells):
                found.append(_row(reader.line_num, names, cells))
    except csv.Error as error:
        raise UnusableInputError(f"{path}:{reader.line_num}: this line is no CSV ({error}); save the file as CSV again") from None
    return found


def _known(names: Sequence[str], path: Path) -> None:
    if "question" not in names or not any(map(_OPTION.fullmatch, names)):
        raise UnusableInputError(f"{path}:1: these are not the heads of a template of iGOT; take the portal's own file")


def _row(line: int, names: Sequence[str], cells: Sequence[str]) -> _Row:
    told = {name: without(cell.strip()) for name, cell in zip(names, cells, strict=False)}
    options = {int(found[1]): cell for name, cell in told.items() if (found := _OPTION.fullmatch(name))}
    keys = {int(found[1] or found[2]): cell for name, cell in told.items() if (found := _KEY.fullmatch(name))}
    kept = tuple((options[at], keys.get(at, "")) for at in sorted(options) if options[at] or keys.get(at, "") not in _NO)
    return _Row(
        line,
        told.get("questiontype", "").upper().replace(" ", ""),
        told["question"],
        kept,
        told.get("maximummarks", ""),
        told.get("questiontagging", ""),
    )


def _right(row: _Row) -> int:
    """Count by the keys of a line: pairs, gaps, or what is marked right or weighs something."""
    if row.kind == "FTB":
        return len(row.options)
    if row.kind == "MTF":
        return sum(bool(text) for text, _ in row.options)
    return sum(key.lower() in _YES or (number(key) or 0) > 0 for _, key in row.options)


def _question(row: _Row, scribe: Scribe) -> DraftQuestion:
    maker = _MAKERS.get(row.kind, _choice)
    if row.kind and row.kind not in _MAKERS and not row.kind.startswith("MCQ"):
        scribe.lose(f"the type {row.kind[:20]}, which no template knows; the question is asked as a choice", "Look at it")
    return maker(row, scribe)


def _choice(row: _Row, scribe: Scribe) -> DraftQuestion:
    several = row.kind == "MCQ-MCA" or (not row.kind and sum(key.lower() in _YES for _, key in row.options) > 1)
    right = weights([_weight(key, scribe) for _, key in row.options], several=several, scribe=scribe)
    options = tuple(DraftOption(_line(text, scribe), key) for (text, _), key in zip(row.options, right, strict=True))
    asked = DraftQuestion(kind="choice", stem=_block(row.text, scribe), options=options, points=points(row.marks, scribe))
    return truth(asked) if row.kind.startswith(("T/F", "MCQ-SCA-W")) or not row.kind else asked


def _true_false(row: _Row, scribe: Scribe) -> DraftQuestion:
    """Return a question between true and false: the first option says true, unless the words say otherwise."""
    asked = _choice(row, scribe)
    right = sum(option.correct for option in asked.options)
    return DraftQuestion(kind="true-false", stem=asked.stem, options=asked.options) if right == 1 else asked


def _fill_in(row: _Row, scribe: Scribe) -> DraftQuestion:
    """Return gaps: the keys `Blank1` and so on say which option fills which; without them the options fill them in their order."""
    answers: dict[int, list[str]] = {}
    for position, (text, key) in enumerate(row.options, 1):
        found = re.fullmatch(r"blank\s*(\d)", key, re.IGNORECASE)
        if not found and key.lower() not in _YES:
            scribe.lose(
                f'the option "{text[:40]}", which fills no gap ({key[:20] or "no key"})',
                "Write it into its gap",
                Counts(right_answers=1),
            )
            continue
        answers.setdefault(int(found[1]) if found else position, []).append(_WRITTEN_OUT.sub("<", text))
    numbers = bool(answers) and all(len(each) == 1 and _WHOLE_NUMBER.fullmatch(each[0]) for each in answers.values())
    position = 0

    def gap(_found: re.Match[str]) -> str:
        nonlocal position
        position += 1
        spellings = answers.pop(position, [])
        made = amount(Decimal(spellings[0])) if numbers and spellings else words(spellings, scribe.lose)
        if made is None:
            scribe.lose(f"gap {position} has no answer; it is a line in the text", "Write the gap as [[word]]")
        return scribe.held(made or "\\_\\_\\_")

    source = _BLANK.sub(gap, row.text)
    for left in sorted(answers):
        source += f" {_left(answers[left], scribe, numbers=numbers)}"
    return DraftQuestion(kind="numeric" if numbers else "fill-in", stem=_block(source, scribe))


def _left(spellings: list[str], scribe: Scribe, *, numbers: bool) -> str:
    scribe.lose("a gap that stands nowhere in the text; it stands at its end", "Write `<blank>` where it belongs")
    made = amount(Decimal(spellings[0])) if numbers else words(spellings, scribe.lose)
    return scribe.held(made or "\\_\\_\\_")


def _matching(row: _Row, scribe: Scribe) -> DraftQuestion:
    pairs = tuple(DraftPair(_line(left, scribe), _line(right, scribe)) for left, right in row.options)
    return DraftQuestion(kind="matching", stem=_block(row.text, scribe), pairs=pairs)


def _weight(key: str, scribe: Scribe) -> Decimal | None:
    if key.lower() in _YES | _NO:
        return Decimal(key.lower() in _YES)
    value = number(key)
    if value is None:
        scribe.lose(f'a key that says neither yes nor no ("{key[:20]}")', "Mark the right option with [x]")
    return value


def _how(text: str) -> tuple[str, str]:
    """Return a text and how it is written: as HTML where it has tags; else its tags that were written out are signs again."""
    return (text, "html") if _TAG.search(text) else (_WRITTEN_OUT.sub("<", text), "plain")


def _block(text: str, scribe: Scribe) -> str:
    return scribe.block(*_how(text))


def _line(text: str, scribe: Scribe) -> str:
    return scribe.line(*_how(text))


_MAKERS: Mapping[str, Callable[[_Row, Scribe], DraftQuestion]] = {
    "": _choice,
    "MCQ-SCA": _choice,
    "MCQ-MCA": _choice,
    "MCQ-SCA-W": _choice,
    "T/F": _true_false,
    "FTB": _fill_in,
    "MTF": _matching,
}
