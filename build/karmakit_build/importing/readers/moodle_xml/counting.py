"""Count the right answers of a question of Moodle by its elements alone."""

import re

from karmakit_build.importing.gaps import number
from karmakit_build.importing.readers.moodle_xml.cloze import SUBQUESTION
from karmakit_build.importing.xml import below, first, inside, said
from karmakit_build.xml import Element

_RIGHT = re.compile(r"(?:^|(?<!\\)~)\s*(?:=|%0*[1-9][\d.]*%)")


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
