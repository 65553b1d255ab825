"""Count what a problem or a text of Open edX holds, by its tags alone."""

import re

from karmakit_build.importing.draft import Counts
from karmakit_build.importing.xml import below, inside, local, said
from karmakit_build.xml import Element

_HEADING = re.compile(r"<h[1-6]\b", re.IGNORECASE)
_PICTURE = re.compile(r"<img\b", re.IGNORECASE)
_TABLE = re.compile(r"<table\b", re.IGNORECASE)
RESPONSES = re.compile(r"[a-z]+response")
PLUMBING = {"responseparam"}


def responses(problem: Element) -> list[Element]:
    """Return the elements of a problem that ask for an answer."""
    return [each for each in below(problem) if RESPONSES.fullmatch(local(each)) and local(each) not in PLUMBING]


def counts(problem: Element) -> Counts:
    """Return how many questions and right answers a problem holds, and how many pictures and tables."""
    there = responses(problem)
    return Counts(
        questions=len(there),
        right_answers=sum(map(_right, there)),
        pictures=sum(1 for _ in below(problem, "img")),
        tables=sum(1 for _ in below(problem, "table")),
    )


def counts_of_response(response: Element) -> Counts:
    """Return what one response holds, the pictures and tables within it too."""
    inner = counts(response)
    return Counts(questions=1, right_answers=_right(response), pictures=inner.pictures, tables=inner.tables)


def html_counts(source: str) -> Counts:
    """Return how many headings, pictures and tables an HTML text holds."""
    return Counts(
        headings=len(_HEADING.findall(source)), pictures=len(_PICTURE.findall(source)), tables=len(_TABLE.findall(source))
    )


def _right(response: Element) -> int:
    name = local(response)
    if name in {"multiplechoiceresponse", "choiceresponse", "truefalseresponse"}:
        return sum(each.get("correct", "").lower() == "true" for each in below(response, "choice"))
    if name == "optionresponse":
        options = [each for each in below(response, "option") if each.get("correct", "").lower() == "true"]
        return len(options) or sum(bool(each.get("correct")) for each in below(response, "optioninput"))
    if name in {"stringresponse", "numericalresponse"}:
        more = [each.get("answer") or said(each).strip() for each in inside(response, "additional_answer")]
        return bool(response.get("answer", "").strip()) + len(list(filter(None, more)))
    return 0
