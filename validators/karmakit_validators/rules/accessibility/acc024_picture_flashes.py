"""No picture flashes so fast that it can bring about a seizure."""

from karmakit_schemas.findings import Kind, Severity
from karmakit_validators.context import Context
from karmakit_validators.flashes import TooLargeError, flashes
from karmakit_validators.pictures import is_animated
from karmakit_validators.rule import Fault, Faults, Rule


def flashing(context: Context) -> Faults:
    """Yield each animated GIF, PNG or WebP in `media/` that flashes more than three times in a second."""
    mend = "Take it out, or make the change slower than three times a second"
    for path in context.media:
        data = context.parsed.sources.files[path]
        if not is_animated(data):
            continue
        try:
            if flashes(data):
                yield Fault(context.whole(path), "the picture flashes more than three times a second", mend)
        except TooLargeError:
            message = "the picture moves and is too large to be looked at frame by frame"
            yield Fault(context.whole(path), message, "Look whether it flashes, or save it smaller", Kind.needs_human)


RULE = Rule(Severity.error, gate=True, sources=flashing)
