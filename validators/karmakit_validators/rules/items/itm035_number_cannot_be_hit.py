"""A number can be given as it is asked for."""

from karmakit_schemas.findings import Severity
from karmakit_schemas.questions import Numeric
from karmakit_validators.asking import questions
from karmakit_validators.page import Page
from karmakit_validators.rule import Fault, Faults, Rule

PLACES = 2


def cannot_be_hit(page: Page) -> Faults:
    """Yield each number with many decimals and no tolerance, and each tolerance that takes nought and the double for right."""
    for _, question in questions(page):
        if not isinstance(question, Numeric):
            continue
        for blank in question.blanks:
            exponent = blank.value.as_tuple().exponent
            decimals = -exponent if isinstance(exponent, int) else 0
            if blank.tolerance == 0 and decimals > PLACES:
                yield Fault(blank.span, f"only {blank.value} to the last digit is right", "Give a tolerance: [[= 3.142 ± 0.01]]")
            elif blank.value != 0 and blank.tolerance >= abs(blank.value):
                message = f"with a tolerance of {blank.tolerance}, 0 is right where {blank.value} is asked"
                yield Fault(blank.span, message, "Make the tolerance smaller than the value")


RULE = Rule(Severity.error, page=cannot_be_hit)
