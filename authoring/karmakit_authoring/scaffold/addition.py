"""What is to be added to a course: new files, and insertions into files that it has."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from karmakit_schemas.findings import Edit


@dataclass(frozen=True, slots=True)
class Addition:
    """New files by their paths in the course, and edits of others; `id` names what is added, for who is told of it."""

    id: str
    files: Mapping[str, str] = field(default_factory=dict)
    edits: tuple[Edit, ...] = ()
