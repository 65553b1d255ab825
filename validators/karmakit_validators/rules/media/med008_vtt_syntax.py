"""Caption files are WebVTT."""

import re

from karmakit_schemas.findings import Edit, Fix, Severity
from karmakit_schemas.spans import Span
from karmakit_validators.context import Context
from karmakit_validators.rule import Fault, Faults, Rule
from karmakit_validators.vtt import is_timing, syntax_faults

SUBRIP = re.compile(r"(?:\d{2,}:)?[0-5]?\d:[0-5]\d[,.]\d{3}")


def syntax(context: Context) -> Faults:
    """Yield each line of a caption file that the WebVTT grammar does not know."""
    for path in context.text_files:
        if path.lower().endswith(".vtt"):
            for span, message, mend in syntax_faults(path, context.lines(path)):
                yield Fault(span, message, mend, fix=_times(span, context.lines(path)[span.line - 1]))


def _times(span: Span, line: str) -> Fix | None:
    """Return a line of times as WebVTT writes it, where commas for points and a missing nought are all that is wrong."""
    written = SUBRIP.sub(lambda match: match[0].replace(",", ".").zfill(9), line)
    return Fix(f"Write `{written.strip()}`", (Edit(span, written),)) if written != line and is_timing(written) else None


RULE = Rule(Severity.error, sources=syntax, mends="unsafe")
