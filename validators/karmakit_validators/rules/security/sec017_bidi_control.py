"""No invisible marks that make text show in another order than it stands."""

from karmakit_schemas.findings import Edit, Fix, Severity
from karmakit_schemas.spans import Span
from karmakit_validators.context import Context
from karmakit_validators.rule import Fault, Faults, Rule

OVERRIDES = {0x202A: "LRE", 0x202B: "RLE", 0x202D: "LRO", 0x202E: "RLO"}
ISOLATES = {0x2066: "LRI", 0x2067: "RLI", 0x2068: "FSI"}
END = 0x2069
FIRST = "\u202a"


def bidi(context: Context) -> Faults:
    """Yield each embedding and override, and each isolate that its line does not close."""
    for path in context.text_files:
        for number, line in enumerate(context.lines(path), 1):
            if line.isascii() or max(line) < FIRST:
                continue
            open_isolates: list[int] = []
            for column, character in enumerate(line, 1):
                point = ord(character)
                span = Span(path, number, column, number, column + 1)
                if point in OVERRIDES:
                    message = f"{OVERRIDES[point]} (U+{point:04X}) shows the text in another order than it stands"
                    yield Fault(span, message, "Delete it; for words of another direction use <bdi>", fix=_without(span))
                elif point in ISOLATES:
                    open_isolates.append(column)
                elif point == END and open_isolates:
                    open_isolates.pop()
            for column in open_isolates:
                span = Span(path, number, column, number, column + 1)
                mend = "Close it with U+2069, or use <bdi>"
                yield Fault(span, "an isolate is opened and not closed in its line", mend, fix=_without(span))


def _without(span: Span) -> Fix:
    """Return the fix that deletes a mark; a person must look, since the text then shows in another order."""
    return Fix("delete the mark", (Edit(span, ""),))


RULE = Rule(Severity.error, gate=True, sources=bidi, mends="unsafe")
