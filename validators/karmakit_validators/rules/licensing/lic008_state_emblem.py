"""The State Emblem of India is shown by those who may."""

from karmakit_schemas.course import Course
from karmakit_schemas.findings import Kind, Severity
from karmakit_schemas.nodes import Node
from karmakit_schemas.spans import Span
from karmakit_validators.context import Context
from karmakit_validators.page import Page
from karmakit_validators.rule import Fault, Faults, Rule

PERMISSION = ("permission", "permitted", "authoris", "authoriz", "अनुमति", "अनुज्ञा", "प्राधिकृत")
MESSAGE = "the picture calls itself the State Emblem of India, and no credit names a permission"
MEND = "Take another picture, or credit it in course.yml and name the permission under source or licence"


def in_text(node: Node, page: Page) -> Faults:
    """Yield a picture whose file name, alternative text or caption names the emblem."""
    source = node.attrs.get("src", "")
    if _names(f"{node.attrs.get('alt', '')}\n{source}\n{node.plain()}", page.context):
        yield from _fault(page.context.resolve(page.path, source), page.head(node), page.context)


def in_course(course: Course, context: Context) -> Faults:
    """Yield the course's logo and thumbnail whose file names name the emblem."""
    for path, span in ((course.meta.theme.logo, course.place("theme", "logo")), (course.meta.thumbnail, course.place("thumbnail"))):
        if path and _names(path, context):
            yield from _fault(path, span, context)


def _names(told: str, context: Context) -> bool:
    return context.words.says("state_emblem", told.replace("-", " ").replace("_", " ").replace("/", " . "))


def _fault(path: str, span: Span, context: Context) -> Faults:
    credited = [credit for credit in context.parsed.part.meta.credits if credit.file == path]
    if not any(word in f"{credit.source} {credit.licence}".casefold() for credit in credited for word in PERMISSION):
        yield Fault(span, MESSAGE, MEND, Kind.needs_human)


RULE = Rule(Severity.error, visits={"image": in_text, "figure": in_text}, course=in_course)
