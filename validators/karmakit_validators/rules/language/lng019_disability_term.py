"""Words speak of persons, not of defects."""

import re

from karmakit_schemas.findings import Severity
from karmakit_validators.lexicon import instead
from karmakit_validators.page import Page
from karmakit_validators.rule import Faults, Rule

ADJECTIVE = "the disabled"
GOES_ON = re.compile(r"\s+(?!(?:and|or|who|are|have|can|may|must|should|will|in|at|on|with|to|by|as|from|is|was)(?![a-z]))[a-z]")


def disability(page: Page) -> Faults:
    """Yield each term that the law on persons with disabilities has put aside."""
    yield from instead(page, "disability", "is a term persons with disabilities have put aside", _is_of_a_thing)


def _is_of_a_thing(text: str, start: int, end: int) -> bool:
    """Say whether `the disabled` goes on to a thing, such as a button that cannot be used."""
    return " ".join(text[start:end].casefold().split()) == ADJECTIVE and bool(GOES_ON.match(text, end))


RULE = Rule(Severity.warning, page=disability, mends="unsafe")
