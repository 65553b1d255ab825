"""What changed in the text of a module, block by block."""

from collections.abc import Sequence

from karmakit_validators.published import words
from karmakit_validators.review.align import aligned
from karmakit_validators.review.facts import Facts
from karmakit_validators.review.values import Change, Thing, differences, is_nothing
from karmakit_validators.review.writing import Block, source

Side = tuple[Sequence[Block], Sequence[str]]
"""The blocks of a text, and the lines of its file."""


def text_changes(before: Side, after: Side) -> tuple[list[Change], int]:
    """Return the blocks that are not as they were, in the later order, and how many are only written otherwise."""
    was, now = ([block.thing for block in side[0]] for side in (before, after))
    keys = [[_key(block) for block in side] for side in (was, now)]
    bags = [words(block.text) for block in was], [words(block.text) for block in now]
    found: list[Change] = []
    form = 0
    for one, other, wandered in aligned(keys[0], keys[1], bags):
        old = was[one] if one is not None else None
        new = now[other] if other is not None else None
        change = Change(kind="block", before=old, after=new, moved=wandered, values=differences(_facts(old), _facts(new)))
        if not is_nothing(change):
            found.append(change)
        elif one is not None and other is not None and before[0][one].exact == after[0][other].exact:
            form += source(before[1], was[one].span) != source(after[1], now[other].span)
    return found, form


def _key(block: Thing) -> str:
    return "\0".join([block.kind, *block.within, block.id, block.text])


def _facts(block: Thing | None) -> Facts:
    if block is None:
        return {}
    facts: Facts = {("text", ""): block.text, ("kind", ""): block.kind}
    if block.within:
        facts["within", ""] = ", ".join(block.within)
    if block.id:
        facts["id", ""] = block.id
    return facts
