"""A test cannot draw more than it holds."""

from karmakit_schemas.findings import Severity
from karmakit_validators.page import Page
from karmakit_validators.rule import Fault, Faults, Rule


def exceeds(page: Page) -> Faults:
    """Yield a test that draws more questions than its bank has."""
    module = page.module
    if module is None or module.test is None or not module.test.draw or not module.questions:
        return
    if module.test.draw > len(module.questions):
        message = f"an attempt draws {module.test.draw} questions, the bank holds {len(module.questions)}"
        span = module.place("assessment", "draw") if ("assessment", "draw") in module.places else module.place("title")
        yield Fault(span, message, f"Say assessment: {{draw: {len(module.questions)}}} here, or write more questions")


RULE = Rule(Severity.error, page=exceeds, whole=True)
