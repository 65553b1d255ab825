"""Words do not say man where a person is meant."""

from karmakit_schemas.findings import Severity
from karmakit_validators.lexicon import instead
from karmakit_validators.page import Page
from karmakit_validators.rule import Faults, Rule

BEFORE_A_SENTENCE = (".", "?", "!", ":", "।", "(", "\ufffc")


def gendered(page: Page) -> Faults:
    """Yield each term for which the Supreme Court's handbook and the guides have a better one."""
    yield from instead(page, "gendered", "speaks of one gender or repeats a stereotype", _is_title)


def _is_title(text: str, start: int, _: int) -> bool:
    """Say whether a capital stands within a sentence: the Chairman of a commission bears the title that a law has made."""
    before = text[:start].rstrip()
    return text[start].isupper() and bool(before) and not before.endswith(BEFORE_A_SENTENCE)


RULE = Rule(Severity.warning, page=gendered, mends="unsafe")
