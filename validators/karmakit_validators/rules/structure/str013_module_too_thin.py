"""A module gives a learner something to learn from."""

from karmakit_schemas.findings import Severity
from karmakit_validators.page import Page
from karmakit_validators.rule import Fault, Faults, Rule

FEWEST_WORDS = 60
MORE_THAN_WORDS = frozenset(
    ["question", "figure", "image", "video", "audio", "reflection", "table", "tabs", "steps", "math_block", "code_block", "link"]
)


def too_thin(page: Page) -> Faults:
    """Yield a module of a few words without picture, activity, table or link; tests are left out."""
    if page.module is None or page.module.meta.kind == "test" or page.words >= FEWEST_WORDS:
        return
    if MORE_THAN_WORDS.isdisjoint(node.kind for node in page.nodes):
        message = f"the module has {page.words} words, and nothing to look at or to do"
        yield Fault(page.module.place("title"), message, "Tell more, show an example, or join it to its neighbour")


RULE = Rule(Severity.info, page=too_thin, whole=True)
