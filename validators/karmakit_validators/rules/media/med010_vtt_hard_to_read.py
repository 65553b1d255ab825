"""Captions can be read while they stand."""

from karmakit_schemas.findings import Severity
from karmakit_schemas.spans import Span
from karmakit_schemas.text import graphemes
from karmakit_validators.context import Context
from karmakit_validators.rule import Fault, Faults, Rule
from karmakit_validators.vtt import cues

LINES, LETTERS, PER_SECOND = 2, 42, 25


def hard_to_read(context: Context) -> Faults:
    """Yield each caption of more than two lines, with a line over 42 letters, or gone before one can read it."""
    for path in context.text_files:
        if not path.lower().endswith(".vtt"):
            continue
        for cue in cues(context.lines(path)):
            sizes = [graphemes(line) for line in cue.text]
            span = Span(path, cue.line, 1, cue.line, cue.width + 1)
            if len(sizes) > LINES:
                yield Fault(span, f"the caption has {len(sizes)} lines", f"Keep it to {LINES}")
            elif sizes and max(sizes) > LETTERS:
                yield Fault(span, f"a line of the caption has {max(sizes)} letters", f"Keep it to {LETTERS}")
            elif cue.end > cue.start and sum(sizes) / (cue.end - cue.start) > PER_SECOND:
                yield Fault(
                    span,
                    f"the caption of {sum(sizes)} letters stands {cue.end - cue.start:.1f} s",
                    "Let it stand longer, or shorten it",
                )


RULE = Rule(Severity.warning, sources=hard_to_read)
