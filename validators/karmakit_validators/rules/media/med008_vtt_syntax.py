"""Caption files are WebVTT."""

from karmakit_schemas.findings import Severity
from karmakit_validators.context import Context
from karmakit_validators.rule import Fault, Faults, Rule
from karmakit_validators.vtt import syntax_faults


def syntax(context: Context) -> Faults:
    """Yield each line of a caption file that the WebVTT grammar does not know."""
    for path in context.text_files:
        if path.lower().endswith(".vtt"):
            for fault in syntax_faults(path, context.lines(path)):
                yield Fault(*fault)


RULE = Rule(Severity.error, sources=syntax)
