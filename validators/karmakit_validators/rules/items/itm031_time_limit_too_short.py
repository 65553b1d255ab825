"""A clock leaves time to read and to think."""

from math import ceil

from karmakit_schemas import languages
from karmakit_schemas.findings import Severity
from karmakit_schemas.questions import Question
from karmakit_validators.measure import count_words
from karmakit_validators.page import Page
from karmakit_validators.rule import Fault, Faults, Rule

TIMES = 1.5
ENGLISH = 200


def too_short(page: Page) -> Faults:
    """Yield a time limit of less than one and a half times the minutes that reading the questions of an attempt takes."""
    module = page.module
    if module is None or module.test is None or not module.test.time_limit or not module.questions:
        return
    pace = languages.find(page.context.language)
    words = sum(_words(question) for question in module.questions)
    share = min((module.test.draw or len(module.questions)) / len(module.questions), 1.0)
    reading = share * words / (pace.words_per_minute if pace else ENGLISH)
    if module.test.time_limit < TIMES * reading:
        own = ("assessment", "time_limit") in module.places
        span = module.place("assessment", "time_limit") if own else module.place("title")
        message = f"the clock stops after {module.test.time_limit:g} min, and reading the questions alone takes {reading:.1f} min"
        yield Fault(span, message, f"Give at least {ceil(TIMES * reading)} min, or leave the clock out")


def _words(question: Question) -> int:
    """Return how many words a learner reads before answering: the stem and the answers, not the feedback."""
    nodes = [question.stem, *(option.content for option in getattr(question, "options", ()))]
    for pair in getattr(question, "pairs", ()):
        nodes += [node for node in (pair.left, pair.right) if node]
    return sum(count_words(node.plain()) for node in nodes)


RULE = Rule(Severity.error, page=too_short, whole=True)
