"""No invisible control characters in the text."""

import re
import unicodedata

from karmakit_schemas.findings import Edit, Fix, Severity
from karmakit_schemas.spans import Span
from karmakit_validators.context import Context
from karmakit_validators.rule import Fault, Faults, Rule

CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufeff\ufffd\ue000-\uf8ff]|\xad{2,}")
# one class is searched far faster than the choice above; it finds a single soft hyphen too, which is none
HINT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufeff\ufffd\ue000-\uf8ff\xad]")
MEND = "Delete it, or type the character that was meant"
SOFT_HYPHEN = "\xad"
FIRST_C1, LAST_C1 = "\x80", "\x9f"
# slides and old printers end lines with these
BREAKS = "\x0b\x0c"
LOST = "\ufffd\x00"
NAMES = {0xFEFF: "byte order mark inside the text", 0xFFFD: "replacement character", 0xAD: "run of soft hyphens"}


def controls(context: Context) -> Faults:
    """Yield each control, replacement or private-use character."""
    for path in context.text_files:
        if not HINT.search(context.text(path)) or not _is_utf8(context.parsed.sources.canonical(path)):
            continue  # that a file is no UTF-8, parse says once
        for number, line in enumerate(context.lines(path), 1):
            for match in CONTROL.finditer(line):
                span = Span(path, number, match.start() + 1, number, match.end() + 1)
                meant = _in_windows(match[0])
                mend = f"Type `{meant}`, which it was in the older encoding of Windows" if meant else MEND
                yield Fault(span, f"{_name(match[0])} (U+{ord(match[0][0]):04X})", mend, fix=_fix(span, line))


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


def _in_windows(text: str) -> str:
    """Return what a control character U+0080 to U+009F was in the encoding of old Windows files; mostly a quotation mark."""
    if not FIRST_C1 <= text <= LAST_C1:
        return ""
    return text.encode("latin-1").decode("cp1252", "ignore")


def _fix(span: Span, line: str) -> Fix | None:
    """Return the fix of what carries no letter: marks are deleted, breaks become a space; where a letter was lost there is none."""
    text = line[span.column - 1 : span.end_column - 1]
    if text[0] == SOFT_HYPHEN:
        return Fix("leave one soft hyphen", (Edit(span, SOFT_HYPHEN),), safe=True)
    if text in LOST or _in_windows(text) or unicodedata.category(text) == "Co":
        return None
    around = line[span.column - 2 : span.column - 1] if span.column > 1 else "", line[span.end_column - 1 : span.end_column]
    parts = text in BREAKS and all(around) and not any(map(str.isspace, around))
    return Fix("delete it", (Edit(span, " " if parts else ""),), safe=True)


RULE = Rule(Severity.error, sources=controls, mends="safe")
