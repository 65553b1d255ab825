"""The keys of `course.yml` and of front-matter stand in the order of the format; a comment goes with the key below it."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from karmakit_schemas.course import CourseFile, FrontMatter
from karmakit_schemas.findings import Edit
from karmakit_schemas.spans import Span
from karmakit_validators.context import Context

COURSE = "course.yml"
FENCE = "---"
_KEY = re.compile(r"([A-Za-z_][A-Za-z0-9_]*):(?:[ \t]|$)")


@dataclass(frozen=True, slots=True)
class _Block:
    """A key with all its lines, and the comments right above it."""

    key: str
    lines: tuple[str, ...]


def edits(context: Context) -> Iterator[tuple[Edit, ...]]:
    """Yield the edits that put the keys of each file in order; what is not plain keys at the margin stays as it is."""
    yield from _ordered(COURSE, context.lines(COURSE), 0, tuple(CourseFile.model_fields))
    for page in context.pages:
        if page.module and page.lines[:1] == (FENCE,):
            end = next((number for number, line in enumerate(page.lines[1:], 1) if line.rstrip() == FENCE), 0)
            yield from _ordered(page.path, page.lines[:end], 1, tuple(FrontMatter.model_fields))


def _ordered(path: str, lines: Sequence[str], first: int, order: Sequence[str]) -> Iterator[tuple[Edit, ...]]:
    while lines and not lines[-1].strip():
        lines = lines[:-1]
    blocks = _blocks(lines[first:])
    if not blocks or {block.key for block in blocks} - set(order):
        return
    there = [order.index(block.key) for block in blocks]
    if there != sorted(there):
        new = [line for _, block in sorted(zip(there, blocks, strict=True), key=lambda pair: pair[0]) for line in block.lines]
        yield (Edit(Span(path, first + 1, 1, len(lines), len(lines[-1]) + 1), "\n".join(new)),)


def _blocks(lines: Sequence[str]) -> list[_Block]:
    """Return the keys at the margin with their lines; none if a line is neither a key's nor a comment's."""
    blocks: list[_Block] = []
    waiting: list[str] = []
    for line in lines:
        found = _KEY.match(line)
        if found:
            blocks.append(_Block(found[1], (*waiting, line)))
            waiting = []
        elif not line.strip() or line.startswith("#"):
            waiting.append(line)
        elif blocks and line[0] in " \t-]}":
            last = blocks[-1]
            blocks[-1] = _Block(last.key, (*last.lines, *waiting, line))
            waiting = []
        else:
            return []
    if waiting and blocks:
        blocks[-1] = _Block(blocks[-1].key, (*blocks[-1].lines, *waiting))
    return blocks
