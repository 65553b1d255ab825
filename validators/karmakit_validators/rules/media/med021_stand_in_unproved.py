"""What browsers show in place of a picture is known to be the same picture."""

from karmakit_schemas.findings import Severity
from karmakit_schemas.marks import made_from
from karmakit_schemas.stand_ins import beside
from karmakit_validators.context import Context
from karmakit_validators.rule import Fault, Faults, Rule


def unproved(context: Context) -> Faults:
    """Yield each WebP beside a picture that `karmakit media` did not make."""
    files = context.parsed.sources.files
    for path in context.media:
        other = beside(path, files)
        if other and made_from(files[other]) is None:
            message = f"learners see the file in place of `{path}`, and nothing tells that it is the same picture"
            mend = "Run `karmakit media`, which makes it from the picture; give a picture of its own another name"
            yield Fault(context.whole(other), message, mend)


RULE = Rule(Severity.warning, sources=unproved)
