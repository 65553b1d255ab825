"""Gaps in the text: words, or numbers with tolerance and unit."""

import re
from decimal import Decimal, InvalidOperation
from typing import Any

from karmakit_authoring.answers import Answers, is_number
from karmakit_authoring.faults import QUESTION_SHAPE
from karmakit_schemas.findings import Finding
from karmakit_schemas.nodes import Node
from karmakit_schemas.questions import Blank, FillIn, Numeric, NumericBlank, Question

SPLIT = re.compile(r"\\?\|")
NUMBER = r"[-+\u2212]?[0-9\u0966-\u096f][0-9\u0966-\u096f,]{0,30}(?:\.[0-9\u0966-\u096f]{1,30})?"
SPEC = re.compile(rf"=\s*(?P<value>{NUMBER})\s*(?:(?:±|\+/-|\+-)\s*(?P<tolerance>{NUMBER})\s*)?(?P<units>.*)", re.DOTALL)
MEND = "Write value, tolerance and unit: `[[= 30 ± 1 days]]`, or the value alone: `[[= 30]]`"


def read_blanks(answers: Answers, common: dict[str, Any], node: Node, findings: list[Finding]) -> Question | None:
    """Read the gaps of a question, all of them words or all of them numbers."""
    numbers = [is_number(gap) for gap in answers.gaps]
    if any(numbers) and not all(numbers):
        odd = answers.gaps[numbers.index(not numbers[0])]
        message = "the question has gaps for words and gaps for numbers"
        findings.append(QUESTION_SHAPE.at(odd.span, message, "Make two questions of it"))
        return None
    if answers.type != ("numeric" if numbers[0] else "fill-in"):
        wrong, mend = ("words", "`[[= 30]]`") if answers.type == "numeric" else ("numbers", "`[[word]]`")
        message = f"a question with type={answers.type} has gaps for {wrong}"
        findings.append(QUESTION_SHAPE.at(answers.gaps[0].span, message, f"Write gaps as {mend}, or leave type= out"))
        return None
    if numbers[0]:
        read = [_number(gap, findings) for gap in answers.gaps]
        found = tuple(blank for blank in read if blank is not None)
        return Numeric(**common, blanks=found) if len(found) == len(read) else None
    words = [_words(gap, findings) for gap in answers.gaps]
    blanks = tuple(blank for blank in words if blank is not None)
    return FillIn(**common, blanks=blanks, case=node.attrs.get("case") == "true") if len(blanks) == len(words) else None


def _words(gap: Node, findings: list[Finding]) -> Blank | None:
    """Read the accepted words of a gap."""
    accepted = [" ".join(part.split()) for part in SPLIT.split(gap.text)]
    if not all(accepted):
        message = "a gap accepts nothing" if not any(accepted) else "a gap has an empty spelling"
        findings.append(QUESTION_SHAPE.at(gap.span, message, "Write `[[word]]` or `[[word|other spelling]]`"))
        return None
    return Blank(accepted=tuple(dict.fromkeys(accepted)), span=gap.span)


def _number(gap: Node, findings: list[Finding]) -> NumericBlank | None:
    """Read value, tolerance and units of a gap."""
    found = SPEC.fullmatch(gap.text.strip())
    units = [" ".join(part.split()) for part in SPLIT.split(found["units"])] if found and found["units"].strip() else []
    try:
        if found is None or not all(units) or any(unit[0].isdigit() or unit[0] in "±.,=" for unit in units):
            raise InvalidOperation  # noqa: TRY301 - one finding for all that is no number
        value = _decimal(found["value"])
        tolerance = _decimal(found["tolerance"] or "0")
        if tolerance < 0:
            raise InvalidOperation  # noqa: TRY301 - the same
    except InvalidOperation:
        message = f"`[[{gap.text[:40]}]]` is no number that can be compared"
        findings.append(QUESTION_SHAPE.at(gap.span, message, MEND))
        return None
    return NumericBlank(value=value, tolerance=tolerance, units=tuple(dict.fromkeys(units)), span=gap.span)


def _decimal(text: str) -> Decimal:
    """Return a number written with Latin or Devanagari digits, commas between its groups left out."""
    return Decimal(text.replace(",", "").replace("\u2212", "-"))
