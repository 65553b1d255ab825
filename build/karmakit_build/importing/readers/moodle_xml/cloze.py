"""Cloze of Moodle: questions that stand in the text, `{1:SHORTANSWER:=senior~%50%higher}`, become the gaps of one question."""

import html
import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from karmakit_build.importing.draft import Counts, DraftOption, DraftQuestion
from karmakit_build.importing.gaps import amount, number, words
from karmakit_build.importing.readers.moodle_xml.texts import Texts
from karmakit_build.importing.xml import first
from karmakit_build.xml import Element

SUBQUESTION = re.compile(r"(?<!\\)\{(\d{0,6}):([A-Z_]{1,20}):((?:[^}\\{]|\\.|\{(?!\d{0,6}:[A-Z]))*+)\}", re.DOTALL)
_ANSWER = re.compile(r"\s*(=|%(-?\d+(?:\.\d+)?)%)?(.*)", re.DOTALL)
_ESCAPED = re.compile(r"\\([}#~/\"\\=])")
_TAG = re.compile(r"</?[A-Za-z][^<>]*>")
_TYPED = frozenset({"SHORTANSWER", "SA", "MW", "SHORTANSWER_C", "SAC", "MWC"})
_CASE = frozenset({"SHORTANSWER_C", "SAC", "MWC"})
_NUMBERS = frozenset({"NUMERICAL", "NM"})
_SEVERAL = ("MULTIRESPONSE", "MR")
_MARK = "\\_\\_\\_"
_WHOLE = 100


@dataclass(frozen=True, slots=True)
class _Answer:
    worth: Decimal
    text: str
    feedback: str


@dataclass(frozen=True, slots=True)
class _Part:
    """One question in the text: its type, and its answers."""

    kind: str
    answers: tuple[_Answer, ...]

    @property
    def right(self) -> list[_Answer]:
        return [each for each in self.answers if each.worth == _WHOLE]


def cloze(question: Element, texts: Texts) -> DraftQuestion:
    """Return the question of a text with gaps: words, or numbers; a single choice in it is asked as one."""
    element = first(question, "questiontext")
    source, how = texts.raw(element), texts.how(element)
    parts = [_part(found, how) for found in SUBQUESTION.finditer(source)]
    if len(parts) == 1 and parts[0].kind not in _TYPED | _NUMBERS:
        return _choice(parts[0], SUBQUESTION.sub(texts.scribe.held(_MARK), source), how, texts)
    numbers = bool(parts) and all(part.kind in _NUMBERS for part in parts)
    _tell(parts, texts, numbers=numbers)
    gaps = [_number(part) if numbers else words((each.text for each in part.right), texts.scribe.lose) for part in parts]
    if None in gaps:
        texts.scribe.lose("a gap without an answer that can be typed; it is a line in the text", "Write the gap as [[word]]")
    held = iter([texts.scribe.held(gap or _MARK) for gap in gaps])
    stem = texts.scribe.block(SUBQUESTION.sub(lambda _: next(held), source), how)
    case = any(part.kind in _CASE for part in parts)
    if case and not all(part.kind in _CASE for part in parts):
        texts.scribe.lose("capital letters matter in some gaps only; here they matter in all")
    return DraftQuestion(kind="numeric" if numbers else "fill-in", stem=stem, case=case)


def _choice(part: _Part, source: str, how: str, texts: Texts) -> DraftQuestion:
    several = part.kind.startswith(_SEVERAL)
    if any(0 < each.worth < _WHOLE or each.worth < 0 for each in part.answers):
        part_right = 0 if several else sum(0 < each.worth < _WHOLE for each in part.answers)
        what = "the weights of the options: an option is right or wrong"
        texts.scribe.lose(what, "Look at the options", Counts(right_answers=part_right))
    options = tuple(
        DraftOption(
            texts.scribe.line(each.text, "plain"),
            each.worth > 0 if several else each.worth == _WHOLE,
            texts.scribe.line(each.feedback, "plain"),
        )
        for each in part.answers
    )
    return DraftQuestion(kind="choice", stem=texts.scribe.block(source, how), options=options)


def _tell(parts: Sequence[_Part], texts: Texts, *, numbers: bool) -> None:
    """Tell what gaps cannot hold: choices, weights, what is said to an answer, and numbers beside words."""
    lose = texts.scribe.lose
    for number_, part in enumerate(parts, 1):
        wrong = [each.text for each in part.answers if each.worth != _WHOLE]
        half = Counts(right_answers=sum(0 < each.worth < _WHOLE for each in part.answers))
        if part.kind not in _TYPED | _NUMBERS:
            lose(f"the choices of gap {number_} ({', '.join(wrong)[:80]}): the word is typed here", "Ask it with options", half)
        elif wrong:
            what = f"answers to gap {number_} that were wrong, or right in part ({', '.join(wrong)[:80]})"
            lose(what, "Say it in `> [!WRONG]`", half)
        if any(each.feedback for each in part.answers):
            lose(f"what was said to the answers of gap {number_}", "Say it in `> [!FEEDBACK]`")
        if part.kind in _NUMBERS and not numbers:
            lose(f"gap {number_} asked for a number; it is compared as a word here", "Make a question of it with [[= 5 ± 1]]")
        if numbers and len(part.right) > 1:
            lose(f"all numbers of gap {number_} but the first", "Widen its tolerance", Counts(right_answers=len(part.right) - 1))
        if numbers and part.right and _number(part) is None:
            lose(f"the number of gap {number_}, which cannot be read", "Write it as [[= 5 ± 1]]", Counts(right_answers=1))


def _number(part: _Part) -> str | None:
    value, _, tolerance = part.right[0].text.partition(":") if part.right else ("", "", "")
    told, around = number(value), number(tolerance) or Decimal(0)
    return amount(told, abs(around)) if told is not None else None


def _part(found: re.Match[str], how: str) -> _Part:
    answers = []
    for each in re.split(r"(?<!\\)~", found[3]):
        matched = _ANSWER.fullmatch(each)
        sign, worth, rest = (matched[1], matched[2], matched[3]) if matched else (None, None, each)
        text, _, feedback = re.sub(r"(?<!\\)#", "\0", rest, count=1).partition("\0")
        value = number(worth) if worth else Decimal(_WHOLE if sign else 0)
        answers.append(_Answer(value or Decimal(0), _plain(text, how), _plain(feedback, how)))
    return _Part(found[2], tuple(answers))


def _plain(text: str, how: str) -> str:
    if how in {"html", "auto"}:
        text = html.unescape(_TAG.sub(" ", text))
    return " ".join(_ESCAPED.sub(r"\1", text).split())
