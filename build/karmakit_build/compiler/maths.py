"""Turn a formula in TeX into MathML, which browsers set and screen readers read."""

import html
import re
from functools import lru_cache
from typing import TYPE_CHECKING

from karmakit_build.compiler.markup import attributes, escape

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

# Presentation MathML without maction, semantics and what could carry a link: the library passes authors' words through unescaped.
# fmt: off
_ELEMENTS = frozenset((
    "math", "menclose", "mfenced", "mfrac", "mi", "mmultiscripts", "mn", "mo", "mover", "mpadded", "mphantom",
    "mprescripts", "mroot", "mrow", "mspace", "msqrt", "mstyle", "msub", "msubsup", "msup", "mtable", "mtd", "mtext", "mtr",
    "munder", "munderover",
))
_ATTRIBUTES = frozenset((
    "accent", "accentunder", "align", "columnalign", "columnlines", "columnspacing", "depth", "display", "displaystyle",
    "fence", "form", "height", "largeop", "linethickness", "lspace", "mathcolor", "mathsize", "mathvariant", "maxsize",
    "minsize", "movablelimits", "notation", "rowlines", "rowspacing", "rspace", "scriptlevel", "separator", "stretchy",
    "symmetric", "voffset", "width",
))
# fmt: on
_VALUE = re.compile(r"[\w#.%+ -]*")


@lru_cache(maxsize=4096)
def mathml(tex: str, *, block: bool = False) -> str:
    """Return MathML; the TeX itself as code where it cannot be read."""
    from latex2mathml.converter import convert_to_element  # noqa: PLC0415 - a course without formulas does not pay for it

    try:
        return _written(convert_to_element(tex, display="block" if block else "inline"))
    except Exception:  # noqa: BLE001 - the library raises its own errors and plain IndexErrors alike on faulty TeX
        return f'<code class="math">{escape(tex)}</code>'


def _written(element: "Element") -> str:
    inside = escape(html.unescape(element.text or "")) + "".join(
        _written(child) + escape(html.unescape(child.tail or "")) for child in element
    )
    if element.tag not in _ELEMENTS:
        return inside
    kept = {name: value for name, value in element.attrib.items() if name in _ATTRIBUTES and _VALUE.fullmatch(value)}
    return f"<{element.tag}{attributes(kept)}>{inside}</{element.tag}>"
