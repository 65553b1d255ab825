"""One canonical form of a course's source: a diff then shows what changed in content, and nothing else."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from karmakit_schemas.course import Module
from karmakit_schemas.findings import Edit, Fix
from karmakit_schemas.parsed import Parsed
from karmakit_schemas.sources import Sources
from karmakit_schemas.unread import is_whole
from karmakit_validators.context import GLOSSARY, Context
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


def formatted(sources: Sources, only: str | None = None) -> Formatted | None:
    """Return a course in its canonical form, or one file of it; None where that cannot be read whole.

    Nobody knows what a change of such a text would mean. The other modules of a course may be in any state where `only` one file is
    asked for: a module, the glossary or `course.yml`. Byte order marks and line ends stay as they are.
    """
    tries = Tries(_Same(only).means)
    parsed = tries.read(sources)
    if not _is_whole(parsed, only):
        return None
    # mostly all can be made at once, and often there is nothing to make
    fixes = _fixes(PASSES, _context(parsed, only), only)
    if not fixes:
        return Formatted(sources)
    _, parsed = tries.kept(parsed, fixes)
    # then one by one, so that an edit which is refused holds up no other at its place
    context = _context(parsed, only)
    left: frozenset[str] = frozenset()
    for _ in range(ROUNDS):
        before, left = parsed.sources, frozenset()
        for each in PASSES:
            fixes = _fixes((each,), context, only)
            if fixes:
                made, parsed = tries.kept(parsed, fixes)
                left |= {fix.edits[0].span.path for fix in fixes if fix not in made}
                context = _context(parsed, only)
        if parsed.sources == before:
            break
    return Formatted(parsed.sources, tuple(sorted(left)))


def _context(parsed: Parsed, only: str | None) -> Context:
    """Return what the passes look at: all, or no module but the one that is asked for."""
    return Context(parsed if only is None else replace(parsed, modules=_of(parsed, only)))


def _fixes(passes: Iterable[Pass], context: Context, only: str | None) -> list[Fix]:
    """Return the edits of some passes that can be made together, each group as a fix, file by file."""
    together = Together(context.parsed.sources)
    found = (edits for each in passes for edits in each(context) if only in {None, edits[0].span.path})
    return sorted((Fix("", edits, safe=True) for edits in found if together.take(edits)), key=lambda fix: fix.edits[0].span)


def _of(parsed: Parsed, path: str) -> tuple[Module, ...]:
    return tuple(module for module in parsed.modules if module.path == path)


def _is_whole(parsed: Parsed, only: str | None) -> bool:
    if only is None:
        return parsed.course is not None and parsed.complete and not parsed.lossy
    if not is_whole(parsed.part.meta) or only in parsed.lossy or only not in parsed.sources.files:
        return False
    return only in {keys.COURSE, GLOSSARY} or any(is_whole(module.meta) for module in _of(parsed, only))


@dataclass(frozen=True, slots=True)
class _Same:
    """Whether a course means after edits what it meant before; a module is measured once for each way in which it was read."""

    only: str | None
    measured: dict[int, tuple[Module, str]] = field(default_factory=dict)

    def means(self, before: Parsed, after: Parsed) -> bool:
        """Say whether it means the same, and is no worse to read."""
        if not _is_whole(after, self.only) or len(after.findings) > len(before.findings) or not keeps_records(before, after):
            return False
        if [module.path for module in before.modules] != [module.path for module in after.modules]:
            return False
        changed = [at for at, module in enumerate(after.modules) if module is not before.modules[at]]
        return self._meaning(after, changed) == self._meaning(before, changed)

    def _meaning(self, parsed: Parsed, changed: Sequence[int]) -> list[str]:
        """Return the meaning of `course.yml` with the glossary, and of the modules at some places."""
        modules = [parsed.modules[at] for at in changed]
        unknown = tuple(module for module in modules if id(module) not in self.measured)
        course, *found = contents(replace(parsed, modules=unknown))
        # the module stays with its meaning: its identity could else become another's
        self.measured.update({id(module): (module, one.semantic) for module, one in zip(unknown, found, strict=True)})
        return [course.semantic, *(self.measured[id(module)][1] for module in modules)]
