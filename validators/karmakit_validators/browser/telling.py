"""A finding of the browser layer, with the name and weight of its rule."""

from karmakit_schemas.findings import Finding
from karmakit_schemas.spans import Span
from karmakit_validators.catalogue import by_code


def told(code: str, message: str, path: str, mend: str) -> Finding:
    """Return a finding about a file of the bundle."""
    entry = by_code()[code]
    return Finding(code, entry.name, message, Span(path), entry.rule.severity, mend, entry.rule.gate)
