"""Mend what findings know how to mend: edits round by round until nothing changes, and never a key or an id."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from karmakit_schemas.findings import Finding, Fix
from karmakit_schemas.parsed import Parsed
from karmakit_schemas.sources import Sources
from karmakit_validators.edits import Together
from karmakit_validators.making import Tries

ROUNDS = 10
Look = Callable[[Parsed], tuple[Finding, ...]]


@dataclass(frozen=True, slots=True)
class Mended:
    """A mended course: its files, how many fixes were made, what is still found, and whether it came to rest."""

    sources: Sources
    fixes: int
    left: tuple[Finding, ...]
    settled: bool

    @property
    def findings(self) -> int:
        """Return how many findings there were: those that were mended and those that are left."""
        return self.fixes + len(self.left)


def mend(sources: Sources, look: Look, *, unsafe: bool = False) -> Mended:
    """Apply the safe fixes of all that `look` finds, the unsafe ones too if asked for.

    Of fixes that overlap the first by place is made; then the course is read and looked at again, until nothing changes, at most
    `ROUNDS` times. A fix after which a key, a code or an id were another, or less of the course could be read, is not made.
    """
    made, tries = 0, Tries()
    parsed = tries.read(sources)
    found = look(parsed)
    for _ in range(ROUNDS):
        fixes, after = tries.kept(parsed, _together(parsed.sources, found, unsafe=unsafe))
        if not fixes:
            return Mended(parsed.sources, made, found, settled=True)
        parsed, made = after, made + len(fixes)
        found = look(parsed)
    more, _ = tries.kept(parsed, _together(parsed.sources, found, unsafe=unsafe))
    return Mended(parsed.sources, made, found, settled=not more)


def mendable(findings: Iterable[Finding], *, unsafe: bool = False) -> int:
    """Return how many findings have a safe fix; or, if asked for, an unsafe one."""
    return sum(finding.fix.safe is not unsafe for finding in findings if finding.fix)


def _together(sources: Sources, found: Iterable[Finding], *, unsafe: bool) -> tuple[Fix, ...]:
    """Return the fixes that can be made in one round."""
    together = Together(sources)
    fixes = [finding.fix for finding in found if finding.fix and (unsafe or finding.fix.safe)]
    return tuple(fix for fix in fixes if together.take(fix.edits))
