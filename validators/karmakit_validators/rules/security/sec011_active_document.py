"""A document only shows."""

import re

from karmakit_schemas.findings import Severity
from karmakit_validators.context import Context
from karmakit_validators.rule import Fault, Faults, Rule

PDF = re.compile(rb"/(JavaScript|JS|Launch|OpenAction\s*<<[^>]*?/S\s*/(?:JavaScript|Launch)|EmbeddedFile|RichMedia)(?![A-Za-z0-9])")
MACROS = re.compile(rb"vbaProject\.bin|macros/vba", re.IGNORECASE)
OFFICE = (".docx", ".xlsx", ".pptx", ".odt", ".ods")


def active(context: Context) -> Faults:
    """Yield each PDF with a script, a launch action or a file inside, and each office document with macros."""
    for path in context.media:
        data = context.parsed.sources.files[path]
        found = (
            PDF.search(data) if path.lower().endswith(".pdf") else MACROS.search(data) if path.lower().endswith(OFFICE) else None
        )
        if found:
            what = "macros" if path.lower().endswith(OFFICE) else f"`/{found[1].decode('ascii', 'replace').split()[0]}`"
            yield Fault(context.whole(path), f"the document holds {what}", "Save it without: print it to PDF anew")


RULE = Rule(Severity.error, sources=active)
