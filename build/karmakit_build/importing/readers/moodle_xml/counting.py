"""Count the right answers of a question of Moodle by its elements alone."""

import re

from karmakit_build.importing.draft import Counts
from karmakit_build.importing.gaps import number
from karmakit_build.importing.readers.moodle_xml.cloze import SUBQUESTION
from karmakit_build.importing.xml import below, first, inside, said
from karmakit_build.xml import Element

_NOT_ASKED = {"category", "description"}
_HEADING = re.compile(r"<h[1-6]\b")
_RIGHT = re.compile(r"(?:^|(?<!\\)~)\s*(?:=|%0*[1-9][\d.]*%)")


def counts(question: Element) -> Counts:
    """Return what a question or a text of Moodle holds, by its elements, and by the tags in its texts."""
    kind = question.get("type")
    asks = kind not in _NOT_ASKED
    texts = [said(each).lower() for each in question.iter("{*}text")]
    shown = said(first(question, "questiontext", "text")).lower() if kind == "description" else ""
    return Counts(
        questions=int(asks),
        right_answers=right_answers(question) if asks else 0,
        headings=len(_HEADING.findall(shown)),
        pictures=sum(text.count("<img") for text in texts),
        tables=sum(text.count("<table") for text in texts),
    )


def right_answers(question: Element) -> int:
    """Return how many answers the source holds for right: those with a fraction above nothing, pairs, and gaps."""
    kind = question.get("type", "")
    if kind in {"matching", "ddmatch"}:
        return sum(bool(said(first(each, "text")).strip()) for each in inside(question, "subquestion"))
    if kind in {"cloze", "multianswer"}:
        text = said(first(question, "questiontext", "text"))
        return sum(len(_RIGHT.findall(found[3])) for found in SUBQUESTION.finditer(text))
    if kind == "ordering":
        return 0  # the order is the answer
    return sum((number(each.get("fraction", "0")) or 0) > 0 for each in below(question, "answer"))
