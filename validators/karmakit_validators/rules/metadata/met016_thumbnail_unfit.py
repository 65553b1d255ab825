"""A course has a picture that fits a library card."""

from karmakit_schemas.course import Course
from karmakit_schemas.findings import Severity
from karmakit_validators.context import Context
from karmakit_validators.pictures import size
from karmakit_validators.rule import Fault, Faults, Rule

WIDE, HIGH = 16, 9
SLACK = 0.03
SMALLEST = 265
BUDGET = 1_000_000


def unfit(course: Course, context: Context) -> Faults:
    """Yield a thumbnail that is missing, of another ratio than 16:9, too small or too heavy."""
    path = course.meta.thumbnail
    if path is None:
        yield Fault(course.place("title"), "the course has no thumbnail", "Add thumbnail: media/thumbnail.png, 16:9, 1280 by 720")
        return
    data = context.parsed.sources.files.get(path)
    if data is None:
        return  # MED001 says so
    span = course.place("thumbnail")
    if len(data) > BUDGET:
        yield Fault(span, f"the thumbnail weighs {len(data) // 1000:,} kB", "Make it lighter than 1 MB: the platform refuses more")
    measured = size(data)
    if measured:
        width, height = measured
        if abs(width / height * HIGH / WIDE - 1) > SLACK:
            yield Fault(span, f"the thumbnail is {width} by {height}, not 16:9", "Cut it to 16:9, for instance 1280 by 720")
        elif width < SMALLEST:
            yield Fault(span, f"the thumbnail is only {width} pixels wide", "Make it 1280 by 720")


RULE = Rule(Severity.warning, course=unfit)
