"""Validate XML against the published schemas, with the place of every error."""

from functools import cache
from pathlib import Path
from re import compile as pattern
from typing import Any

from lxml import etree

from karmakit_schemas.findings import Finding, Kind
from karmakit_schemas.spans import Span
from karmakit_validators.verify.faults import found
from karmakit_validators.verify.rawxml import Element

SCHEMAS = Path(__file__).parent.parent / "xsd"
MOST_ERRORS = 50

_NAMESPACE = pattern(r"\{[^}]*\}")
# what has a rule of its own: identifiers (PKG005) and the case of scormtype (PKG006)
_SAID_ELSEWHERE = pattern(
    r"xs:(ID|IDREF|NCName)\b|scormType|[Ss]corm[Tt]ype' is not allowed|scormtype': \[facet|scormtype': '[^']*' is not a valid"
)
_MISSING = "The published schemas are not installed: run `make setup`."


@cache
def _schema(edition: str) -> etree.XMLSchema:
    parser = etree.XMLParser(no_network=True, resolve_entities=False)
    return etree.XMLSchema(etree.parse(str(SCHEMAS / edition / "checking" / "all.xsd"), parser))


def validate(data: bytes, path: str, root: Element, edition: str, code: str) -> list[Finding]:
    """Return what the schema says against a document already known to be well-formed and without DOCTYPE."""
    if not (SCHEMAS / edition / "checking" / "all.xsd").is_file():
        message = "the published schemas are not at hand, so the file was not validated"
        return [found(code, message, Span(path), _MISSING, Kind.needs_human)]
    parser = etree.XMLParser(no_network=True, resolve_entities=False, load_dtd=False, huge_tree=False)
    try:
        tree: Any = etree.fromstring(data, parser).getroottree()
    except etree.XMLSyntaxError as fault:
        return [found(code, f"the XML cannot be read: {fault.msg}", Span(path, *fault.position, *fault.position))]
    schema = _schema(edition)
    if schema.validate(tree):
        return []
    # keyed by the nodes themselves: lxml makes them anew, and gives their ids to others, once nobody holds them
    places = dict(zip(tree.iter(etree.Element), root.walk(), strict=False))
    spaces = {prefix: uri for node in tree.iter(etree.Element) for prefix, uri in node.nsmap.items() if prefix}
    findings = []
    log: Any = schema.error_log
    for error in log[:MOST_ERRORS] if len(log) > MOST_ERRORS else log:
        if _SAID_ELSEWHERE.search(error.message):
            continue
        raw = places.get(_node(tree, error.path, spaces))
        line, column = (raw.line, raw.column) if raw else (max(1, error.line), 1)
        words = _NAMESPACE.sub("", error.message)
        findings.append(found(code, words[:1].lower() + words[1:].rstrip("."), Span(path, line, column, line, column)))
    return findings


def _node(tree: Any, path: str | None, spaces: dict[str, str]) -> object:
    try:
        hits = tree.xpath(path, namespaces=spaces or None) if path else []
    except etree.XPathError:
        return None
    return hits[0] if isinstance(hits, list) and hits else None
