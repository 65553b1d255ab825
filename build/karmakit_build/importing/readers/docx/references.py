"""Make links of Word's cross-references, which mammoth reads as plain text (`REF`, ECMA-376 Part 1, 17.16.5.50)."""

import re

from karmakit_build.importing.office.names import W, tag
from karmakit_build.xml import Element

_REFERENCE = re.compile(r"\s*REF\s+([^\W\d][\w.]*)\s(?:[^\"]*\s)?\\h(?:\s.*)?$", re.IGNORECASE | re.DOTALL)


def linked(root: Element) -> None:
    """Put in the place of each field that refers to a bookmark, and leads there, what mammoth knows as a link to it."""
    for instruction in root.iter(tag(W, "instrText")):
        if found := _REFERENCE.match(f"{instruction.text or ''} "):
            instruction.text = f' HYPERLINK \\l "{found[1]}" '
    for field in list(root.iter(tag(W, "fldSimple"))):
        if found := _REFERENCE.match(f"{field.get(tag(W, 'instr'), '')} "):
            field.attrib.clear()
            field.tag = tag(W, "hyperlink")
            field.set(tag(W, "anchor"), found[1])
