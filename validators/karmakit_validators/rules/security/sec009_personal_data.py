"""No numbers of real persons."""

import re
from collections.abc import Iterator

from karmakit_schemas.findings import Kind, Severity
from karmakit_validators.page import Page
from karmakit_validators.rule import Fault, Faults, Rule

DIGIT_RUN = re.compile(r"\d{4}")
AADHAAR = re.compile(r"(?<![\d.,/-])[2-9]\d{3}[ -]?\d{4}[ -]?\d{4}(?![\d.,/-]\d|\d)")
PAN = re.compile(r"\b[A-Z]{3}[ABCFGHJLPT][A-Z]\d{4}[A-Z]\b")
PASSPORT = re.compile(r"(?i:passport\s+(?:no\.?|number)\s*:?\s*)([A-Z][1-9]\d{6})\b")
MOBILE = re.compile(r"(?<![\d.,/-])(?:\+91[ -]?|0)?[6-9]\d{4}[ -]?\d{5}(?![\d-])")
ACCOUNT = re.compile(r"\b[A-Z]{4}0[A-Z0-9]{6}\b")
INVENTED_MOBILE = re.compile(r"(\d)\1{5,}|12345|98765|00000")
INVENTED_PAN = re.compile(r"ABCDE|AAAAA|XXXXX|1234")
DIGITS = ((0, 1, 2, 3, 4, 5, 6, 7, 8, 9), (1, 5, 7, 6, 2, 8, 3, 0, 9, 4))
PRODUCT = tuple(
    f"{number:010}"
    for number in (
        123456789,
        1234067895,
        2340178956,
        3401289567,
        4012395678,
        5987604321,
        6598710432,
        7659821043,
        8765932104,
        9876543210,
    )
)
AADHAAR_DIGITS = 12


def personal(page: Page) -> Faults:
    """Yield each Aadhaar number, PAN, passport, mobile and bank branch code that is not plainly invented."""
    for prose in page.texts:
        if not DIGIT_RUN.search(prose.text):
            continue
        for start, end, what in _found(prose.text):
            mend = "Replace it by one that is plainly invented, such as XXXX XXXX 1234; or allow this finding and say whose it is"
            yield Fault(prose.place(start, end), f"`{prose.text[start:end]}` looks like {what}", mend, Kind.needs_human)


def _found(text: str) -> Iterator[tuple[int, int, str]]:
    for match in AADHAAR.finditer(text):
        digits = re.sub(r"\D", "", match[0])
        if len(digits) == AADHAAR_DIGITS and len(set(digits)) > 1 and verhoeff(digits):
            yield match.start(), match.end(), "an Aadhaar number"
    for match in PAN.finditer(text):
        if not INVENTED_PAN.search(match[0]):
            yield match.start(), match.end(), "a PAN"
    for match in PASSPORT.finditer(text):
        yield match.start(1), match.end(1), "a passport number"
    for match in MOBILE.finditer(text):
        if not INVENTED_MOBILE.search(re.sub(r"\D", "", match[0])):
            yield match.start(), match.end(), "a mobile number"
    for match in ACCOUNT.finditer(text):
        if any(c.isdigit() for c in match[0][5:]):
            yield match.start(), match.end(), "the code of a bank branch (IFSC)"


def verhoeff(digits: str) -> bool:
    """Say whether the last digit is the check digit that Aadhaar numbers have."""
    rows: list[tuple[int, ...]] = [DIGITS[0], DIGITS[1]]
    while len(rows) < 8:  # noqa: PLR2004 - the permutation has period 8
        rows.append(tuple(rows[-1][DIGITS[1][i]] for i in range(10)))
    check = 0
    for place, digit in enumerate(reversed(digits)):
        check = int(PRODUCT[check][rows[place % 8][int(digit)]])
    return check == 0


RULE = Rule(Severity.error, gate=True, page=personal)
