"""What came of one document of QTI."""

from dataclasses import dataclass

from karmakit_build.importing.draft import Lost
from karmakit_build.importing.quizzes import Group


@dataclass(frozen=True, slots=True)
class Found:
    """The groups of questions of a document, and what was lost of it."""

    groups: tuple[Group, ...]
    losses: tuple[Lost, ...]
