"""Make as many of some fixes as leave a course what it was: all of them, or those that can be found in so many tries."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from karmakit_authoring.parse import Reader, parse
from karmakit_authoring.rereading import rereading
from karmakit_schemas.findings import Edit, Fix
from karmakit_schemas.parsed import Parsed
from karmakit_schemas.sources import Sources
from karmakit_validators.edits import edited
from karmakit_validators.identity import keeps_records

MOST_TRIES = 200


@dataclass(slots=True)
class Tries:
    """How many tries are `left` to find the fixes that may be made: a course in which many may not must end too.

    `keeps` says whether the course after some fixes is still what it was before them. What a fix does not touch is the very module
    that it was, since one reader reads for all tries.
    """

    keeps: Callable[[Parsed, Parsed], bool] = keeps_records
    left: int = MOST_TRIES
    reader: Reader = field(default_factory=rereading)

    def read(self, sources: Sources) -> Parsed:
        """Return a course, read."""
        return parse(sources, self.reader)

    def kept(self, before: Parsed, fixes: Sequence[Fix]) -> tuple[tuple[Fix, ...], Parsed]:
        """Return the fixes that can be made together, and the course after them."""
        after = self._after(before, fixes) if fixes else None
        if after:
            return tuple(fixes), after
        kept = self._halved(before, fixes, ())
        return kept, (self._after(before, kept) if kept else None) or before

    def _halved(self, before: Parsed, fixes: Sequence[Fix], chosen: tuple[Fix, ...]) -> tuple[Fix, ...]:
        """Return `chosen` and those of the fixes that can be made with them; `fixes` together cannot."""
        half = len(fixes) // 2
        for part in (fixes[:half], fixes[half:]):
            if part and self.left:
                self.left -= 1
                if self._after(before, (*chosen, *part)):
                    chosen = (*chosen, *part)
                elif len(part) > 1:
                    chosen = self._halved(before, part, chosen)
        return chosen

    def _after(self, before: Parsed, fixes: Sequence[Fix]) -> Parsed | None:
        """Return the course after fixes; None if it would not be what it was."""
        edits: list[Edit] = [edit for fix in fixes for edit in fix.edits]
        sources = edited(before.sources, edits)
        parsed = self.read(sources) if sources else None
        return parsed if parsed and self.keeps(before, parsed) else None
