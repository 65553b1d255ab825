"""Make questions of ours of an item in QTI 2: each interaction says what it is."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal

from karmakit_build.importing.draft import Counts, DraftOption, DraftPair, DraftQuestion, Lost
from karmakit_build.importing.gaps import amount, number, words
from karmakit_build.importing.inline_html import Media
from karmakit_build.importing.marks import without
from karmakit_build.importing.readers.qti.counting import counts_of_block, counts_of_item, interactions
from karmakit_build.importing.readers.qti.version_2.body import html_of, prompt
from karmakit_build.importing.readers.qti.version_2.declaring import Declared, declared
from karmakit_build.importing.readers.qti.version_2.feedback import Feedback
from karmakit_build.importing.scribe import Scribe
from karmakit_build.importing.settling import settled, truth, weights
from karmakit_build.importing.xml import below, inside, local, said
from karmakit_build.xml import Element

_GAPS = frozenset({"textEntryInteraction", "inlineChoiceInteraction"})
_NUMBERS = frozenset({"float", "integer"})
_MARK = "\\_\\_\\_"
_FEEDBACK = frozenset({"feedbackInline", "feedbackBlock"})


@dataclass(frozen=True, slots=True)
class Asked:
    """What came of an item: its questions, or a text where it asks nothing; and what was lost of it."""

    questions: tuple[DraftQuestion, ...]
    text: str
    losses: tuple[Lost, ...]


@dataclass(frozen=True)
class _Item:
    element: Element
    body: Element
    scribe: Scribe
    feedback: Feedback

    def stem(self, own: list[Element], marks: Mapping[Element, str], *, whole: bool) -> str:
        """Return the text of the item with the prompts of some interactions; `whole`: else these prompts alone."""

        def instead(element: Element) -> str | None:
            if element in marks:
                return marks[element]
            if element in own:
                return prompt(element, self.scribe)
            return "" if local(element).endswith("Interaction") else None

        if not whole:
            return self.scribe.block("".join(prompt(each, self.scribe) for each in own))
        return self.scribe.block(html_of(self.body, self.scribe, instead))


def asked(element: Element, path: str, media: Media) -> Asked:
    """Return what an item asks."""
    scribe = Scribe(path, f"line {element.sourceline}", media)
    name = " ".join(without(element.get("title", "") or element.get("identifier", "")).split())
    body = next(inside(element, "itemBody"), None)
    if body is None:
        scribe.lose("an item without a text", "Export it anew", counts_of_item(element))
        return Asked((), "", tuple(scribe.losses))
    item = _Item(element, body, scribe, Feedback(element, scribe))
    there = interactions(element)
    gaps = [each for each in there if local(each) in _GAPS]
    blocks = [each for each in there if local(each) not in _GAPS]
    if not there:
        return Asked((), scribe.block(html_of(body, scribe), headings=True), tuple(scribe.losses))
    made: list[DraftQuestion] = []
    if gaps:
        made.append(_gaps(item, gaps))
    for block in blocks:
        if local(block) in _MAKERS:
            made.append(_MAKERS[local(block)](item, block, not made))
        else:
            why = f"a question by `{local(block)}`"
            alone = [each for each in there if each.get("responseIdentifier") == block.get("responseIdentifier")] == [block]
            rights = len(declared(element, block).told) if alone else 0
            lost = counts_of_block(block, rights) if len(there) > 1 else counts_of_item(element)
            scribe.lose(f'{why} ("{name[:60]}")', "Ask it in another way; a picture stands by `::: figure`", lost)
    if len(made) > 1:
        scribe.lose(f"one item with {len(made)} questions in it; each stands by itself, the text before the first")
    told = [item.feedback.whole(question, last=position == len(made)) for position, question in enumerate(made, 1)]
    return Asked(tuple(settled(truth(replace(each, name=name)), scribe) for each in told), "", tuple(scribe.losses))


def _choice(item: _Item, interaction: Element, whole: bool) -> DraftQuestion:  # noqa: FBT001 - the makers are one type
    said_right = declared(item.element, interaction)
    choices = list(inside(interaction, "simpleChoice"))
    several = said_right.cardinality == "multiple"
    idents = [each.get("identifier", "") for each in choices]
    _tell_strange(item, said_right, idents)
    worths = [_worth(said_right, each) for each in idents]
    right = weights(worths, several=several, scribe=item.scribe)
    options = tuple(
        DraftOption(item.scribe.line(_without_feedback(each, item.scribe)), key, item.feedback.of_choice(each))
        for each, key in zip(choices, right, strict=True)
    )
    shuffle = interaction.get("shuffle", "false").lower() == "true"
    return DraftQuestion(kind="choice", stem=item.stem([interaction], {}, whole=whole), options=options, shuffle=shuffle)


def _tell_strange(item: _Item, said_right: Declared, idents: list[str]) -> None:
    """Tell of right answers that are none of the options."""
    if none := len(set(said_right.told) - set(idents)):
        item.scribe.lose("a right answer that is none of the options", "Mark the right one with [x]", Counts(right_answers=none))


def _worth(said_right: Declared, ident: str) -> Decimal | None:
    """Return what a value is worth: as it is mapped, else all of it where it is declared right."""
    if said_right.right and ident in said_right.right:
        return (
            max(said_right.worths.values(), default=Decimal(1))
            if said_right.cardinality != "multiple"
            else (said_right.worths.get(ident) or Decimal(1))
        )
    return said_right.worths.get(ident)


def _without_feedback(choice: Element, scribe: Scribe) -> str:
    return html_of(choice, scribe, lambda element: "" if local(element) in _FEEDBACK else None)


def _order(item: _Item, interaction: Element, whole: bool) -> DraftQuestion:  # noqa: FBT001 - the makers are one type
    right = declared(item.element, interaction).right
    choices = {each.get("identifier", ""): each for each in inside(interaction, "simpleChoice")}
    order = [value for value in right if value in choices]
    if set(order) != set(choices):
        item.scribe.lose("the right order is not told for all items", "Put them in the right order")
    order += [value for value in choices if value not in order]
    options = tuple(DraftOption(item.scribe.line(html_of(choices[each], item.scribe))) for each in order)
    return DraftQuestion(kind="ordering", stem=item.stem([interaction], {}, whole=whole), options=options)


def _match(item: _Item, interaction: Element, whole: bool) -> DraftQuestion:  # noqa: FBT001 - the makers are one type
    """Return pairs: of two sets, or of one (an association), whose first value stands left."""
    texts = {
        each.get("identifier", ""): item.scribe.line(html_of(each, item.scribe))
        for each in below(interaction, "simpleAssociableChoice")
    }
    told = [tuple(value.split()) for value in declared(item.element, interaction).positive]
    pairs = [(pair[0], pair[1]) for pair in told if len(pair) == 2 and set(pair) <= set(texts)]  # noqa: PLR2004 - a pair
    lefts = [left for left, _ in pairs]
    if len(set(lefts)) < len(lefts) and len({right for _, right in pairs}) == len(pairs):
        pairs = [(right, left) for left, right in pairs]
    elif len(set(lefts)) < len(lefts):
        item.scribe.lose("a left side has several right ones; it stands once for each", "Look at the pairs")
    if len(pairs) < len(told):
        gone = Counts(right_answers=len(told) - len(pairs))
        item.scribe.lose("a right pair whose sides are not both there", "Write the pair", gone)
    used = {ident for pair in pairs for ident in pair}
    sets = list(inside(interaction, "simpleMatchSet"))
    spare = [ident for ident in texts if ident not in used]
    firsts = {each.get("identifier", "") for each in below(sets[0])} if sets else set()
    for ident in [each for each in spare if each in firsts]:
        item.scribe.lose(f'"{texts[ident][:40]}" belongs to nothing, and stands on the left', "Name what belongs to it")
    if not sets:
        item.scribe.lose("pairs of one list: here the first of a pair stands left, the second right")
    made = [DraftPair(texts[left], texts[right]) for left, right in pairs]
    made += [DraftPair("", texts[ident]) for ident in spare if ident not in firsts]
    return DraftQuestion(kind="matching", stem=item.stem([interaction], {}, whole=whole), pairs=tuple(made))


def _open(item: _Item, interaction: Element, whole: bool) -> DraftQuestion:  # noqa: FBT001 - the makers are one type
    samples = Counts(right_answers=len(declared(item.element, interaction).told))
    item.scribe.lose("an open question is asked as a reflection, which is not scored", "", samples)
    return DraftQuestion(kind="reflection", stem=item.stem([interaction], {}, whole=whole))


def _gap_match(item: _Item, interaction: Element, whole: bool) -> DraftQuestion:  # noqa: FBT001, ARG001 - the makers are one type
    """Return the gaps of a text into which words are dragged: here they are typed."""
    texts = {each.get("identifier", ""): " ".join(said(each).split()) for each in below(interaction, "gapText")}
    told = declared(item.element, interaction).told
    right = {value.split()[1]: value.split()[0] for value in reversed(told) if " " in value}
    wrong = [text for ident, text in texts.items() if ident not in right.values()]
    item.scribe.lose(f"the words to drag are typed here{f'; wrong ones were {chr(44).join(wrong)[:60]}' if wrong else ''}")
    marks: dict[Element, str] = {}
    for gap in below(interaction, "gap"):
        made = (
            words([texts[ident]], item.scribe.lose) if (ident := right.get(gap.get("identifier", ""))) in texts and ident else None
        )
        if made is None:
            item.scribe.lose("a gap without an answer", "Write the gap as [[word]]")
        marks[gap] = item.scribe.held(made or _MARK)
    placed = {each.get("identifier", "") for each in below(interaction, "gap")}
    if more := len(told) - sum(gap in placed and ident in texts for gap, ident in right.items()):
        item.scribe.lose("words that belong to a gap beside the first", "Write them into the gap", Counts(right_answers=more))
    marks |= dict.fromkeys(below(interaction, "gapText", "gapImg"), "")

    def instead(element: Element) -> str | None:
        if element is interaction:
            return prompt(element, item.scribe) + html_of(element, item.scribe, instead)
        return "" if local(element) == "prompt" else marks.get(element)

    return DraftQuestion(kind="fill-in", stem=item.scribe.block(html_of(item.body, item.scribe, instead)))


def _gaps(item: _Item, gaps: list[Element]) -> DraftQuestion:
    if len(gaps) == 1 and local(gaps[0]) == "inlineChoiceInteraction":
        return _one_inline(item, gaps[0])
    said_right = [declared(item.element, each) for each in gaps]
    numbers = all(each.base in _NUMBERS and each.best and number(each.best[0]) is not None for each in said_right)
    marks: dict[Element, str] = {}
    for position, (gap, right) in enumerate(zip(gaps, said_right, strict=True), 1):
        made = _number(item, right) if numbers else _words(item, gap, right, position)
        if made is None:
            item.scribe.lose("a gap without an answer that can be typed; it is a line in the text", "Write the gap as [[word]]")
        marks[gap] = item.scribe.held(made or _MARK)
    case = not numbers and any(each.case and each.worths for each in said_right)
    kept = case and not any(_one_case(each.best) for each in said_right)
    return DraftQuestion(kind="numeric" if numbers else "fill-in", stem=item.stem([], marks, whole=True), case=kept)


def _one_case(spellings: list[str]) -> bool:
    """Return whether spellings differ by their capital letters alone: then these do not matter."""
    return len({each.casefold() for each in spellings}) < len(spellings)


def _number(item: _Item, right: Declared) -> str | None:
    if len(right.told) > 1:
        more = Counts(right_answers=len(right.told) - 1)
        item.scribe.lose("all numbers but the first right one", "Widen its tolerance, or ask another question", more)
    value = number(right.best[0])
    return amount(value) if value is not None else None


def _words(item: _Item, gap: Element, right: Declared, position: int) -> str | None:
    if local(gap) == "inlineChoiceInteraction":
        texts = {each.get("identifier", ""): " ".join(said(each).split()) for each in inside(gap, "inlineChoice")}
        wrong = ", ".join(text for ident, text in texts.items() if ident not in right.positive)
        item.scribe.lose(f"the choices of gap {position} ({wrong[:80]}): the word is typed here", "Ask it with options")
        _tell_strange(item, right, list(texts))
        return words((texts[each] for each in right.told if each in texts), item.scribe.lose)
    for spelling in right.worths:
        if spelling not in right.best:
            item.scribe.lose(
                f'the spelling "{spelling[:60]}", which was right in part',
                "Accept it whole",
                Counts(right_answers=int(right.worths[spelling] > 0)),
            )
    return words(right.best, item.scribe.lose)


def _one_inline(item: _Item, gap: Element) -> DraftQuestion:
    """Return the choice that stands in a text; a line stands in its place."""
    said_right = declared(item.element, gap)
    choices = list(inside(gap, "inlineChoice"))
    _tell_strange(item, said_right, [each.get("identifier", "") for each in choices])
    right = weights([_worth(said_right, each.get("identifier", "")) for each in choices], several=False, scribe=item.scribe)
    options = tuple(
        DraftOption(item.scribe.line(html_of(each, item.scribe)), key, item.feedback.of_choice(each))
        for each, key in zip(choices, right, strict=True)
    )
    return DraftQuestion(kind="choice", stem=item.stem([], {gap: item.scribe.held(_MARK)}, whole=True), options=options)


_MAKERS: Mapping[str, Callable[[_Item, Element, bool], DraftQuestion]] = {
    "choiceInteraction": _choice,
    "orderInteraction": _order,
    "matchInteraction": _match,
    "associateInteraction": _match,
    "extendedTextInteraction": _open,
    "gapMatchInteraction": _gap_match,
}
