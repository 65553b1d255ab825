"""A language tag says the script where a language has several."""

from karmakit_schemas.course import Course
from karmakit_schemas.findings import Severity
from karmakit_schemas.spans import Span
from karmakit_validators.context import Context
from karmakit_validators.rule import Fault, Faults, Rule

SCRIPTS = {
    "ks": ("ks-Arab", "ks-Deva"),
    "sd": ("sd-Deva", "sd-Arab"),
    "mni": ("mni-Mtei", "mni-Beng"),
    "sat": ("sat-Olck", "sat-Deva"),
    "pa": ("pa-Guru", "pa-Arab"),
    "kok": ("kok-Deva", "kok-Latn", "kok-Knda"),
}
SCRIPT_LENGTH = 4
NO_REGIONS = frozenset({"uk", "eng"})


def ambiguous(course: Course, _context: Context) -> Faults:
    """Yield each tag whose script or region cannot be told."""
    yield from _fault(course.meta.language, course.place("language"))
    for tag in course.meta.translations:
        yield from _fault(tag, course.place("translations", tag))


def _fault(tag: str, span: Span) -> Faults:
    primary, *rest = tag.split("-")
    scripts = SCRIPTS.get(primary.lower())
    if scripts and not any(len(part) == SCRIPT_LENGTH and part.isalpha() for part in rest):
        yield Fault(span, f"`{tag}` does not say the script", f"Write {' or '.join(scripts)}")
    for part in rest:
        if part.lower() in NO_REGIONS:
            mend = "Write en-GB or en-IN" if primary.lower() == "en" else f"Write {primary}, or {primary}-IN"
            yield Fault(span, f"`{part}` is no region of a language tag", mend)


RULE = Rule(Severity.error, course=ambiguous)
