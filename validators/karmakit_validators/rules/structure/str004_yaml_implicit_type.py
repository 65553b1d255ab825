"""A text in YAML is a text for every program that reads it."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from karmakit_schemas.course import Course, Place
from karmakit_schemas.findings import Edit, Fix, Severity
from karmakit_schemas.spans import Span
from karmakit_schemas.unread import UnreadError
from karmakit_validators.context import Context
from karmakit_validators.rule import Fault, Faults, Rule

# what YAML 1.1 reads as a truth value, an octal number, a number of minutes and seconds, a number with separators
RETYPED = (
    (re.compile(r"yes|no|on|off|y|n", re.IGNORECASE), "a yes or no"),
    (re.compile(r"[-+]?0[0-7_]+"), "an octal number"),
    (re.compile(r"[-+]?[1-9][0-9_]*(?::[0-5]?[0-9])+"), "a number of seconds"),
    (re.compile(r"[-+]?[1-9][0-9]*_[0-9_]*"), "a number"),
)
LONGEST = 20


def retyped(course: Course, context: Context) -> Faults:
    """Yield each text without quotes that YAML 1.2 reads as a text and YAML 1.1 as something else."""
    yield from _of_values(course.meta, course.places, context)
    for module in context.parsed.modules:
        yield from _of_values(module.meta, module.places, context)


def _of_values(meta: Any, places: Mapping[Place, Span], context: Context) -> Faults:
    for place, written, span in _plain(places, context):
        for pattern, what in RETYPED:
            if pattern.fullmatch(written) and _is_text(meta, place):
                fix = Fix("put it in quotes", (Edit(span, f'"{written}"'),), safe=True)
                yield Fault(
                    span, f"`{written}` is {what} to many programs that read YAML", f'Put it in quotes: "{written}"', fix=fix
                )


def _plain(places: Mapping[Place, Span], context: Context) -> Iterator[tuple[Place, str, Span]]:
    """Yield the short values with what stands for each in the file."""
    for place, span in places.items():
        if span.line == span.end_line and span.end_column - span.column <= LONGEST:
            yield place, context.lines(span.path)[span.line - 1][span.column - 1 : span.end_column - 1], span


def _is_text(meta: Any, place: Place) -> bool:
    """Say whether the format wants a text at a place; what could not be read has a finding of its own."""
    value = meta
    try:
        for part in place:
            value = getattr(value, part) if isinstance(part, str) and not isinstance(value, Mapping) else value[part]
    except (UnreadError, AttributeError, LookupError, TypeError):
        return False
    return isinstance(value, str)


RULE = Rule(Severity.warning, course=retyped, mends="safe")
