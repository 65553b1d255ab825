"""The texts of QTI 1.2: material of plain text, HTML, pictures and formulas, as one text in HTML."""

import html

from lxml import etree

from karmakit_build.importing.marks import without
from karmakit_build.importing.mathml import latex
from karmakit_build.importing.scribe import Scribe
from karmakit_build.importing.xml import inside, local, said
from karmakit_build.xml import Element

_FLOWS = frozenset(
    {"flow", "flow_mat", "flow_label", "material", "material_ref", "altmaterial", "hintmaterial", "solutionmaterial"}
)


def html_of(element: Element | None, scribe: Scribe) -> str:
    """Return all material that stands in an element, one after another."""
    return "".join(_written(each, scribe) for each in inside(element))


def words_of(element: Element | None, scribe: Scribe) -> str:
    """Return all material of an element as Markdown of one paragraph."""
    return scribe.line(html_of(element, scribe))


def _written(element: Element, scribe: Scribe) -> str:
    name = local(element)
    if name in _FLOWS:
        return html_of(element, scribe)
    if name in {"mattext", "matemtext"}:
        return _text(element)
    if name == "matbreak":
        return "<br>"
    if name == "matimage":
        address, alt = element.get("uri", ""), element.get("label", "")
        return f'<img src="{html.escape(address)}" alt="{html.escape(alt)}">'
    if name == "math":
        return scribe.formula(html.escape(said(element)), latex(element))
    if name.startswith("mat"):
        scribe.lose(f"a `{name}`", "Bring in what it shows by hand")
    return ""


def _text(element: Element) -> str:
    """Return a text in HTML; one without a type that has tags is HTML, as some programs write it."""
    if len(element):
        inner = html.escape(element.text or "", quote=False)
        for child in element:
            etree.cleanup_namespaces(child)
            inner += etree.tostring(child, encoding="unicode", method="html")
        return without(inner)
    text = without(element.text or "")
    return text if element.get("texttype", "text/plain").lower() == "text/html" else html.escape(text, quote=False)
