"""The changed words of a text, by Unicode's rules for words: a Devanagari syllable is never torn apart."""

from functools import cache
from typing import Any, NamedTuple

from karmakit_validators.review.align import matched

LEAST_SHARED = 0.3
"""Share of common words below which two texts are told one after the other, and not mixed."""
LONGEST = 20_000
"""Characters above which a text is told whole."""


class Run(NamedTuple):
    """A stretch of a text on both sides: equal where nothing changed, empty on one where words came or went."""

    before: str
    after: str

    @property
    def is_same(self) -> bool:
        """Say whether both sides read the same."""
        return self.before == self.after


def runs(before: str, after: str) -> tuple[Run, ...]:
    """Return two texts stretch by stretch: what is the same, and what stands in the place of what."""
    if not before or not after or before == after or max(len(before), len(after)) > LONGEST:
        return (Run(before, after),) if before or after else ()
    one, other = words(before), words(after)
    same = matched(one, other)
    if _share(one, other, same) < LEAST_SHARED:
        return (Run(before, after),)
    found: list[Run] = []
    start = (0, 0)
    for end in [*_without_lone_gaps(one, same), (len(one), len(other))]:
        if start[0] < end[0] or start[1] < end[1]:
            found.append(Run("".join(one[start[0] : end[0]]), "".join(other[start[1] : end[1]])))
        if end[0] < len(one):
            found.append(Run(one[end[0]], other[end[1]]))
        start = end[0] + 1, end[1] + 1
    return tuple(_joined(found))


def words(text: str) -> list[str]:
    """Return the words of a text and all that stands between them: together they are the text."""
    return [part for part in _boundary().split(text) if part]


def _without_lone_gaps(one: list[str], same: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Leave out spaces between changed words: a changed phrase is told as one, not word by word."""
    kept: list[tuple[int, int]] = []
    for number, (before, after) in enumerate(same):
        follows = number > 0 and same[number - 1] == (before - 1, after - 1)
        leads = number + 1 < len(same) and same[number + 1] == (before + 1, after + 1)
        at_edge = before == 0 and after == 0
        if one[before].isspace() and not follows and not leads and not at_edge:
            continue
        kept.append((before, after))
    return kept


def _share(one: list[str], other: list[str], same: list[tuple[int, int]]) -> float:
    weight = sum(len(one[before].strip()) for before, _ in same)
    total = sum(len(part.strip()) for part in (*one, *other))
    return 2 * weight / total if total else 1.0


def _joined(found: list[Run]) -> list[Run]:
    """Join neighbours of one kind."""
    joined: list[Run] = []
    for run in found:
        if joined and joined[-1].is_same == run.is_same:
            last = joined.pop()
            run = Run(last.before + run.before, last.after + run.after)  # noqa: PLW2901 - it takes its neighbour in
        joined.append(run)
    return joined


@cache
def _boundary() -> Any:
    """Return the pattern of a boundary between words (UAX 29); `regex` is slow to import, and wanted only here."""
    import regex  # noqa: PLC0415 - the same

    return regex.compile(r"(?V1w)\b")
