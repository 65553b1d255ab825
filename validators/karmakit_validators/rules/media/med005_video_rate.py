"""A video is light enough to be watched on a mobile line."""

from posixpath import basename

from karmakit_schemas.findings import Severity
from karmakit_schemas.nodes import Node
from karmakit_validators.films import seconds
from karmakit_validators.measure import minutes
from karmakit_validators.page import Page
from karmakit_validators.rule import Fault, Faults, Rule

MOST = 5_000_000  # bytes a minute


def heavy(node: Node, page: Page) -> Faults:
    """Yield a video of more than 5 MB a minute, by the time its file says it takes or, failing that, its directive."""
    source = node.attrs.get("src", "")
    data = page.context.parsed.sources.files.get(page.context.resolve(page.path, source)) if source else None
    if not data or len(data) <= MOST:
        return
    told = seconds(data)
    length = told / 60 if told else minutes(node.attrs.get("duration", ""))
    if length and len(data) / length > MOST:
        message = f"`{basename(source)}` has {len(data) / length / 1_000_000:.1f} MB a minute; {MOST // 1_000_000} MB are the most"
        yield Fault(page.find(node.span, source), message, "Save it with 480 lines and some 600 kbit/s")


RULE = Rule(Severity.warning, visits={"video": heavy})
