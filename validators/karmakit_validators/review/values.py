"""What is told of a change: frozen values that know nothing of how they are shown.

Everything has two sides, `before` and `after`; None is a side on which it was not, or is no more.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from karmakit_schemas.spans import Span
from karmakit_validators.review.wording import Run, runs

Scalar = str | int | float | None
How = Literal["added", "removed", "moved", "changed"]
Kind = Literal[
    "block",
    "competency",
    "cue",
    "exception",
    "figure",
    "file",
    "link",
    "module",
    "objective",
    "option",
    "outcome",
    "question",
    "term",
    "unit",
]
KEY, KEY_WORDING = "key", "key_wording"
"""The names of values that tell what is right: another answer, or the right one in other words."""


@dataclass(frozen=True, slots=True)
class Value:
    """One value that is another one: `name` as the source writes it (`assessment.pass_mark`); `of` names one of several alike."""

    name: str
    before: Scalar
    after: Scalar
    of: str = ""

    @property
    def runs(self) -> tuple[Run, ...]:
        """Return the words of both sides, stretch by stretch; a number is one word."""
        return runs(_text(self.before), _text(self.after))


@dataclass(frozen=True, slots=True, kw_only=True)
class Thing:
    """Something as it stood on one side.

    `id` is its stable id, or a link's address, or a file's path, and empty where it has none; `text` what it says, or its title;
    `kind` what it is among its like (`paragraph`, `video`, `single`); `home` the module in which it stands, of a module the unit;
    `within` the directives round a block, from outside.
    """

    id: str = ""
    text: str = ""
    kind: str = ""
    home: str = ""
    within: tuple[str, ...] = ()
    span: Span | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """Something that is not as it was: added, removed, moved, renamed, with other values, or other `parts`."""

    kind: Kind
    before: Thing | None
    after: Thing | None
    moved: bool = False
    values: tuple[Value, ...] = ()
    parts: tuple["Change", ...] = ()

    @property
    def how(self) -> How:
        """Say in one word what happened; what was moved and changed too is `changed`, and `moved` says so."""
        if self.before is None:
            return "added"
        if self.after is None:
            return "removed"
        return "changed" if self.values or self.parts or self.is_renamed or not self.moved else "moved"

    @property
    def now(self) -> Thing:
        """Return the thing as it is; if it is no more, as it was."""
        found = self.after or self.before
        if found is None:
            raise ValueError("a change has at least one side")
        return found

    @property
    def is_renamed(self) -> bool:
        """Say whether the thing has another id than it had."""
        return bool(self.before and self.after and self.before.id != self.after.id)

    def value(self, name: str) -> Value | None:
        """Return the first value of a name, if it is another one."""
        return next((value for value in self.values if value.name == name), None)


@dataclass(frozen=True, kw_only=True)
class ModuleChanges:
    """What changed in one module: `itself` in the outline and its front-matter; `form` counts what is only written otherwise."""

    itself: Change
    objectives: tuple[Change, ...] = ()
    competencies: tuple[Change, ...] = ()
    questions: tuple[Change, ...] = ()
    blocks: tuple[Change, ...] = ()
    figures: tuple[Change, ...] = ()
    links: tuple[Change, ...] = ()
    form: int = 0

    @property
    def all(self) -> Iterator[Change]:
        """Yield every change in the module, the module itself first."""
        yield self.itself
        for changes in (self.objectives, self.competencies, self.questions, self.blocks, self.figures, self.links):
            yield from changes

    @property
    def is_empty(self) -> bool:
        """Say whether nothing changed but perhaps the form."""
        return all(is_nothing(change) for change in self.all)


@dataclass(frozen=True, kw_only=True)
class CourseChanges:
    """All that changed in a course, by module.

    `values` are those of `course.yml`. `files` are files that no module shows. `form` counts what is only written otherwise in
    `course.yml` and the glossary, by file. `unread` names the files that could not be read whole on either side.
    """

    is_new: bool = False
    values: tuple[Value, ...] = ()
    outcomes: tuple[Change, ...] = ()
    units: tuple[Change, ...] = ()
    modules: tuple[ModuleChanges, ...] = ()
    terms: tuple[Change, ...] = ()
    files: tuple[Change, ...] = ()
    exceptions: tuple[Change, ...] = ()
    form: tuple[tuple[str, int], ...] = ()
    unread: tuple[str, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Say whether nothing changed but perhaps the form."""
        own = (self.values, self.outcomes, self.units, self.terms, self.files, self.exceptions)
        return not any(own) and all(module.is_empty for module in self.modules)

    @property
    def forms(self) -> int:
        """Return how many places are only written otherwise."""
        return sum(number for _, number in self.form) + sum(module.form for module in self.modules)


def is_nothing(change: Change) -> bool:
    """Say whether both sides of a change are alike."""
    return bool(change.before and change.after) and not (change.moved or change.values or change.parts or change.is_renamed)


def differences(before: Mapping[tuple[str, str], Scalar], after: Mapping[tuple[str, str], Scalar]) -> tuple[Value, ...]:
    """Return the values, by name and `of`, that differ, in the order of the later side."""
    names = [*after, *(name for name in before if name not in after)]
    return tuple(
        Value(name, before.get((name, of)), after.get((name, of)), of)
        for name, of in names
        if before.get((name, of)) != after.get((name, of))
    )


def _text(value: Scalar) -> str:
    return "" if value is None else str(value)
