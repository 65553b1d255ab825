"""Count what a document of QTI holds, by its elements alone."""

import re

from karmakit_build.importing.draft import Counts
from karmakit_build.importing.gaps import number
from karmakit_build.importing.xml import below, first, inside, local, said
from karmakit_build.xml import Element

_INLINE = {"textEntryInteraction", "inlineChoiceInteraction"}
_RESPONSES = ("response_lid", "response_str", "response_num", "response_xy", "response_grp")
_HEADING = re.compile(r"<h[1-6]\b", re.IGNORECASE)
_PICTURE = re.compile(r"<img\b(?![^<>]*data-equation-content)")
_ENDED = {"endAttemptInteraction"}


def counts(root: Element) -> Counts:
    """Return how many questions and right answers there are, and how many pictures and tables in their texts."""
    if local(root) == "questestinterop":
        items = [each for each in below(root, "item") if _asks(each)]
        return _with(root, len(items), sum(map(right_answers, items)))
    if local(root) == "assessmentItem":
        return _with(root, _questions_2(root), _right_2(root))
    return Counts()


def counts_of_item(item: Element) -> Counts:
    """Return what an item holds that asks something: one question, its right answers, and what its texts show."""
    if local(item) == "assessmentItem":
        return counts(item)
    return _with(item, 1, right_answers(item))


def counts_of_block(interaction: Element, right: int) -> Counts:
    """Return what one of several interactions of an item holds; `right`: how many of its answers are right."""
    return _with(interaction, 1, right)


def kind_of(item: Element) -> str:
    """Return what an item of version 1 says of its type, as Canvas writes it; an empty text where it says nothing."""
    for field in below(item, "qtimetadatafield"):
        if said(first(field, "fieldlabel")).strip() in {"question_type", "qmd_itemtype"}:
            return said(first(field, "fieldentry")).strip().lower()
    return ""


def interactions(item: Element) -> list[Element]:
    """Return the interactions of an item of version 2."""
    return [each for each in below(item) if local(each).endswith("Interaction") and local(each) not in _ENDED]


def _asks(item: Element) -> bool:
    return next(below(item, *_RESPONSES), None) is not None or kind_of(item) in {"essay_question", "file_upload_question"}


def right_answers(item: Element) -> int:
    """Return how many answers of an item of version 1 score something, each of a response once.

    Of spellings that stand as labels, all count.
    """
    if kind_of(item) == "fill_in_multiple_blanks_question":
        lists = list(below(item, "response_lid"))
        return sum(1 if _chosen(each) else len({said(label).strip() for label in below(each, "response_label")}) for each in lists)
    found = set()
    for condition in below(item, "respcondition"):
        if any((number(said(each)) or 0) > 0 for each in inside(condition, "setvar")):
            values = [each for each in below(condition, "varequal") if local(each.getparent()) != "not"]
            found |= {(each.get("respident"), said(each).strip()) for each in values}
            found |= {(each.get("respident"), "range") for each in below(condition, "vargte", "vargt") if not values}
    ordered = {each.get("ident") for each in below(item, "response_lid") if each.get("rcardinality") == "Ordered"}
    return sum(ident not in ordered for ident, _ in found)


def _chosen(response: Element) -> bool:
    return any(each.get("answer_type") in {"dropdown", "wordbank"} for each in below(response, "response_label"))


def _questions_2(item: Element) -> int:
    there = [local(each) for each in interactions(item)]
    blocks = sum(name not in _INLINE for name in there)
    return blocks + bool(len(there) - blocks)


def _right_2(item: Element) -> int:
    """Return how many values are declared right; the order of an ordering is no right answer."""
    total = 0
    asked = {each.get("responseIdentifier") for each in interactions(item)}
    for declared in inside(item, "responseDeclaration"):
        if declared.get("cardinality") == "ordered" or declared.get("identifier") not in asked:
            continue
        right = {said(each).strip() for each in below(declared, "value") if local(each.getparent()) == "correctResponse"}
        entries = [each for each in below(declared, "mapEntry") if (number(each.get("mappedValue", "")) or 0) > 0]
        total += len(right | {each.get("mapKey", "").strip() for each in entries})
    return total


def _with(root: Element, questions: int, right: int) -> Counts:
    texts = [said(each).lower() for each in below(root, "mattext")]
    silent = [each for each in below(root, "item") if not _asks(each)]
    headings = sum(len(_HEADING.findall(said(each))) for item in silent for each in below(item, "mattext"))
    if local(root) == "assessmentItem" and not questions:
        headings = sum(1 for _ in below(root, "h1", "h2", "h3", "h4", "h5", "h6"))
    return Counts(
        headings=headings,
        questions=questions,
        right_answers=right,
        pictures=sum(len(_PICTURE.findall(text)) for text in texts)
        + sum(1 for each in below(root, "img", "matimage"))
        + sum(each.get("type", "").startswith("image/") for each in below(root, "object")),
        tables=sum(len(re.findall("<table", text)) for text in texts) + sum(1 for _ in below(root, "table")),
    )
