"""Keywords are a few, and each says something that the others and the title do not."""

import re

from karmakit_schemas.course import Course
from karmakit_schemas.findings import Edit, Fix, Severity
from karmakit_schemas.spans import Span
from karmakit_validators.context import Context
from karmakit_validators.page import spoken
from karmakit_validators.rule import Fault, Faults, Rule

FEWEST, MOST = 3, 10
_BETWEEN = re.compile(r"\s*,\s*|\s*\n\s*-\s+")


def unfit(course: Course, context: Context) -> Faults:
    """Yield keywords that are too few or too many, each that stands twice, and each that is the title; a course may have none."""
    keywords = course.meta.keywords
    if not keywords:
        return
    if not FEWEST <= len(keywords) <= MOST:
        span = course.place("keywords", min(len(keywords) - 1, MOST))
        yield Fault(span, f"the course has {len(keywords)} keywords", f"Name {FEWEST} to {MOST}, as learners would search for them")
    seen: dict[str, int] = {}
    for index, keyword in enumerate(keywords):
        said, span = spoken(keyword), course.place("keywords", index)
        if said in seen:
            fix = _without(course.place("keywords", index - 1), span, keyword, context)
            first = course.place("keywords", seen[said])
            yield Fault(span, f"the keyword `{keyword}` stands twice", "Take one away", fix=fix, related=(first,))
        elif said == spoken(course.meta.title):
            yield Fault(span, f"the keyword `{keyword}` is the title", "The title is searched anyway: name what it does not say")
        seen.setdefault(said, index)


def _without(before: Span, span: Span, keyword: str, context: Context) -> Fix | None:
    """Return the fix that takes a keyword away with what parts it from the one before; None if anything else stands between."""
    gap = Span(span.path, before.end_line, before.end_column, span.line, span.column)
    if _BETWEEN.fullmatch(_text(gap, context.lines(span.path))) is None:
        return None
    cut = Span(span.path, before.end_line, before.end_column, span.end_line, span.end_column)
    return Fix(f"take the second `{keyword}` away", (Edit(cut, ""),), safe=True)


def _text(span: Span, lines: tuple[str, ...]) -> str:
    if span.line == span.end_line:
        return lines[span.line - 1][span.column - 1 : span.end_column - 1]
    inner = lines[span.line : span.end_line - 1]
    return "\n".join((lines[span.line - 1][span.column - 1 :], *inner, lines[span.end_line - 1][: span.end_column - 1]))


RULE = Rule(Severity.info, course=unfit, mends="safe")
