"""No text waits to be written."""

import re

from karmakit_schemas.course import Course
from karmakit_schemas.findings import Severity
from karmakit_validators.context import Context
from karmakit_validators.lexicon import hits
from karmakit_validators.page import Page
from karmakit_validators.prose import of_value
from karmakit_validators.rule import Fault, Faults, Rule

MARKS = re.compile(r"(?<![A-Za-z0-9_])(?:TODO|TBD|TBC|FIXME)(?![A-Za-z0-9_])|\?\?\?+|<<[^<>\n]{1,60}>>")
WITHIN = re.compile(r"to\s+be\s", re.IGNORECASE)
EDGE = ("", "(", "[", ")", "]", ":", "-")
HINTS = ("todo", "tbd", "tbc", "fixme", "???", "<<")
MEND = "Write it, or take it out"


def in_page(page: Page) -> Faults:
    """Yield each `TODO`, `lorem ipsum` and `your text here` that a learner would read."""
    for prose, match in hits(page, "placeholder"):
        if not _stands_alone(prose.text, match):
            continue
        yield Fault(prose.place(match.start(), match.end()), f"`{match[0]}` waits to be written", MEND)
    if any(hint in page.lowered for hint in HINTS):
        for prose in page.texts:
            for match in MARKS.finditer(prose.text):
                yield Fault(prose.place(match.start(), match.end()), f"`{match[0]}` waits to be written", MEND)


def _stands_alone(text: str, match: re.Match[str]) -> bool:
    """Say whether `to be written` is all that is said, in a block or in brackets; within a sentence it is plain English."""
    before, after = text[: match.start()].rstrip(), text[match.end() :].lstrip(" .…")
    return not WITHIN.match(match[0]) or (before[-1:] in EDGE and after[:1] in EDGE)


def in_course_file(course: Course, context: Context) -> Faults:
    """Yield the same from the texts of `course.yml`."""
    meta = course.meta
    values = [(text, course.place(key)) for key in ("title", "subtitle", "summary") if (text := getattr(meta, key))]
    values += [(unit.title, course.place("units", i, "title")) for i, unit in enumerate(meta.units)]
    pattern = context.words.pattern("placeholder")
    for text, span in values:
        prose = of_value("course", text, span, context.lines(span.path))
        for match in (*MARKS.finditer(text), *(pattern.finditer(text) if pattern else ())):
            if _stands_alone(text, match):
                yield Fault(prose.place(match.start(), match.end()), f"`{match[0]}` waits to be written", MEND)


RULE = Rule(Severity.error, gate=True, page=in_page, course=in_course_file)
