"""Large numbers are grouped by lakh and crore, and rupees have one sign."""

import re

from karmakit_schemas.findings import Severity
from karmakit_validators.mending import words
from karmakit_validators.mention import is_quoted, is_set_off
from karmakit_validators.page import Page
from karmakit_validators.prose import Prose
from karmakit_validators.rule import Fault, Faults, Rule

GROUPED = re.compile(r"(?<![0-9.,])[0-9]{1,3}(?:,[0-9]{3})+(?![0-9]|,[0-9])")
RUPEES = re.compile(r"(?<![A-Za-z])Rs(?:\.\s?|\s)?(?=[0-9])")
HINT = re.compile(r",[0-9]{3}")
FOREIGN_BEFORE = re.compile(r"(?:[$€£¥]|[A-Z]{3})\s?$")
FOREIGN_AFTER = re.compile(r"\s*(?:[$€£¥]|(?:US|U\.S\.|USD|EUR|GBP|dollars?|euros?|pounds?|yen|million|billion)(?![A-Za-z]))")
OF_MONEY = re.compile(r"(?:₹|Rs\.?)\s?$")
THOUSANDS = 7
"""How long `100,000` is; it may be a list of two numbers as well."""


def not_indian(page: Page) -> Faults:
    """Yield each number grouped by the million, and, in a course that writes ₹, each `Rs`; foreign money is left alone."""
    primary, _, region = page.context.language.lower().partition("-")
    if primary == "en" and region not in {"", "in"}:
        return
    mixed = "Rs" in page.joined and any("₹" in other.joined for other in page.context.pages)
    if not mixed and not HINT.search(page.joined):
        return
    for prose in page.texts:
        for match in GROUPED.finditer(prose.text):
            start, end = match.span()
            if _is_western(prose.text, start, end) and not _is_left_alone(page, prose, start, end):
                better = indian(match[0])
                span = prose.place(start, end)
                message = f"`{match[0]}` is grouped by the million"
                yield Fault(span, message, f"Write {better}", fix=words(span, match[0], better, safe=True))
        for match in RUPEES.finditer(prose.text) if mixed else ():
            if not _is_left_alone(page, prose, match.start(), match.end()):
                span = prose.place(match.start(), match.end())
                message = f"`{match[0].strip()}` stands for the rupee sign, which the course writes elsewhere"
                yield Fault(span, message, "Write ₹ (U+20B9)", fix=words(span, match[0], "₹", safe=True))


def indian(number: str) -> str:
    """Return a whole number with the groups of lakh and crore: three digits at the end, then twos."""
    digits = number.replace(",", "")
    head, tail = digits[:-3], digits[-3:]
    twos = [head[max(0, end - 2) : end] for end in range(len(head), 0, -2)]
    return ",".join([*reversed(twos), tail])


def _is_western(text: str, start: int, end: int) -> bool:
    number = text[start:end]
    if indian(number) == number or FOREIGN_AFTER.match(text, end):
        return False
    before = text[max(0, start - 5) : start]
    if FOREIGN_BEFORE.search(before):
        return False
    return len(number) > THOUSANDS or number.endswith(",000") or bool(OF_MONEY.search(before))


def _is_left_alone(page: Page, prose: Prose, start: int, end: int) -> bool:
    return is_quoted(prose.text, start, end) or is_set_off(page, prose.place(start, end))


RULE = Rule(Severity.warning, page=not_indian, mends="safe")
