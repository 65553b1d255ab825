"""A picture has no more pixels than a screen shows."""

from karmakit_schemas.findings import Severity
from karmakit_validators.bandwidth import limits
from karmakit_validators.context import Context
from karmakit_validators.pictures import size
from karmakit_validators.rule import Fault, Faults, Rule


def too_large(context: Context) -> Faults:
    """Yield each picture of more pixels on one side than the course allows, 2000 unless it says otherwise."""
    most = limits(context.parsed.part.meta.budgets).pixels
    for path in context.media:
        measured = size(context.parsed.sources.files[path])
        if measured and max(measured) > most:
            message = f"the picture has {measured[0]} by {measured[1]} pixels; {most} on a side are more than any page shows"
            yield Fault(context.whole(path), message, "Run `karmakit media`, or cut out what matters")


RULE = Rule(Severity.warning, sources=too_large)
