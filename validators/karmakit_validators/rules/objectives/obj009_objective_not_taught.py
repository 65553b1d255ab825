"""A module that states objectives also teaches."""

from karmakit_schemas.findings import Severity
from karmakit_validators.page import Page
from karmakit_validators.rule import Fault, Faults, Rule

FEWEST_WORDS = 25
TEACHING = frozenset({"video", "audio", "figure", "image", "table", "scenario", "steps"})


def not_taught(page: Page) -> Faults:
    """Yield a module whose objectives no text, picture or film serves: it only asks."""
    module = page.module
    if module is None or module.meta.kind == "test" or not module.meta.objectives:
        return
    if page.words < FEWEST_WORDS and not any(node.kind in TEACHING for node in page.nodes):
        message = "the module states objectives and teaches nothing towards them"
        yield Fault(module.place("objectives", 0, "text"), message, "Explain, show or let practise what the objective names")


RULE = Rule(Severity.warning, page=not_taught, whole=True)
