"""Make a question of ours of an item in QTI 1.2: its responses and its scoring say what it is."""

import re
from dataclasses import dataclass, replace

from karmakit_build.importing.draft import Counts, DraftOption, DraftPair, DraftQuestion, Lost
from karmakit_build.importing.gaps import words
from karmakit_build.importing.inline_html import Media
from karmakit_build.importing.marks import without
from karmakit_build.importing.readers.qti.counting import counts_of_item, kind_of
from karmakit_build.importing.readers.qti.version_1.feedback import Feedback
from karmakit_build.importing.readers.qti.version_1.item import Item, line_for, stem
from karmakit_build.importing.readers.qti.version_1.material import html_of, words_of
from karmakit_build.importing.readers.qti.version_1.scoring import conditions, worths
from karmakit_build.importing.readers.qti.version_1.typed import ranged, typed
from karmakit_build.importing.scribe import Scribe
from karmakit_build.importing.settling import points, settled, truth, weights
from karmakit_build.importing.xml import below, first, local, said
from karmakit_build.xml import Element

_LOST = {
    "calculated_question": "draws its numbers anew for each learner",
    "hot_spot_question": "asks to point at a place in a picture",
}
_OPEN = {"essay_question", "file_upload_question", "essay"}
_FIXED = {"dropdown", "wordbank"}
_SPELLINGS = "fill_in_multiple_blanks_question"


@dataclass(frozen=True, slots=True)
class Asked:
    """What came of an item: a question, or a text; and what was lost of it."""

    question: DraftQuestion | None
    text: str = ""
    losses: tuple[Lost, ...] = ()


def asked(element: Element, position: int, path: str, media: Media) -> Asked:
    """Return what an item asks."""
    scribe = Scribe(path, f"item {position}, line {element.sourceline}", media)
    kind = kind_of(element)
    name = " ".join(without(element.get("title", "")).split())
    responses = tuple(below(element, "response_lid", "response_str", "response_num", "response_xy", "response_grp"))
    if kind in _LOST or any(local(each) in {"response_xy", "response_grp"} for each in responses):
        what = f'the question "{name[:60]}", which {_LOST.get(kind, _LOST["hot_spot_question"])}'
        scribe.lose(what, "Ask it in another way", counts_of_item(element))
        return Asked(None, losses=tuple(scribe.losses))
    there = conditions(element)
    item = Item(element, kind, responses, there, scribe, Feedback(element, there, scribe))
    if not responses and kind not in _OPEN:
        text = scribe.block(html_of(first(element, "presentation"), scribe), headings=True)
        return Asked(None, text, tuple(scribe.losses))
    made = _made(item)
    told = item.feedback.whole(made)
    return Asked(settled(truth(replace(told, name=name, points=_points(item))), scribe), losses=tuple(scribe.losses))


def _made(item: Item) -> DraftQuestion:
    lists = [each for each in item.responses if local(each) == "response_lid"]
    if item.kind in _OPEN or (not lists and not any(item.right(each) or ranged(item, each) for each in item.responses)):
        return _open(item)
    if len(lists) == len(item.responses) and (len(lists) > 1 or item.kind == _SPELLINGS):
        return _several(item)
    if local(item.responses[0]) == "response_lid":
        if len(item.responses) > 1:
            beside = Counts(right_answers=sum(len(item.right(each)) for each in item.responses[1:]))
            item.scribe.lose("what is asked beside the first list of answers", "Make a question of each", beside)
        return _listed(item, item.responses[0])
    return typed(item)


def _points(item: Item) -> int:
    for field in below(item.element, "qtimetadatafield"):
        if said(first(field, "fieldlabel")).strip() in {"points_possible", "qmd_weighting"}:
            return points(said(first(field, "fieldentry")).strip(), item.scribe)
    return 1


def _open(item: Item) -> DraftQuestion:
    what = "a question for a file" if item.kind == "file_upload_question" else "an open question"
    item.scribe.lose(f"{what} is asked as a reflection, which is not scored")
    return DraftQuestion(kind="reflection", stem=stem(item, {}))


def _listed(item: Item, response: Element) -> DraftQuestion:
    """Return a choice or an ordering."""
    labels = list(below(response, "response_label"))
    if response.get("rcardinality", "").lower() == "ordered":
        by_ident = {each.get("ident", ""): each for each in labels}
        order = [value for value in item.right(response) if value in by_ident]
        if len(order) != len(labels):
            item.scribe.lose("the right order is not told for all items", "Put them in the right order")
        rest = [each for ident, each in by_ident.items() if ident not in order]
        options = tuple(DraftOption(words_of(each, item.scribe)) for each in [*(by_ident[value] for value in order), *rest])
        return DraftQuestion(kind="ordering", stem=stem(item, {}), options=options)
    told = worths(item.conditions, response.get("ident", ""))
    idents = {each.get("ident") for each in labels}
    if none := sum(worth > 0 and value not in idents for value, worth in told.items()):
        item.scribe.lose("a right answer that is none of the options", "Mark the right one with [x]", Counts(right_answers=none))
    several = response.get("rcardinality", "Single").lower() == "multiple"
    right = weights([told.get(each.get("ident", "")) for each in labels], several=several, scribe=item.scribe)
    options = tuple(
        DraftOption(words_of(each, item.scribe), key, item.feedback.of_value(each.get("ident", "")))
        for each, key in zip(labels, right, strict=True)
    )
    shuffle = next((each.get("shuffle", "") for each in below(response, "render_choice")), "").lower() != "no"
    return DraftQuestion(kind="choice", stem=stem(item, line_for(item, response)), options=options, shuffle=shuffle)


def _several(item: Item) -> DraftQuestion:
    """Return the question of several lists: gaps in a text, or sides to match."""
    text = said(first(item.element, "presentation"))
    if all(f"[{each.get('ident', '').removeprefix('response_')}]" in text for each in item.responses):
        return _gaps(item)
    pairs: list[DraftPair] = []
    used: set[str] = set()
    for response in item.responses:
        labels = {each.get("ident", ""): words_of(each, item.scribe) for each in below(response, "response_label")}
        side = words_of(response, item.scribe)
        right = [value for value in item.right(response) if value in labels]
        used.update(right)
        kept = len(right) if response.get("rcardinality", "").lower() == "multiple" else len(right[:1])
        if more := len(item.right(response)) - kept:
            what = f'right-hand sides of "{side[:40]}" beside the first, or that are not there'
            item.scribe.lose(what, "Write a pair for each", Counts(right_answers=more))
        if response.get("rcardinality", "").lower() == "multiple":
            pairs += [DraftPair(labels[value], side) for value in right]
        elif right:
            pairs.append(DraftPair(side or "…", labels[right[0]], item.feedback.of_response(response.get("ident", ""))))
        else:
            item.scribe.lose(f'no right-hand side belongs to "{side[:40]}"', "Write what belongs to it")
    every = {each.get("ident", ""): each for response in item.responses for each in below(response, "response_label")}
    spare = [words_of(each, item.scribe) for ident, each in every.items() if ident not in used]
    if any(response.get("rcardinality", "").lower() == "multiple" for response in item.responses):
        if spare:
            item.scribe.lose(f"what belongs to no group ({', '.join(spare)[:80]})", "Name a group for it")
    else:
        pairs += [DraftPair("", text) for text in spare if text]
    return DraftQuestion(kind="matching", stem=stem(item, {}), pairs=tuple(pairs))


def _gaps(item: Item) -> DraftQuestion:
    gaps = {}
    for position, response in enumerate(item.responses, 1):
        labels = {each.get("ident", ""): each for each in below(response, "response_label")}
        texts = {ident: _bare(each) for ident, each in labels.items()}
        right = [texts[value] for value in item.right(response) if value in texts]
        choices = item.kind != _SPELLINGS or any(each.get("answer_type") in _FIXED for each in labels.values())
        spellings = right if choices else [*right, *(text for text in texts.values() if text not in right)]
        wrong = [text for text in texts.values() if text not in spellings]
        if wrong:
            item.scribe.lose(
                f"the choices of gap {position} ({', '.join(wrong)[:80]}): the word is typed here", "Ask it with options"
            )
        if not right and spellings and not choices:
            item.scribe.lose(f"which spelling of gap {position} is right is not told; all are taken", "Look at them")
        if choices and (none := len(item.right(response)) - len(right)):
            item.scribe.lose(f"right answers of gap {position} that are not there", "Write them", Counts(right_answers=none))
        gaps[response.get("ident", "")] = item.scribe.held(words(spellings, item.scribe.lose) or "\\_\\_\\_")
    return DraftQuestion(kind="fill-in", stem=stem(item, gaps))


def _bare(label: Element) -> str:
    """Return the words of a label without their markup, as they can be typed."""
    return " ".join(re.sub(r"<[^<>]*>", " ", without(said(label))).split())
