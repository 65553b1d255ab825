"""Captions say all that is said."""

from karmakit_schemas.findings import Severity
from karmakit_schemas.nodes import Node
from karmakit_validators.measure import count_words
from karmakit_validators.page import Page
from karmakit_validators.rule import Fault, Faults, Rule
from karmakit_validators.vtt import cues

LEAST_WORDS = 40
LEAST_SHARE = 0.7


def incomplete(node: Node, page: Page) -> Faults:
    """Yield a video whose captions have far fewer words than its transcript has without the speakers' names."""
    source = node.attrs.get("captions", "")
    path = page.context.resolve(page.path, source) if source else ""
    if path not in page.context.parsed.sources.files:
        return  # ACC011 and MED001 say so
    written = sum(_words(child) for child in node.children if child.kind != "description")
    shown = sum(count_words(line) for cue in cues(page.context.lines(path)) for line in cue.text)
    if shown and written >= LEAST_WORDS and shown < LEAST_SHARE * written:
        message = f"the captions have {shown} words, the transcript {written}"
        yield Fault(page.find(node.span, source), message, "Caption all that is said, to the end")


def _words(block: Node) -> int:
    names = sum(count_words(node.plain()) for node in block.walk() if node.kind == "strong" and node.plain().endswith(":"))
    return count_words(block.plain()) - names


RULE = Rule(Severity.warning, visits={"video": incomplete})
