"""Make questions of ours of a problem in OLX: each of its responses is one, with the text before it."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal

from lxml import etree

from karmakit_build.importing.draft import Counts, DraftOption, DraftQuestion
from karmakit_build.importing.gaps import amount, between, number, words
from karmakit_build.importing.marks import without
from karmakit_build.importing.readers.olx.counting import PLUMBING, RESPONSES, counts_of_response
from karmakit_build.importing.scribe import Scribe
from karmakit_build.importing.settling import points, settled, truth
from karmakit_build.importing.xml import below, inside, local, said
from karmakit_build.xml import Element

_TOLD = {
    "customresponse": "checks the answer by a program",
    "coderesponse": "checks the answer by a program",
    "schematicresponse": "asks for a drawing",
    "jsmeresponse": "asks for a drawing",
    "imageresponse": "asks to point at a place in a picture",
    "formularesponse": "asks for a formula",
    "symbolicresponse": "asks for a formula",
    "choicetextresponse": "asks for a choice and a number in one",
    "annotationresponse": "asks to mark a text",
}
_ASIDE = frozenset({"solution", "demandhint", "script", "responseparam"})
_INPUTS = frozenset({"choicegroup", "checkboxgroup", "textline", "formulaequationinput", "optioninput", "additional_answer"})
_HINTS = frozenset({"correcthint", "stringequalhint", "hintgroup", "compoundhint", "choicehint", "optionhint", "regexphint"})
_RANGE = re.compile(r"\s*([\[(])\s*([^,\]]+),\s*([^,\])]+)\s*([\])])\s*")
_QUOTED = re.compile(r"'([^']*)'|\"([^\"]*)\"")
_HUNDRED = Decimal(100)
ATTEMPTS = "how often a problem may be tried"


@dataclass(frozen=True, slots=True)
class Asked:
    """What came of a problem: its questions, or a text where it asks nothing."""

    questions: tuple[DraftQuestion, ...]
    text: str


def asked(problem: Element, scribe: Scribe) -> Asked:
    """Return what a problem asks; what is lost, its scribe keeps."""
    name = " ".join(without(problem.get("display_name") or problem.get("url_name") or "").split())
    parts: list[tuple[str, Element | None]] = []
    before = _gathered(problem, parts, _escaped(problem.text))
    made: list[DraftQuestion] = []
    for source, response in parts:
        question = _question(source, response, scribe, name) if response is not None else None
        if question is not None:
            made.append(question)
        else:
            before = source + before
    if any(True for _ in below(problem, "script")):
        scribe.lose("a program in a problem", "Write out what it drew or checked")
    if problem.get("max_attempts", "").strip():
        scribe.lose(ATTEMPTS, "Say `attempts` of the question")
    text = scribe.block(before) if before.strip() else ""
    if made:
        made[-1] = _said(problem, made[-1], scribe, text)
        made = [settled(truth(each), scribe) for each in made]
        made[0] = replace(made[0], points=points(problem.get("weight", ""), scribe) if made[0].kind != "reflection" else 1)
        return Asked(tuple(made), "")
    return Asked((), text)


def _gathered(element: Element, parts: list[tuple[str, Element | None]], before: str) -> str:
    """Part a problem into its responses, each with the HTML that stands before it; return the HTML after the last."""
    for child in inside(element):
        name = local(child)
        if RESPONSES.fullmatch(name) and name not in PLUMBING:
            parts.append((before, child))
            before = ""
        elif name not in _ASIDE and any(RESPONSES.fullmatch(local(each)) for each in below(child)):
            before = _gathered(child, parts, before + _escaped(child.text))
        elif name not in _ASIDE:
            before += _html(child)
        before += _escaped(child.tail)
    return before


def _question(before: str, response: Element, scribe: Scribe, name: str) -> DraftQuestion | None:
    kind = local(response)
    if kind not in _MAKERS:
        why = _TOLD.get(kind, "asks in a way of its own")
        scribe.lose(f'a question by `{kind}`, "{name[:60]}", which {why}', "Ask it in another way", counts_of_response(response))
        return None
    source = before + _own(response)
    made = _MAKERS[kind](response, source, scribe)
    return replace(made, name=name)


def _own(response: Element) -> str:
    """Return the text that stands in a response itself beside what takes the answer."""
    parts = [_escaped(response.text)]
    for each in inside(response):
        if local(each) not in _INPUTS | _HINTS | _ASIDE:
            inputs = any(local(inner) in _INPUTS for inner in below(each))
            parts.append(_own(each) if inputs else _html(each))
        elif label := each.get("label"):
            parts.append(f"<p>{_escaped(label)}</p>")
        parts.append(_escaped(each.tail))
    return "".join(parts)


def _choice(response: Element, source: str, scribe: Scribe) -> DraftQuestion:
    options = []
    for each in below(response, "choice"):
        hints = list(below(each, "choicehint"))
        if len(hints) > 1:
            scribe.lose("feedback for an option that was not chosen", "Say it in `> [!WRONG]`")
        told = next((hint for hint in hints if hint.get("selected", "true").lower() == "true"), hints[0] if hints else None)
        inner = scribe.line(_inner(each, without=_HINTS))
        options.append(DraftOption(inner, each.get("correct", "").lower() == "true", _feedback(told, scribe)))
    if any(True for _ in below(response, "compoundhint")):
        scribe.lose("feedback for several options at once", "Say it in `> [!FEEDBACK]`")
    if response.get("partial_credit"):
        scribe.lose("points for answers that are right in part")
    shuffle = any(each.get("shuffle", "").lower() == "true" for each in below(response, "choicegroup"))
    return DraftQuestion(kind="choice", stem=scribe.block(source), options=tuple(options), shuffle=shuffle)


def _option(response: Element, source: str, scribe: Scribe) -> DraftQuestion:
    """Return the choice of a list that folds out; its options stand in elements, or in one attribute as Python writes a tuple."""
    lists = list(below(response, "optioninput"))
    if len(lists) > 1:
        more = Counts(right_answers=sum(map(_rights, lists[1:])))
        scribe.lose("the lists after the first in one question", "Make a question of each", more)
    options: list[DraftOption] = []
    for each in lists[:1]:
        for option in inside(each, "option"):
            hint = next(below(option, "optionhint"), None)
            key = option.get("correct", "").lower() == "true"
            options.append(DraftOption(scribe.line(_inner(option, without=_HINTS)), key, _feedback(hint, scribe)))
        written = () if options else _listed(each.get("options", ""))
        right = each.get("correct", "").strip()
        options += [DraftOption(scribe.line(text, "plain"), text == right) for text in written]
        if right and right not in written and not any(option.correct for option in options):
            scribe.lose("a right answer that is none of the options", "Mark the right one with [x]", Counts(right_answers=1))
    return DraftQuestion(kind="choice", stem=scribe.block(source), options=tuple(options), shuffle=False)


def _rights(list_: Element) -> int:
    """Return how many options of a list are right."""
    options = sum(each.get("correct", "").lower() == "true" for each in inside(list_, "option"))
    return options or int(bool(list_.get("correct")))


def _string(response: Element, source: str, scribe: Scribe) -> DraftQuestion:
    kinds = response.get("type", "").split()
    more = [each.get("answer") or said(each).strip() for each in inside(response, "additional_answer")]
    hints = list(inside(response, "correcthint"))
    for each in inside(response, "stringequalhint"):
        scribe.lose(f'what was said to the wrong answer "{each.get("answer", "")[:40]}"', "Say it in `> [!WRONG]`")
    if "regexp" in kinds:
        scribe.lose("an answer that was a pattern is taken as it is written", "Write the spellings out")
    gap = words(filter(None, (without(each).strip() for each in [response.get("answer", ""), *more])), scribe.lose)
    stem = scribe.block(f"{source} {scribe.held(gap)}") if gap else scribe.block(source)
    told = _feedback(hints[0], scribe) if hints else ""
    return DraftQuestion(kind="fill-in", stem=stem, right=told, case="ci" not in kinds)


def _numerical(response: Element, source: str, scribe: Scribe) -> DraftQuestion:
    answer = response.get("answer", "").strip()
    more = [each for each in inside(response, "additional_answer") if each.get("answer") or said(each).strip()]
    if more:
        others = Counts(right_answers=len(more))
        scribe.lose("all numbers but the first right one", "Widen its tolerance, or ask another question", others)
    parameter = next((each for each in below(response, "responseparam") if each.get("type", "tolerance") == "tolerance"), None)
    tolerance = parameter.get("default", "").strip() if parameter is not None else ""
    found = _RANGE.fullmatch(answer)
    low, high = (number(found[2]), number(found[3])) if found else (None, None)
    value = number(answer)
    gap = None
    if found and low is not None and high is not None:
        if found[1] == "(" or found[4] == ")":
            scribe.lose("a range without its end; the end is taken too")
        gap = between(low, high)
    elif value is not None:
        share = number(tolerance.removesuffix("%")) if tolerance.endswith("%") else None
        around = abs(value) * share / _HUNDRED if share is not None else number(tolerance) if tolerance else Decimal(0)
        if around is None:
            scribe.lose(f"the tolerance {tolerance[:20]}, which is no number", "Write it as [[= 5 ± 1]]")
        gap = amount(value, abs(around or Decimal(0)))
    if gap is None and answer:
        scribe.lose(f'the number "{answer[:40]}", which cannot be read', "Write it as [[= 5 ± 1]]", Counts(right_answers=1))
    hint = next(inside(response, "correcthint"), None)
    stem = scribe.block(f"{source} {scribe.held(gap)}") if gap else scribe.block(source)
    return DraftQuestion(kind="numeric", stem=stem, right=_feedback(hint, scribe))


def _said(problem: Element, question: DraftQuestion, scribe: Scribe, text: str) -> DraftQuestion:
    """Return the last question of a problem with its hints, its solution and the text after it."""
    hints = tuple(
        filter(None, (scribe.block(_inner(each)) for each in below(problem, "hint") if local(each.getparent()) == "demandhint"))
    )
    solution = "\n\n".join(filter(None, (scribe.block(_inner(each)) for each in below(problem, "solution"))))
    return replace(question, hints=hints, feedback="\n\n".join(filter(None, (text, solution))))


def _feedback(hint: Element | None, scribe: Scribe) -> str:
    """Return what a hint says, after its label (`Right`)."""
    if hint is None:
        return ""
    label = " ".join(without(hint.get("label", "")).split())
    return scribe.line(f"<b>{_escaped(label)}:</b> {_inner(hint)}" if label else _inner(hint))


def _listed(text: str) -> list[str]:
    """Return the options of one attribute: quoted, as Python writes a tuple, or between commas."""
    quoted = [found[1] or found[2] for found in _QUOTED.finditer(text)]
    return [each.strip() for each in quoted or text.strip().strip("()").split(",")]


def _inner(element: Element, without: frozenset[str] = frozenset()) -> str:
    parts = [_escaped(element.text)]
    for each in inside(element):
        parts += ["" if local(each) in without else _html(each), _escaped(each.tail)]
    return "".join(parts)


def _html(element: Element) -> str:
    """Return an element as HTML; its labels and descriptions are paragraphs."""
    name = "p" if local(element) in {"label", "description"} else ""
    if name:
        return f"<p>{_inner(element)}</p>"
    return without(etree.tostring(element, encoding="unicode", method="html", with_tail=False))


def _escaped(text: str | None) -> str:
    return without((text or "").replace("&", "&amp;").replace("<", "&lt;"))


_MAKERS: Mapping[str, Callable[[Element, str, Scribe], DraftQuestion]] = {
    "multiplechoiceresponse": _choice,
    "choiceresponse": _choice,
    "truefalseresponse": _choice,
    "optionresponse": _option,
    "stringresponse": _string,
    "numericalresponse": _numerical,
}
