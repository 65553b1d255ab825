"""The YAML block at the head of a module."""

import re
from typing import NamedTuple

from karmakit_authoring.faults import FRONT_MATTER_MISSING, INVALID_YAML
from karmakit_authoring.source_text import SourceText
from karmakit_schemas.findings import Finding

FENCE = re.compile(r"---[ \t]*$")
END = re.compile(r"(?:---|\.\.\.)[ \t]*$")
MEND = "Begin the file with a line `---`, then title, kind, duration, objectives and competencies, then a line `---`"


class FrontMatterBlock(NamedTuple):
    """Where the YAML stands (offsets), and the line (from 0) on which the text begins."""

    start: int
    end: int
    body: int


def front_matter(source: SourceText, findings: list[Finding]) -> FrontMatterBlock | None:
    """Return where the front-matter stands; None, and a finding, if there is none."""
    if not FENCE.match(source.line(0)):
        findings.append(_missing(source))
        return None
    for line in range(1, len(source.starts)):
        if END.match(source.line(line)):
            return FrontMatterBlock(source.starts[1], source.starts[line], line + 1)
    message = "the front-matter is not closed"
    findings.append(INVALID_YAML.at(source.line_span(0), message, "Put a line `---` after its last key"))
    return None


def _missing(source: SourceText) -> Finding:
    """Return the finding of a module that does not begin with front-matter."""
    if not source.text.strip():
        return FRONT_MATTER_MISSING.at(source.span(0, 0), "the file is empty", MEND)
    first = next(line for line in range(len(source.starts)) if source.line(line).strip())
    if FENCE.match(source.line(first).strip()):
        message, mend = "something stands before the front-matter", "Let `---` be the very first line, without spaces before it"
        return FRONT_MATTER_MISSING.at(source.span(0, source.line_end(first)), message, mend)
    return FRONT_MATTER_MISSING.at(source.line_span(first), "the front-matter is missing", MEND)
