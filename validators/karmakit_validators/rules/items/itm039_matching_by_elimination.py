"""The last pair of a matching question is not left over."""

from karmakit_schemas.findings import Severity
from karmakit_schemas.questions import Matching
from karmakit_validators.asking import head, normal, questions
from karmakit_validators.page import Page
from karmakit_validators.rule import Fault, Faults, Rule


def by_elimination(page: Page) -> Faults:
    """Yield each matching question with as many right-hand sides as left-hand ones, each used once."""
    for _, question in questions(page):
        if not isinstance(question, Matching) or any(pair.left is None for pair in question.pairs):
            continue
        if len({normal(pair.right) for pair in question.pairs}) == len(question.pairs):
            message = f"the last pair of `{question.id}` is what the others leave"
            yield Fault(head(page, question), message, "Add a right-hand side that fits nothing: a row with an empty first cell")


RULE = Rule(Severity.info, page=by_elimination)
