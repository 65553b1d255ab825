"""The types of plain YAML scalars by the core schema of YAML 1.2; a number with a leading zero keeps it, and is a word."""

import re

NULLS = frozenset({"", "~", "null", "Null", "NULL"})
BOOLEANS = {"true": True, "True": True, "TRUE": True, "false": False, "False": False, "FALSE": False}
INTEGER = re.compile(r"[-+]?(?:0|[1-9][0-9]{0,17})")
OCTAL = re.compile(r"0o([0-7]{1,20})")
HEXADECIMAL = re.compile(r"0x([0-9a-fA-F]{1,16})")
DECIMAL = re.compile(r"[-+]?(?:\.[0-9]{1,30}|(?:0|[1-9][0-9]{0,30})(?:\.[0-9]{0,30})?)(?:[eE][-+]?[0-9]{1,3})?")

Scalar = str | int | float | bool | None


def scalar(text: str) -> Scalar:  # noqa: PLR0911 (a return a type)
    """Return the value of a plain scalar; dates, `no`, `0123`, `.inf` and numbers too long to be one stay text."""
    if text in NULLS:
        return None
    if text in BOOLEANS:
        return BOOLEANS[text]
    if text[0] not in "+-.0123456789":
        return text
    if INTEGER.fullmatch(text):
        return int(text)
    if found := OCTAL.fullmatch(text):
        return int(found[1], 8)
    if found := HEXADECIMAL.fullmatch(text):
        return int(found[1], 16)
    if DECIMAL.fullmatch(text):
        return float(text)
    return text
