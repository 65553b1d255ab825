"""A course has a licence that others know."""

from karmakit_schemas.course import Course
from karmakit_schemas.findings import Severity
from karmakit_schemas.suggest import did_you_mean
from karmakit_validators.context import Context
from karmakit_validators.rule import Fault, Faults, Rule

KNOWN = frozenset(
    [
        "CC-BY-4.0",
        "CC-BY-SA-4.0",
        "CC-BY-NC-4.0",
        "CC-BY-NC-SA-4.0",
        "CC-BY-ND-4.0",
        "CC-BY-NC-ND-4.0",
        "CC0-1.0",
        "CC-BY-3.0",
        "CC-BY-SA-3.0",
        "CC-BY-NC-3.0",
        "CC-BY-NC-SA-3.0",
        "CC-BY-3.0-IGO",
        "CC-BY-NC-SA-3.0-IGO",
        "CC-BY-SA-3.0-IGO",
        "CC-BY-2.5-IN",
        "GODL-India",
        "GODL-India-1.0",
        "NGL-1.0",
        "OGL-UK-3.0",
        "PDDL-1.0",
        "ODC-By-1.0",
        "ODbL-1.0",
        "MIT",
        "Apache-2.0",
        "GFDL-1.3-only",
        "GFDL-1.3-or-later",
    ]
)


def unknown(course: Course, _context: Context) -> Faults:
    """Yield a licence that is neither in SPDX's list for content nor India's own."""
    licence = course.meta.licence
    if licence not in KNOWN and not licence.startswith("LicenseRef-"):
        mend = did_you_mean(licence, KNOWN) or "Write CC-BY-4.0, GODL-India or another SPDX name; LicenseRef-… for your own"
        yield Fault(course.place("licence"), f"`{licence}` is no known licence", mend)


RULE = Rule(Severity.error, gate=True, course=unknown)
