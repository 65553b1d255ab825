"""A link to a file says what will be loaded, and how much."""

import re

from karmakit_schemas.findings import Edit, Fix, Severity
from karmakit_schemas.nodes import Node
from karmakit_schemas.spans import Span
from karmakit_validators.page import Page, is_remote
from karmakit_validators.programs import suffix_of
from karmakit_validators.rule import Fault, Faults, Rule

# what an office program or a reader opens, and the words by which a text can name it
KINDS = {
    "pdf": "pdf|पीडीएफ़?",
    "docx": "docx?|word|वर्ड",
    "xlsx": "xlsx?|excel|spreadsheet|एक्सेल",
    "pptx": "pptx?|powerpoint|slides|पावरपॉइंट",
    "odt": "odt|opendocument",
    "ods": "ods|opendocument|spreadsheet",
    "epub": "epub|ईपब",
    "csv": "csv|spreadsheet|सीएसवी",
}
SIZE = re.compile(r"\d\s*(?:bytes?|kB|KB|kb|MB|mb|KiB|MiB|केबी|एमबी|किलोबाइट|मेगाबाइट)")
NEAR = 40
LIGHT = 1_000_000  # a phone loads so much in a few seconds, also where the network is slow


def unannounced(node: Node, page: Page) -> Faults:
    """Yield a link to a document of the course whose words, and those behind it, leave out the kind of the file or its size."""
    href = node.attrs.get("href", "")
    kind = suffix_of(href.partition("#")[0])
    if kind not in KINDS or is_remote(href):
        return
    data = page.context.parsed.sources.files.get(page.context.resolve(page.path, href))
    if data is None:
        return  # MED001 says so
    line = page.lines[node.span.end_line - 1]
    told = node.plain() + " " + line[node.span.end_column - 1 :][:NEAR]
    named = re.search(KINDS[kind], told, re.IGNORECASE) is not None
    weighed = SIZE.search(told) is not None
    if named and (weighed or len(data) < LIGHT):
        return
    missing = [word for word, there in ((kind.upper(), named), (shown(len(data)), weighed)) if not there]
    yield Fault(
        node.span,
        f"the link `{node.plain()}` does not say that it loads a file: {', '.join(missing)}",
        "Say kind and size in the link",
        fix=_said(node, ", ".join(missing)),
    )


def shown(size: int) -> str:
    """Return a number of bytes as readers know it."""
    return f"{max(1, round(size / 1000))} kB" if size < 1_000_000 else f"{size / 1_000_000:.1f} MB"  # noqa: PLR2004 - a megabyte


def _said(node: Node, words: str) -> Fix | None:
    """Return the link with what is missing at the end of its words."""
    if not node.children:
        return None
    last = node.children[-1].span
    if (last.end_line, last.end_column) >= (node.span.end_line, node.span.end_column):
        return None
    at = Span(last.path, last.end_line, last.end_column, last.end_line, last.end_column)
    return Fix(f"Add `({words})`", (Edit(at, f" ({words})"),), safe=True)


RULE = Rule(Severity.warning, visits={"link": unannounced}, mends="safe")
