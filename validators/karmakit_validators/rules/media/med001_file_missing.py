"""Every file that a course shows is there."""

from posixpath import basename

from karmakit_schemas.findings import Severity
from karmakit_schemas.suggest import closest
from karmakit_validators.assets import everywhere
from karmakit_validators.context import Context
from karmakit_validators.rule import Fault, Faults, Rule


def missing(context: Context) -> Faults:
    """Yield each reference to a file that is not in the course, by its exact name, or that lies outside of it."""
    files = context.parsed.sources.files
    for reference in everywhere(context):
        if reference.path in files:
            continue
        if reference.path.startswith(("../", "/")):
            inside = f"media/{basename(reference.path)}"
            mend = f"Write `{inside}`" if inside in files else "Put the file into the course's media/ and name it there"
            yield Fault(reference.span, f"`{reference.address}` leads out of the course's folder", mend)
            continue
        near = next((path for path in files if path.casefold() == reference.path.casefold()), None)
        near = near or next(iter(closest(reference.path, files)), None)
        mend = f"Did you mean `{near}`?" if near else "Put the file there, or correct the name"
        yield Fault(reference.span, f"there is no file `{reference.path}`", mend)


RULE = Rule(Severity.error, gate=True, sources=missing)
