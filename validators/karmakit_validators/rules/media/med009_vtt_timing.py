"""Captions come in the order in which things are said."""

from karmakit_schemas.findings import Severity
from karmakit_schemas.spans import Span
from karmakit_validators.context import Context
from karmakit_validators.rule import Fault, Faults, Rule
from karmakit_validators.vtt import cues


def timing(context: Context) -> Faults:
    """Yield each cue that ends before it begins, or begins before the one above it."""
    for path in context.text_files:
        if not path.lower().endswith(".vtt"):
            continue
        before = -1.0
        for cue in cues(context.lines(path)):
            span = Span(path, cue.line, 1, cue.line, cue.width + 1)
            if cue.end <= cue.start:
                yield Fault(span, "the caption ends before it begins", "Correct the times")
            elif cue.start < before:
                yield Fault(span, "the caption begins before the one above it", "Put the captions in order")
            before = max(before, cue.start)


RULE = Rule(Severity.error, sources=timing)
