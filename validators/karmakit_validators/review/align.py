"""What of two sequences is the same, touched up or moved; what is found does not hang on which of them is the earlier."""

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterator, Sequence
from typing import NamedTuple, TypeVar

from karmakit_validators.published import ALIKE, likeness

T = TypeVar("T")
MOST_CELLS = 250_000
"""Comparisons of one alignment; beyond it, a good alignment is taken for the best."""
MOST_LIKENESSES = 20_000
TOUCHED_UP = 0.4
"""Share of common words from which on a text between the same neighbours is the same one, touched up."""


class Pair(NamedTuple):
    """The places of one thing in two sequences; None where it is not."""

    before: int | None
    after: int | None
    moved: bool = False


def matched(before: Sequence[str], after: Sequence[str]) -> list[tuple[int, int]]:
    """Return the places of a longest common subsequence, of long sequences of a long one."""
    if list(before) > list(after):  # one direction for both: then there and back find the same
        return [(one, other) for other, one in matched(after, before)]
    head = 0
    while head < min(len(before), len(after)) and before[head] == after[head]:
        head += 1
    tail = 0
    while tail < min(len(before), len(after)) - head and before[-1 - tail] == after[-1 - tail]:
        tail += 1
    middle = _middle(before[head : len(before) - tail], after[head : len(after) - tail])
    ends = [(len(before) - tail + place, len(after) - tail + place) for place in range(tail)]
    return [*((place, place) for place in range(head)), *((one + head, other + head) for one, other in middle), *ends]


def _middle(before: Sequence[str], after: Sequence[str]) -> list[tuple[int, int]]:
    if len(before) * len(after) <= MOST_CELLS:
        return _best(len(before), len(after), lambda one, other: float(before[one] == after[other]))
    found: list[tuple[int, int]] = []
    start = (0, 0)
    for end in [*_anchors(before, after), (len(before), len(after))]:
        gap = before[start[0] : end[0]], after[start[1] : end[1]]
        if 0 < len(gap[0]) * len(gap[1]) <= MOST_CELLS:
            inner = _best(len(gap[0]), len(gap[1]), lambda one, other, gap=gap: float(gap[0][one] == gap[1][other]))  # type: ignore[misc]  # bound at once
            found += [(one + start[0], other + start[1]) for one, other in inner]
        if end[0] < len(before):
            found.append(end)
        start = end[0] + 1, end[1] + 1
    return found


def _anchors(before: Sequence[str], after: Sequence[str]) -> list[tuple[int, int]]:
    """Return a longest ascending row of pairs, the first of equal ones with the first, the second with the second."""
    places = {numbered: place for place, numbered in enumerate(_numbered(after))}
    pairs = [(one, places[numbered]) for one, numbered in enumerate(_numbered(before)) if numbered in places]
    ends: list[int] = []
    last: list[int] = []
    back: list[int | None] = []
    for number, (_, other) in enumerate(pairs):
        at = bisect_left(ends, other)
        back.append(last[at - 1] if at else None)
        ends[at : at + 1] = [other]
        last[at : at + 1] = [number]
    found: list[tuple[int, int]] = []
    step = last[-1] if last else None
    while step is not None:
        found.append(pairs[step])
        step = back[step]
    return found[::-1]


def _numbered(texts: Sequence[Hashable]) -> Iterator[tuple[Hashable, int]]:
    seen: Counter[Hashable] = Counter()
    for text in texts:
        yield text, seen[text]
        seen[text] += 1


def _best(rows: int, columns: int, weigh: Callable[[int, int], float]) -> list[tuple[int, int]]:
    """Return the pairs, ascending on both sides, whose weights come to the most; what weighs nothing is no pair."""
    weights = [[weigh(row, column) for column in range(columns)] for row in range(rows)]
    total = [[0.0] * (columns + 1) for _ in range(rows + 1)]
    for row in range(rows - 1, -1, -1):
        here, below, mine = total[row], total[row + 1], weights[row]
        for column in range(columns - 1, -1, -1):
            skip = max(below[column], here[column + 1])
            take = mine[column] + below[column + 1] if mine[column] else 0.0
            here[column] = max(take, skip)
    found: list[tuple[int, int]] = []
    row = column = 0
    while row < rows and column < columns:
        weight = weights[row][column]
        if weight and total[row][column] == weight + total[row + 1][column + 1]:
            found.append((row, column))
            row, column = row + 1, column + 1
        elif total[row + 1][column] >= total[row][column + 1]:
            row += 1
        else:
            column += 1
    return found


def aligned(before: Sequence[str], after: Sequence[str], bags: tuple[Sequence[Counter[str]], Sequence[Counter[str]]]) -> list[Pair]:
    """Return what stands where: the same, touched up, moved (and perhaps touched up), added and removed, in the later order.

    `before` and `after` say what is the same, `bags` hold the words of each.
    """
    anchors = matched(before, after)
    pairs = dict(anchors)
    start = (0, 0)
    for end in [*anchors, (len(before), len(after))]:
        pairs |= _alike(range(start[0], end[0]), range(start[1], end[1]), before, after, bags)
        start = end[0] + 1, end[1] + 1
    moves = _moves(before, after, pairs, bags)
    return _in_order(len(before), len(after), pairs, moves)


def _alike(
    rows: range,
    columns: range,
    before: Sequence[str],
    after: Sequence[str],
    bags: tuple[Sequence[Counter[str]], Sequence[Counter[str]]],
) -> dict[int, int]:
    """Return what was touched up between two neighbours that are the same."""
    if not 0 < len(rows) * len(columns) <= MOST_LIKENESSES:
        return {}
    if [before[row] for row in rows] > [after[column] for column in columns]:
        return {row: column for column, row in _alike(columns, rows, after, before, (bags[1], bags[0])).items()}

    def weigh(row: int, column: int) -> float:
        share = likeness(bags[0][rows[row]], bags[1][columns[column]])
        return share if share >= TOUCHED_UP else 0.0

    return {rows[row]: columns[column] for row, column in _best(len(rows), len(columns), weigh)}


def _moves(
    before: Sequence[str],
    after: Sequence[str],
    pairs: dict[int, int],
    bags: tuple[Sequence[Counter[str]], Sequence[Counter[str]]],
) -> dict[int, int]:
    """Return what is left on both sides and the same, or nearly so, at another place."""
    gone = [place for place in range(len(before)) if place not in pairs]
    come = sorted(set(range(len(after))) - set(pairs.values()))
    there = {numbered: come[place] for place, numbered in enumerate(_numbered([after[place] for place in come]))}
    numbers = zip(gone, _numbered([before[place] for place in gone]), strict=True)
    found = {place: there[numbered] for place, numbered in numbers if numbered in there}
    gone = [place for place in gone if place not in found]
    come = [place for place in come if place not in set(found.values())]
    if len(gone) * len(come) > MOST_LIKENESSES:
        return found
    ranked = sorted(
        (-share, min(before[one], after[other]), max(before[one], after[other]), one, other)
        for one in gone
        for other in come
        if (share := likeness(bags[0][one], bags[1][other])) >= ALIKE
    )
    for _, _, _, one, other in ranked:
        if one not in found and other not in found.values():
            found[one] = other
    return found


def _in_order(rows: int, columns: int, pairs: dict[int, int], moves: dict[int, int]) -> list[Pair]:
    """Return all in the later order; what is no more stands after what it stood after."""
    ranked: list[tuple[tuple[int, int], Pair]] = []
    last = -1
    for row in range(rows):
        if row in pairs:
            last = pairs[row]
            ranked.append(((last, -1), Pair(row, last)))
        elif row in moves:
            ranked.append(((moves[row], -1), Pair(row, moves[row], moved=True)))
        else:
            ranked.append(((last, row), Pair(row, None)))
    known = {*pairs.values(), *moves.values()}
    ranked += [((column, -1), Pair(None, column)) for column in range(columns) if column not in known]
    return [pair for _, pair in sorted(ranked, key=lambda each: each[0])]


def paired(before: Sequence[T], after: Sequence[T], *keys: Callable[[T], Hashable]) -> list[tuple[T | None, T | None]]:
    """Pair things by the first key, what is left by the next, and so on; of equal ones the first with the first.

    A key of None pairs nothing. They come in the later order, and after them what is no more.
    """
    partner: dict[int, int] = {}
    for key in keys:
        waiting: dict[Hashable, list[int]] = defaultdict(list)
        for place, thing in enumerate(before):
            if place not in partner.values() and (told := key(thing)) is not None:
                waiting[told].append(place)
        for place, thing in enumerate(after):
            told = key(thing)
            if place not in partner and told is not None and waiting[told]:
                partner[place] = waiting[told].pop(0)
    kept: list[tuple[T | None, T | None]] = [
        (before[partner[place]] if place in partner else None, thing) for place, thing in enumerate(after)
    ]
    taken = set(partner.values())
    return [*kept, *((thing, None) for place, thing in enumerate(before) if place not in taken)]


def moved(before: Sequence[str], after: Sequence[str]) -> frozenset[str]:
    """Return the ids that are in both sequences, and not in the order that most of them kept."""
    common = set(before) & set(after)
    one, other = ([name for name in names if name in common] for names in (before, after))
    kept = {one[place] for place, _ in matched(one, other)}
    return frozenset(common - kept)
