"""What the low-bandwidth edition has in place of a file is lighter than the file."""

from karmakit_schemas.findings import Severity
from karmakit_schemas.stand_ins import instead
from karmakit_validators.context import Context
from karmakit_validators.rule import Fault, Faults, Rule


def heavier(context: Context) -> Faults:
    """Yield each file in `media/lite/` that weighs as much as what it stands for, or more."""
    files = context.parsed.sources.files
    for path in context.media:
        other = instead(path, files)
        if other and len(files[other]) >= len(files[path]):
            message = f"the file is no lighter than `{path}`, for which it stands"
            yield Fault(context.whole(other), message, "Make it lighter, or delete it")


RULE = Rule(Severity.warning, sources=heavier)
