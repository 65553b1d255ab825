"""What learners see in place of a picture or a film is made from the one that the course has now."""

from karmakit_schemas.findings import Severity
from karmakit_schemas.marks import is_stale
from karmakit_schemas.stand_ins import stand_ins
from karmakit_validators.context import Context
from karmakit_validators.rule import Fault, Faults, Rule


def stale(context: Context) -> Faults:
    """Yield each file that `karmakit media` made from an earlier content of the file it stands for."""
    files = context.parsed.sources.files
    for path in context.media:
        for other in stand_ins(path, files):
            if is_stale(files[other], files[path]):
                message = f"the file was made from another `{path}` than there is now, and learners would see the old one"
                yield Fault(context.whole(other), message, "Run `karmakit media`, which makes it anew, or delete it")


RULE = Rule(Severity.error, gate=True, sources=stale)
