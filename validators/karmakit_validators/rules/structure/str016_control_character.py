"""No invisible control characters in the text."""

import re
import unicodedata

from karmakit_schemas.findings import Severity
from karmakit_schemas.spans import Span
from karmakit_validators.context import Context
from karmakit_validators.rule import Fault, Faults, Rule

CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufeff\ufffd\ue000-\uf8ff]|\xad{2,}")
# one class is searched far faster than the choice above; it finds a single soft hyphen too, which is none
HINT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufeff\ufffd\ue000-\uf8ff\xad]")
NAMES = {0xFEFF: "byte order mark inside the text", 0xFFFD: "replacement character", 0xAD: "run of soft hyphens"}


def controls(context: Context) -> Faults:
    """Yield each control, replacement or private-use character."""
    for path in context.text_files:
        if not HINT.search(context.text(path)) or not _is_utf8(context.parsed.sources.canonical(path)):
            continue  # that a file is no UTF-8, parse says once
        for number, line in enumerate(context.lines(path), 1):
            for match in CONTROL.finditer(line):
                span = Span(path, number, match.start() + 1, number, match.end() + 1)
                yield Fault(
                    span, f"{_name(match[0])} (U+{ord(match[0][0]):04X})", "Delete it, or type the character that was meant"
                )


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode()
    except UnicodeDecodeError:
        return False
    return True


def _name(text: str) -> str:
    point = ord(text[0])
    if point in NAMES:
        return NAMES[point]
    return "private-use character" if unicodedata.category(text[0]) == "Co" else "control character"


RULE = Rule(Severity.error, sources=controls)
