"""An item in QTI 1.2 that is being read, and its text."""

from dataclasses import dataclass

from karmakit_build.importing.readers.qti.version_1.feedback import Feedback
from karmakit_build.importing.readers.qti.version_1.material import html_of
from karmakit_build.importing.readers.qti.version_1.scoring import Condition, worths
from karmakit_build.importing.scribe import Scribe
from karmakit_build.importing.xml import below, first, inside, local, said
from karmakit_build.xml import Element


@dataclass(frozen=True)
class Item:
    """An item that is being read: its type, its responses in their order, and its scoring."""

    element: Element
    kind: str
    responses: tuple[Element, ...]
    conditions: tuple[Condition, ...]
    scribe: Scribe
    feedback: Feedback

    def right(self, response: Element) -> list[str]:
        """Return the values of a response that score, in the order of the scoring."""
        return [value for value, worth in worths(self.conditions, response.get("ident", "")).items() if worth > 0]


def stem(item: Item, gaps: dict[str, str]) -> str:
    """Return the text of an item; a gap stands in the place of its response, or of its name in brackets, or at the end."""
    left = dict(gaps)

    def written(element: Element) -> str:
        parts = []
        for each in inside(element):
            name = local(each)
            if name == "material":
                parts.append(html_of(each, item.scribe))
            elif name.startswith("response_"):
                inner = "" if each in gapped else html_of(each, item.scribe)
                gap = left.pop(each.get("ident", ""), "") if each.get("ident", "") not in named else ""
                parts.append(inner + (f" {gap} " if gap else ""))
            elif name.startswith(("render_", "flow", "ims_render")):
                parts.append(written(each))
        return "".join(parts)

    presentation = first(item.element, "presentation")
    text = "".join(map(str, presentation.itertext())) if presentation is not None else ""
    named = {ident for ident in gaps if f"[{ident.removeprefix('response_')}]" in text}
    gapped = [each for each in item.responses if len(item.responses) > 1 or each.get("ident", "") in named]
    source = written(presentation) if presentation is not None else ""
    for ident in named:
        source = source.replace(f"[{ident.removeprefix('response_')}]", left.pop(ident, ""), 1)
    labels = [html_of(each, item.scribe) for each in _edges(item)]
    return item.scribe.block("".join([source, *(f"<p>{label}</p>" for label in labels if label)]))


def line_for(item: Item, response: Element) -> dict[str, str]:
    """Return the line that stands for a list where the text names it in brackets."""
    ident = response.get("ident", "")
    named = f"[{ident.removeprefix('response_')}]" in said(first(item.element, "presentation"))
    return {ident: item.scribe.held("\\_\\_\\_")} if named else {}


def _edges(item: Item) -> list[Element]:
    """Return the labels at the ends of an ordering, which stand beside its items."""
    return [each for each in below(item.element, "render_extension") if next(inside(each, "material"), None) is not None]
