"""A picture has no more pixels than a screen shows."""

from karmakit_schemas.findings import Severity
from karmakit_validators.context import Context
from karmakit_validators.pictures import size
from karmakit_validators.rule import Fault, Faults, Rule

MOST = 2000


def too_large(context: Context) -> Faults:
    """Yield each picture of more than 2000 pixels on one side."""
    for path in context.media:
        measured = size(context.parsed.sources.files[path])
        if measured and max(measured) > MOST:
            message = f"the picture has {measured[0]} by {measured[1]} pixels; {MOST} on a side are more than any page shows"
            yield Fault(context.whole(path), message, "Scale it to 1600 pixels, or cut out what matters")


RULE = Rule(Severity.warning, sources=too_large)
