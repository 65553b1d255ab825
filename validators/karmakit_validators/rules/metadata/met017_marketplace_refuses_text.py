"""The texts on the card fit the forms of the marketplace."""

from karmakit_schemas.course import Course
from karmakit_schemas.findings import Severity
from karmakit_schemas.spans import Span
from karmakit_schemas.text import graphemes
from karmakit_validators.context import Context
from karmakit_validators.rule import Fault, Faults, Rule

SHORTEST, LONGEST = 10, 70
SHORTEST_MODULE = 5
LEAST = 3  # letters; of a title with fewer MET001 speaks
LONGEST_SUBTITLE, LONGEST_PROVIDER = 1000, 500


def refused(course: Course, _context: Context) -> Faults:
    """Yield each text that iGOT's forms refuse and that no other rule tells; they count UTF-16 code units, not letters."""
    meta = course.meta
    size = _units(meta.title)
    if size < SHORTEST and graphemes(meta.title) >= LEAST:
        yield Fault(course.place("title"), f"iGOT takes no title under {SHORTEST} characters, and counts {size}", "Say more in it")
    elif size > LONGEST >= graphemes(meta.title):  # and of one with more
        yield Fault(course.place("title"), f"iGOT takes a title of {LONGEST} characters, and counts {size}", "Shorten it")
    yield from _long(meta.subtitle or "", course.place("subtitle"), LONGEST_SUBTITLE)
    yield from _long(meta.provider, course.place("provider"), LONGEST_PROVIDER)
    for module in course.modules:
        size = _units(module.meta.title)
        if size < SHORTEST_MODULE and graphemes(module.meta.title) >= LEAST:
            span = module.place("title")
            yield Fault(span, f"iGOT takes no title under {SHORTEST_MODULE} characters, and counts {size}", "Say more in it")


def _long(text: str, span: Span, most: int) -> Faults:
    if _units(text) > most:
        yield Fault(span, f"iGOT takes {most} characters here, and counts {_units(text)}", "Shorten it")


def _units(text: str) -> int:
    """Return how many UTF-16 code units a text has, which is what the forms count."""
    return len(text.encode("utf-16-le")) // 2


RULE = Rule(Severity.warning, course=refused)
