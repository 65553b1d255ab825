"""All text is in Unicode's composed form, NFC."""

import re
import unicodedata

from karmakit_schemas.findings import Edit, Fix, Severity
from karmakit_schemas.spans import Span
from karmakit_validators.context import Context
from karmakit_validators.rule import Fault, Faults, Rule

WORD = re.compile(r"\S+")


def not_nfc(context: Context) -> Faults:
    """Yield each word that is written in another form than NFC."""
    for path in context.text_files:
        for number, line in enumerate(context.lines(path), 1):
            if line.isascii() or unicodedata.is_normalized("NFC", line):
                continue
            if _is_code(context, path, number):
                continue
            for match in WORD.finditer(line):
                composed = unicodedata.normalize("NFC", match[0])
                if composed != match[0]:
                    span = Span(path, number, match.start() + 1, number, match.end() + 1)
                    fix = Fix("write it in NFC", (Edit(span, composed),), safe=True)
                    message = f"`{match[0]}` is not in Unicode's composed form (NFC)"
                    yield Fault(span, message, f"Type it anew as `{composed}`; it looks the same and is found by a search", fix=fix)


def _is_code(context: Context, path: str, number: int) -> bool:
    """Say whether a line stands in a block of code: there a text may be about code points."""
    page = context.page(path)
    blocks = (node.span for node in page.nodes if node.kind == "code_block") if page else ()
    return any(span.line <= number <= span.end_line for span in blocks)


RULE = Rule(Severity.error, sources=not_nfc, mends="safe")
