"""Bring in one foreign file or folder: find its reader, make the course, count what came out, write all of it or nothing."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from karmakit_authoring.parse import parse
from karmakit_build.importing.assembling import course_files, id_of
from karmakit_build.importing.dead_links import led_on
from karmakit_build.importing.draft import Counts, Draft, Lost
from karmakit_build.importing.kinds import kind_of, names
from karmakit_build.importing.readers import reader
from karmakit_schemas.errors import UnusableInputError, UsageError
from karmakit_schemas.parsed import Parsed
from karmakit_schemas.questions import FillIn, Matching, Numeric, Question
from karmakit_schemas.sources import Sources

SHORTEST_ID = 3
UNKNOWN = "at places that are not known"
"""What a line says that no reader told, but only the sum."""


@dataclass(frozen=True, slots=True)
class Brought:
    """A course made of a foreign file: its files, the draft with what was lost, and what is in it now."""

    files: Mapping[str, bytes]
    draft: Draft
    counts: Counts
    reader: str


def bring(path: Path, identifier: str, kind: str | None = None, language: str | None = None) -> Brought:
    """Return the course that a file or folder holds; raises `UnusableInputError` or `UsageError` in one line.

    `kind` names a reader, else the file is asked; `language` is said where the source does not say it.
    """
    if id_of(identifier) != identifier or len(identifier) < SHORTEST_ID:
        raise UsageError(
            f"`{identifier}` can be no id of a course; name the folder in small ASCII letters, digits and hyphens, such as rti-2"
        )
    name = kind or kind_of(path)
    if name is None:
        raise UnusableInputError(f"{path}: no reader knows this; say what it is with --from ({', '.join(names())})")
    try:
        return _brought(path, identifier, name, language)
    except RecursionError:
        raise UnusableInputError(f"{path}: is nested deeper than any course is; divide it, or save it anew") from None


def _brought(path: Path, identifier: str, name: str, language: str | None) -> Brought:
    draft = reader(name).read(path)
    if not any(unit.modules for unit in draft.units):
        raise UnusableInputError(f"{path}: there is nothing in it that a course could hold")
    if language:
        draft = replace(draft, language=language)
    files = course_files(draft, identifier, path.name)
    parsed = parse(Sources(identifier, files))
    files, dead = led_on(files, parsed)
    counts = counted(parsed)
    draft = replace(draft, losses=(*draft.losses, *dead))
    return Brought(files, replace(draft, losses=(*draft.losses, *_untold(draft, counts, path.name))), counts, name)


def _untold(draft: Draft, now: Counts, path: str) -> Iterator[Lost]:
    """Yield a line for each kind of thing of which more is missing than was told, so that nothing is lost silently."""
    there, here, told = asdict(draft.counts), asdict(now), asdict(told_of(draft.losses))
    for name, number in there.items():
        if (missing := number - here[name] - told[name]) > 0:
            what = f"{missing} of the {number} {name.replace('_', ' ')} in it, {UNKNOWN}"
            yield Lost(path, "", what, "Compare the course with the source", Counts(**{name: missing}))


def told_of(losses: Iterable[Lost]) -> Counts:
    """Return how much of what is counted is told as lost."""
    return sum((lost.counts for lost in losses), Counts())


def counted(parsed: Parsed) -> Counts:
    """Return what a course holds, as it is read."""
    questions = [question for module in parsed.modules for question in module.questions]
    kinds = [node.kind for module in parsed.modules for node in module.body.walk()]
    pairs = sum(isinstance(question, Matching) for question in questions)
    return Counts(
        headings=kinds.count("heading"),
        pictures=kinds.count("image") + kinds.count("figure"),
        tables=kinds.count("table") - pairs,  # that of a matching question is its answers
        questions=len(questions) + kinds.count("reflection"),
        right_answers=sum(map(_right, questions)),
    )


def _right(asked: Question) -> int:
    """Return how many right answers a question has: keys, pairs, accepted spellings."""
    match asked:
        case Matching():
            return sum(pair.left is not None for pair in asked.pairs)
        case FillIn():
            return sum(len(blank.accepted) for blank in asked.blanks)
        case Numeric():
            return len(asked.blanks)
        case _:
            return sum(getattr(option, "correct", False) for option in asked.options)
