"""A map of India shows the borders that the Survey of India shows."""

from karmakit_schemas.findings import Kind, Severity
from karmakit_schemas.nodes import Node
from karmakit_validators.page import Page
from karmakit_validators.rule import Fault, Faults, Rule

SOURCE = ("survey of india", "सर्वे ऑफ इंडिया", "सर्वे ऑफ़ इंडिया", "भारतीय सर्वेक्षण")


def missing(node: Node, page: Page) -> Faults:
    """Yield a picture that calls itself a map of India and that no credit traces to the Survey of India."""
    told = f"{node.attrs.get('alt', '')} {node.attrs.get('src', '').replace('-', ' ').replace('_', ' ')} {node.plain()}"
    if not page.context.words.says("maps_of_india", told):
        return
    path = page.context.resolve(page.path, node.attrs.get("src", ""))
    credits_ = [credit for credit in page.context.parsed.part.meta.credits if credit.file == path]
    if not any(word in f"{credit.source} {credit.author}".casefold() for credit in credits_ for word in SOURCE):
        mend = "Use the Survey of India's outline map, and credit it in course.yml with source: Survey of India"
        yield Fault(page.head(node), "the map of India has no source at the Survey of India", mend, Kind.needs_human)


RULE = Rule(Severity.error, gate=True, visits={"image": missing, "figure": missing})
