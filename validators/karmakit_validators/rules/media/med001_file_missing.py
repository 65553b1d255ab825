"""Every file that a course shows is there."""

from posixpath import basename, dirname, relpath
from urllib.parse import quote

from karmakit_schemas.findings import Edit, Fix, Severity
from karmakit_schemas.suggest import closest
from karmakit_validators.assets import Reference, everywhere
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
            fix = _instead(reference, inside) if inside in files else None
            yield Fault(reference.span, f"`{reference.address}` leads out of the course's folder", mend, fix=fix)
            continue
        near = next((path for path in files if path.casefold() == reference.path.casefold()), None)
        near = near or next(iter(closest(reference.path, files)), None)
        mend = f"Did you mean `{near}`?" if near else "Put the file there, or correct the name"
        yield Fault(reference.span, f"there is no file `{reference.path}`", mend, fix=_instead(reference, near) if near else None)


def _instead(reference: Reference, path: str) -> Fix | None:
    """Return the address of another file in the place of this one, where the address stands there as it is."""
    span = reference.span
    if span.line != span.end_line or span.end_column - span.column != len(reference.address) or set(reference.address) & set("?#"):
        return None
    folder = dirname(span.path)
    written = relpath(path, folder) if folder and reference.address.startswith(("./", "../")) else path
    address = quote(written, safe="/._-~") if span.path.endswith(".md") else written
    return Fix(f"Write `{address}`", (Edit(span, address),))


RULE = Rule(Severity.error, gate=True, sources=missing, mends="unsafe")
