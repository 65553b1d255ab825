"""A date means one day."""

import re

from karmakit_schemas.findings import Severity
from karmakit_validators.page import Page
from karmakit_validators.rule import Fault, Faults, Rule

DATE = re.compile(r"(?<![\d/.-])(\d{1,2})([/.-])(\d{1,2})\2(\d{4})(?![\d/-]|\.\d)")
HINT = re.compile(r"\d[/.-]\d")
MONTHS = 12


def ambiguous(page: Page) -> Faults:
    """Yield each date such as 03/04/2025, which is April to one reader and March to another."""
    if not HINT.search(page.joined):
        return
    for prose in page.texts:
        for match in DATE.finditer(prose.text):
            first, second = int(match[1]), int(match[3])
            if 1 <= first <= MONTHS and 1 <= second <= MONTHS and first != second:
                span = prose.place(match.start(), match.end())
                yield Fault(span, f"`{match[0]}` can be read as two days", "Write the month as a word: 3 April 2025")


RULE = Rule(Severity.warning, page=ambiguous)
