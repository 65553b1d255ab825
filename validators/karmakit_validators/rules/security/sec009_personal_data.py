"""No numbers of real persons."""

import re
from collections.abc import Iterator

from karmakit_schemas.findings import Kind, Severity
from karmakit_validators.page import Page
from karmakit_validators.rule import Fault, Faults, Rule

DIGIT_RUN = re.compile(r"\d{4}")
# what every number below holds; the patterns themselves are slow
NUMBER_HINT = re.compile(r"\d{4}(?:[ -]?\d\d|[A-Z])")
LATIN_HINT = re.compile(r"[0-9]{4}(?:[ -]?[0-9][0-9]|[A-Z])")
BRANCH_HINT = re.compile(r"[A-Z]{4}0")
# compiled by `re` when first used, which is seldom
AADHAAR = r"(?<!\d)(?<!\d[.,/-])[2-9]\d{3}[ -]?\d{4}[ -]?\d{4}(?![\d.,/-]\d|\d)"
PAN = r"(?<![A-Za-z0-9_])[A-Z]{3}[ABCFGHJLPT][A-Z]\d{4}[A-Z](?![A-Za-z0-9_])"
PASSPORT = r"(?i:passport|पासपोर्ट)\s*(?i:no\.?|number|is|संख्या|सं\.?)?\s*:?\s*([A-Z][1-9]\d{6})(?![A-Za-z0-9_])"
MOBILE = r"(?<!\d)(?<!\d[.,/-])(?:\+?91[ -]?|0)?[6-9]\d{4}[ -]?\d{5}(?![\d-])"
ACCOUNT = r"(?<![A-Za-z0-9_])[A-Z]{4}0(?=[A-Z]*\d)[A-Z0-9]{6}(?![A-Za-z0-9_])"
INVENTED_NUMBER = r"(\d)\1{5,}|12345|98765|00000"
INVENTED_CODE = r"ABCDE|AAAAA|XXXX|1234"
OTHERS = (
    (PAN, INVENTED_CODE, "a PAN"),
    (PASSPORT, INVENTED_NUMBER, "a passport number"),
    (MOBILE, INVENTED_NUMBER, "a mobile number"),
    (ACCOUNT, INVENTED_CODE, "the code of a bank branch (IFSC)"),
)
# the noughts of Indian scripts and of Arabic; nine more digits follow each
NOUGHTS = (0x660, 0x6F0, 0x966, 0x9E6, 0xA66, 0xAE6, 0xB66, 0xBE6, 0xC66, 0xCE6, 0xD66, 0x1C50, 0xABF0)
LATIN = {nought + digit: str(digit) for nought in NOUGHTS for digit in range(10)}
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


def personal(page: Page) -> Faults:
    """Yield each Aadhaar number, PAN, passport, mobile and bank branch code that is not plainly invented."""
    if not _hints(page.joined):
        return
    for prose in page.texts:
        if not DIGIT_RUN.search(prose.text) or not _hints(prose.text):
            continue
        for start, end, what in _found(prose.text):
            mend = "Replace it by one that is plainly invented, such as XXXX XXXX 1234; or allow this finding and say whose it is"
            yield Fault(prose.place(start, end), f"`{prose.text[start:end]}` looks like {what}", mend, Kind.needs_human)


def _hints(text: str) -> bool:
    hint = LATIN_HINT if text.isascii() else NUMBER_HINT
    return bool(hint.search(text) or ("0" in text and BRANCH_HINT.search(text)))


def _found(written: str) -> Iterator[tuple[int, int, str]]:
    text = written.translate(LATIN)
    for match in re.finditer(AADHAAR, text):
        digits = re.sub(r"\D", "", match[0])
        if len(set(digits)) > 1 and verhoeff(digits):
            yield match.start(), match.end(), "an Aadhaar number"
    for pattern, invented, what in OTHERS:
        for match in re.finditer(pattern, text):
            start, end = match.span(match.lastindex or 0)
            if not re.search(invented, re.sub(r"[ +-]", "", text[start:end])):
                yield start, end, what


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
