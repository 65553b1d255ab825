"""A rule as a record: how much its findings weigh, and the function that looks for the fault."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from karmakit_schemas.course import Course
from karmakit_schemas.findings import Fix, Kind, Severity
from karmakit_schemas.nodes import Node
from karmakit_schemas.spans import Span

if TYPE_CHECKING:
    from karmakit_validators.context import Context
    from karmakit_validators.page import Page

Layer = Literal["parse", "file", "course", "sources", "repository", "engine", "bundle", "browser", "vetting"]
Mends = Literal["no", "safe", "unsafe"]


@dataclass(frozen=True, slots=True)
class Fault:
    """What a rule found: where, what is wrong, the mend. The engine adds the rest from the rule's record and file name."""

    span: Span
    message: str
    help: str = ""
    kind: Kind = Kind.fail
    fix: Fix | None = None
    related: tuple[Span, ...] = field(default=())


Faults = Iterator[Fault]


@dataclass(frozen=True)
class Rule:
    """One rule; what it looks at says its layer.

    `visits` are functions by the kind of node they look at, so that one walk of a page serves all rules; `page` looks at one
    Markdown file, `course` at the whole, `sources` at the files as they are, `change` at the course as it was published and as it
    is now. A rule without a function is reported by `parse`, or, as `by` says, by the engine itself, by `verify`, which reads what
    was built (`bundle`), by `verify --browser`, which opens it, or by `vet`, which reads the records. `severity` is for the profile
    `publish`; a `gate` cannot be lowered or allowed. A rule is `whole` if it speaks of what a page or a course lacks: it is asked
    only where nothing of that was lost in reading; others are asked of the part that could be read. `mends` says what fixes the
    rule offers: none, such as never change what a course means (`safe`), or such as a person must look at (`unsafe`).
    """

    severity: Severity
    gate: bool = False
    visits: Mapping[str, Callable[[Node, "Page"], Faults]] = field(default_factory=dict)
    page: Callable[["Page"], Faults] | None = None
    course: "Callable[[Course, Context], Faults] | None" = None
    sources: "Callable[[Context], Faults] | None" = None
    change: "Callable[[Course, Course, Context], Faults] | None" = None
    by: Literal["parse", "engine", "bundle", "browser", "vetting"] = "parse"
    whole: bool = False
    mends: Mends = "no"

    @property
    def layer(self) -> Layer:
        """Return what the rule looks at."""
        if self.visits or self.page:
            return "file"
        if self.course:
            return "course"
        if self.sources:
            return "sources"
        if self.change:
            return "repository"
        return self.by
