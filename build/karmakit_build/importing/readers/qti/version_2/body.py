"""The text of an item in QTI 2 as HTML, with something else in the place of its interactions."""

import html
from collections.abc import Callable

from karmakit_build.importing.marks import without
from karmakit_build.importing.mathml import latex
from karmakit_build.importing.scribe import Scribe
from karmakit_build.importing.xml import inside, local, said
from karmakit_build.xml import Element

Instead = Callable[[Element], str | None]
"""Returns the HTML that stands in the place of an element; None where it stands as it is."""

_KEPT = ("src", "alt", "href", "colspan", "rowspan")
_EMPTY = frozenset({"br", "hr", "img"})
_TOLD = {
    "feedbackInline": "feedback in the text",
    "feedbackBlock": "feedback in the text",
    "printedVariable": "a value that is drawn anew for each learner",
    "templateInline": "a text that is drawn anew for each learner",
    "templateBlock": "a text that is drawn anew for each learner",
    "infoControl": "a text that is shown on demand",
}


def html_of(element: Element, scribe: Scribe, instead: Instead = lambda _: None) -> str:
    """Return what stands in an element as HTML."""
    parts = [html.escape(without(element.text or ""), quote=False)]
    for child in element:
        if isinstance(child.tag, str):
            parts.append(_written(child, scribe, instead))
        parts.append(html.escape(without(child.tail or ""), quote=False))
    return "".join(parts)


def _written(element: Element, scribe: Scribe, instead: Instead) -> str:  # noqa: PLR0911 - a return a kind of element
    name = local(element)
    if (other := instead(element)) is not None:
        return other
    if name == "math":
        return scribe.formula(html.escape(said(element)), latex(element))
    if name == "object" and element.get("type", "").startswith("image/"):
        words = html.escape(" ".join(said(element).split()))
        return f'<img src="{html.escape(element.get("data", ""))}" alt="{words}">'
    if name == "rubricBlock" and "candidate" not in element.get("view", "candidate").split():
        scribe.lose("the notes for who marks it")
        return ""
    if name in _TOLD:
        scribe.lose(_TOLD[name], "Say it in `> [!FEEDBACK]`" if "feedback" in _TOLD[name] else "")
        return ""
    kept = "".join(f' {key}="{html.escape(element.get(key, ""))}"' for key in _KEPT if key in element.attrib)
    if name in _EMPTY:
        return f"<{name}{kept}>"
    return f"<{name}{kept}>{html_of(element, scribe, instead)}</{name}>"


def prompt(interaction: Element, scribe: Scribe) -> str:
    """Return what an interaction itself asks, as HTML."""
    return "".join(f"<p>{html_of(each, scribe)}</p>" for each in inside(interaction, "prompt"))
