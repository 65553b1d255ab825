"""What the preparation of the parts of one document shares."""

from dataclasses import dataclass, field

from karmakit_build.importing.marks import Marks
from karmakit_build.importing.office.drawings import Drawings
from karmakit_build.importing.office.telling import Losses
from karmakit_build.importing.readers.docx.headings import Styles
from karmakit_build.importing.readers.docx.numbering import Numbering


@dataclass(frozen=True, slots=True)
class Preparing:
    """Its styles and lists, where drawings go and losses are told, and the numbers of paragraphs by their signs."""

    styles: Styles
    numbering: Numbering
    drawings: Drawings
    marks: Marks
    numbers: dict[str, int] = field(default_factory=dict)

    @property
    def losses(self) -> Losses:
        """Return where is told what was lost."""
        return self.drawings.losses
