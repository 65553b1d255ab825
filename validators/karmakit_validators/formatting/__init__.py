"""One canonical form of a course's source: a diff then shows what changed in content, and nothing else."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from karmakit_authoring.parse import parse
from karmakit_schemas.findings import Edit, Fix
from karmakit_schemas.parsed import Parsed
from karmakit_schemas.sources import Sources
from karmakit_validators.context import Context
from karmakit_validators.edits import Together
from karmakit_validators.formatting import blocks, directives, inlines, keys, spaces, tables
from karmakit_validators.identity import keeps_records
from karmakit_validators.making import Tries
from karmakit_validators.vetting.subject import contents

ROUNDS = 5
Pass = Callable[[Context], Iterator[tuple[Edit, ...]]]
PASSES: tuple[Pass, ...] = (keys.edits, spaces.edits, blocks.edits, inlines.edits, directives.edits, tables.edits)


@dataclass(frozen=True, slots=True)
class Formatted:
    """A course in its canonical form; `left` are files in which something stays as it was, since it would mean another thing."""

    sources: Sources
    left: tuple[str, ...] = ()


def formatted(sources: Sources) -> Formatted | None:
    """Return a course in its canonical form; None where it cannot be read whole, for then nobody knows what a change would mean.

    Byte order marks and line ends stay as they are.
    """
    parsed, tries = parse(sources), Tries(_means_the_same)
    if not _is_whole(parsed):
        return None
    left: frozenset[str] = frozenset()
    for _ in range(ROUNDS):
        before, left = parsed, frozenset()
        for each in PASSES:
            together = Together(parsed.sources)
            fixes = [Fix("", edits, safe=True) for edits in each(Context(parsed)) if together.take(edits)]
            made, parsed = tries.kept(parsed, fixes)
            left |= {fix.edits[0].span.path for fix in fixes if fix not in made}
        if parsed.sources.digest == before.sources.digest:
            break
    return Formatted(parsed.sources, tuple(sorted(left)))


def _is_whole(parsed: Parsed) -> bool:
    return parsed.course is not None and parsed.complete and not parsed.lossy


def _means_the_same(before: Parsed, after: Parsed) -> bool:
    """Say whether a course means after edits what it meant before, and is no worse to read."""
    if not _is_whole(after) or len(after.findings) > len(before.findings) or not keeps_records(before, after):
        return False
    return _meaning(after) == _meaning(before)


def _meaning(parsed: Parsed) -> list[tuple[str, str]]:
    return [(content.name, content.semantic) for content in contents(parsed)]
