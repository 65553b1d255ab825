"""A bank holds enough to draw from."""

from karmakit_schemas.findings import Severity
from karmakit_validators.page import Page
from karmakit_validators.rule import Fault, Faults, Rule

TIMES = 1.5


def too_small(page: Page) -> Faults:
    """Yield a bank that hardly holds more than an attempt draws: a second attempt asks the same again."""
    module = page.module
    if module is None or module.test is None or not module.test.draw:
        return
    if module.test.attempts == 1:
        return
    size = len(module.questions)
    if module.test.draw < size <= TIMES * module.test.draw:
        message = f"an attempt draws {module.test.draw} of only {size} questions"
        span = module.place("assessment", "draw") if ("assessment", "draw") in module.places else module.place("title")
        yield Fault(span, message, f"Write {int(TIMES * module.test.draw) + 1 - size} more, or draw all")


RULE = Rule(Severity.warning, page=too_small, whole=True)
