"""Titles fit the places where they stand."""

from karmakit_schemas.course import Course
from karmakit_schemas.findings import Severity
from karmakit_schemas.spans import Span
from karmakit_schemas.text import graphemes
from karmakit_validators.context import Context
from karmakit_validators.rule import Fault, Faults, Rule

SHORTEST, LONGEST = 3, 70


def length(course: Course, _context: Context) -> Faults:
    """Yield each title of course, unit or module that is too short to say anything or too long for a card."""
    titles = [(course.meta.title, course.place("title"))]
    titles += [(unit.title, course.place("units", i, "title")) for i, unit in enumerate(course.meta.units)]
    titles += [(module.meta.title, module.place("title")) for module in course.modules]
    for title, span in titles:
        yield from _fault(title, span)


def _fault(title: str, span: Span) -> Faults:
    size = graphemes(title)
    if size > LONGEST:
        yield Fault(span, f"the title has {size} letters; a library card shows {LONGEST}", "Shorten it, the telling words first")
    elif size < SHORTEST:
        yield Fault(span, f"the title `{title}` says too little", "Say what it is about")


RULE = Rule(Severity.warning, course=length)
