"""Make a question of ours of a question in Moodle XML: its type says what it is."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal

from karmakit_build.importing.draft import Counts, DraftOption, DraftPair, DraftQuestion, Lost
from karmakit_build.importing.gaps import amount, number, words
from karmakit_build.importing.readers.moodle_xml.cloze import cloze
from karmakit_build.importing.readers.moodle_xml.counting import counts, right_answers
from karmakit_build.importing.readers.moodle_xml.files import media_of
from karmakit_build.importing.readers.moodle_xml.texts import Texts
from karmakit_build.importing.scribe import Scribe
from karmakit_build.importing.settling import SILENT, points, settled, weights
from karmakit_build.importing.shelf import Shelf
from karmakit_build.importing.xml import first, inside, said
from karmakit_build.xml import Element

WHOLE = 100
_KINDS = {
    "calculated": "draws its numbers anew for each learner",
    "calculatedsimple": "draws its numbers anew for each learner",
    "calculatedmulti": "draws its numbers anew for each learner",
    "ddimageortext": "asks to drag onto a picture",
    "ddmarker": "asks to drag onto a picture",
    "ddwtos": "asks to drag words into a text",
    "gapselect": "asks to choose words in a text",
    "random": "draws another question",
    "randomsamatch": "draws other questions",
}


@dataclass(frozen=True, slots=True)
class Asked:
    """What came of a question: one of ours, or a text; and what was lost of it."""

    question: DraftQuestion | None
    text: str = ""
    losses: tuple[Lost, ...] = ()


def asked(question: Element, position: int, path: str, shelf: Shelf) -> Asked:
    """Return what a question asks; its pictures are put on the shelf."""
    scribe = Scribe(path, f"question {position}, line {question.sourceline}", media_of(question, shelf))
    texts = Texts(question, scribe)
    kind = question.get("type", "")
    if kind == "description":
        return Asked(None, texts.block("questiontext", headings=True), tuple(scribe.losses))
    if kind not in _MAKERS:
        name = texts.name[:60]
        why = _KINDS.get(kind, "is of a type that only Moodle knows")
        what = f'a question of the type {kind or "(none)"}, "{name}", which {why}'
        scribe.lose(what, "Ask it in another way", counts(question))
        return Asked(None, losses=tuple(scribe.losses))
    made = _MAKERS[kind](question, texts)
    if said(first(question, "hidden")).strip() == "1":
        scribe.lose("a question that was hidden is seen here", "Remove it where it is out of date")
    whole = replace(
        made,
        name=texts.name,
        hints=tuple(filter(None, (texts.written(each) for each in inside(question, "hint")))),
        right=made.right or texts.block("correctfeedback"),
        wrong=texts.block("incorrectfeedback"),
        feedback=texts.block("generalfeedback"),
        points=points(said(first(question, "defaultgrade")).strip(), scribe) if made.kind != "reflection" else 1,
    )
    if whole.kind == "reflection" and (whole.hints or whole.right or whole.wrong or whole.feedback):
        scribe.lose("hints and feedback of an open question: a reflection has none", "Say them in the text")
    return Asked(settled(whole, scribe), losses=tuple(scribe.losses))


def _choice(question: Element, texts: Texts) -> DraftQuestion:
    several = said(first(question, "single")).strip().lower() in {"false", "0"}
    answers = list(inside(question, "answer"))
    right = weights([number(each.get("fraction", "")) for each in answers], several=several, scribe=texts.scribe)
    options = tuple(
        DraftOption(texts.line(each), key, texts.line(first(each, "feedback"))) for each, key in zip(answers, right, strict=True)
    )
    return DraftQuestion(kind="choice", stem=texts.stem, options=options, shuffle=_shuffled(question))


def _true_false(question: Element, texts: Texts) -> DraftQuestion:
    answers = {said(first(each, "text")).strip().lower(): each for each in inside(question, "answer")}
    options = tuple(
        DraftOption(
            word.capitalize(),
            (number(each.get("fraction", "")) or 0) > 0 if (each := answers.get(word)) is not None else False,
            texts.line(first(answers.get(word), "feedback")),
        )
        for word in ("true", "false")
    )
    return DraftQuestion(kind="true-false", stem=texts.stem, options=options)


def _short(question: Element, texts: Texts) -> DraftQuestion:
    answers = list(inside(question, "answer"))
    whole = [each for each in answers if number(each.get("fraction", "")) == WHOLE]
    for each in answers:
        if each not in whole:
            worth = number(each.get("fraction", "")) or 0
            what = "right in part" if worth > 0 else "wrong, and told why"
            texts.scribe.lose(
                f'the spelling "{said(first(each, "text")).strip()[:60]}", which was {what}',
                "Say it in `> [!WRONG]`, or accept it whole",
                Counts(right_answers=int(worth > 0)),
            )
    for each in whole:
        if "*" in said(first(each, "text")):
            texts.scribe.lose("a spelling whose `*` stood for any letters is taken as it is written", "Write the spellings out")
    made = words((said(first(each, "text")) for each in whole), texts.scribe.lose)
    return DraftQuestion(
        kind="fill-in",
        stem=_with_gap(texts.stem, made),
        right=_first_told(whole, texts),
        case=said(first(question, "usecase")).strip() == "1",
    )


def _numeric(question: Element, texts: Texts) -> DraftQuestion:
    answers = list(inside(question, "answer"))
    whole = [each for each in answers if number(each.get("fraction", "")) == WHOLE]
    if len(answers) > 1:
        more = Counts(right_answers=right_answers(question) - len(whole[:1]))
        texts.scribe.lose("all numbers but the first right one", "Widen its tolerance, or ask another question", more)
    units = []
    for unit in inside(first(question, "units"), "unit"):
        name = said(first(unit, "unit_name")).strip()
        if number(said(first(unit, "multiplier"))) == 1:
            units.append(name)
        else:
            texts.scribe.lose(f'the unit "{name[:20]}", which stood for another amount', "Ask for one unit")
    value = number(said(first(whole[0], "text"))) if whole else None
    tolerance = number(said(first(whole[0], "tolerance"))) if whole else None
    made = amount(value, abs(tolerance or Decimal(0)), units) if value is not None else None
    if made is None and whole:
        texts.scribe.lose("a number that cannot be read", "Write the number as [[= 5 ± 1]]", Counts(right_answers=1))
    return DraftQuestion(kind="numeric", stem=_with_gap(texts.stem, made), right=_first_told(whole, texts))


def _matching(question: Element, texts: Texts) -> DraftQuestion:
    pairs = tuple(DraftPair(_left(each, texts), texts.line(first(each, "answer"))) for each in inside(question, "subquestion"))
    return DraftQuestion(kind="matching", stem=texts.stem, pairs=pairs, shuffle=_shuffled(question))


def _left(subquestion: Element, texts: Texts) -> str:
    """Return the left side of a pair; one of which nothing came along is no distractor."""
    left = texts.line(subquestion)
    if left or not said(first(subquestion, "text")).strip():
        return left
    texts.scribe.lose(f"a left-hand side holds no words; {SILENT} stands for it", "Write what it says")
    return SILENT


def _ordering(question: Element, texts: Texts) -> DraftQuestion:
    answers = list(inside(question, "answer"))
    ranks = [number(each.get("fraction", "")) or Decimal(0) for each in answers]
    if len(set(ranks)) == len(ranks):
        answers = [each for _, each in sorted(zip(ranks, answers, strict=True), key=lambda pair: pair[0])]
    return DraftQuestion(kind="ordering", stem=texts.stem, options=tuple(DraftOption(texts.line(each)) for each in answers))


def _essay(question: Element, texts: Texts) -> DraftQuestion:
    texts.scribe.lose("an open question is asked as a reflection, which is not scored")
    for place, what in (("graderinfo", "the notes for who marks it"), ("responsetemplate", "the text that learners begin with")):
        if said(first(question, place, "text")).strip():
            texts.scribe.lose(what)
    return DraftQuestion(kind="reflection", stem=texts.stem)


def _shuffled(question: Element) -> bool:
    return said(first(question, "shuffleanswers")).strip().lower() not in {"0", "false"}


def _with_gap(stem: str, gap: str | None) -> str:
    """Return a stem with a gap: in place of the line that stands for one, else after it."""
    if gap is None:
        return stem
    lines = list(re.finditer(r"(?:\\_){3,}", stem))
    if len(lines) == 1:
        return f"{stem[: lines[0].start()]}{gap}{stem[lines[0].end() :]}"
    apart = "\n\n" if stem.rpartition("\n\n")[2].startswith(("- ", "|", "> ", "```", "1. ", " ")) else " "
    return f"{stem}{apart}{gap}".strip()


def _first_told(answers: list[Element], texts: Texts) -> str:
    told = [each for each in answers if said(first(each, "feedback", "text")).strip()]
    if len(told) > 1:
        texts.scribe.lose("feedback on single spellings; the first stands for all", "Join what they say")
    return texts.written(first(told[0], "feedback")) if told else ""


_MAKERS: Mapping[str, Callable[[Element, Texts], DraftQuestion]] = {
    "multichoice": _choice,
    "truefalse": _true_false,
    "shortanswer": _short,
    "numerical": _numeric,
    "matching": _matching,
    "ddmatch": _matching,
    "ordering": _ordering,
    "essay": _essay,
    "cloze": cloze,
    "multianswer": cloze,
}
