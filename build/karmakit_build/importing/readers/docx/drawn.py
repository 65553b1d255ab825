"""Put signs in the places of what is drawn in a document, pictures, boxes, charts and diagrams, and of its equations."""

from collections.abc import Iterator

from lxml import etree

from karmakit_build.importing.office.drawings import first, is_decorative, related
from karmakit_build.importing.office.equations import tex_of
from karmakit_build.importing.office.names import DGM, PIC, A, C, M, O, V, W, tag
from karmakit_build.importing.office.telling import short
from karmakit_build.importing.readers.docx.sharing import Preparing
from karmakit_build.importing.wording import plain
from karmakit_build.importing.xml import local
from karmakit_build.xml import Element


def drawn(element: Element, part: str, place: str, doing: Preparing) -> Iterator[Element]:
    """Yield what stands in the place of a drawing: marks of its pictures, and its boxes, which mammoth puts after the paragraph."""
    boxes = list(_outermost(element))
    pictures = list(_pictures(element, part, place, doing))
    more = list(_figures(element, part, place, doing))
    if local(element) == "object":
        made_with = next((each.get("ProgID", "") for each in element.iter(tag(O, "OLEObject"))), "") or "an unknown program"
        doing.losses.lose(place, f"an embedded object ({made_with})", "Save it as a file or a picture, and bring it in by hand")
    yield from (text_element(each) for each in pictures)
    for box in boxes:
        doing.losses.lose(place, "a text box stands after the paragraph that it is fixed to")
        holder = etree.Element(tag(W, "pict"))
        etree.SubElement(etree.SubElement(holder, tag(V, "shape")), tag(V, "textbox")).append(box)
        yield holder
    for each in more:
        holder = etree.Element(tag(W, "pict"))
        content = etree.SubElement(
            etree.SubElement(etree.SubElement(holder, tag(V, "shape")), tag(V, "textbox")), tag(W, "txbxContent")
        )
        etree.SubElement(etree.SubElement(content, tag(W, "p")), tag(W, "r")).append(text_element(each))
        yield holder
    words = [each.get("string", "") for each in element.iter(tag(V, "textpath"))]
    yield from (text_element(f" {(each)} ") for each in words)
    if not pictures and not boxes and not more and not words and local(element) != "object":
        if any(each.get(tag(O, "hr")) in {"t", "true"} for each in element.iter()):
            yield text_element(doing.marks.mark("", "---"))
        else:
            doing.losses.lose(place, "a drawn shape", "Put a picture of the drawing into media/")


def _outermost(element: Element) -> Iterator[Element]:
    """Yield the texts of boxes in a drawing that lie in no other box of it."""
    inside = set(element.iter(tag(W, "txbxContent")))
    yield from (each for each in element.iter(tag(W, "txbxContent")) if not inside.intersection(each.iterancestors()))


def _pictures(element: Element, part: str, place: str, doing: Preparing) -> Iterator[str]:
    """Yield the marks of the pictures in a drawing (`pic:pic`) or in the older form (`v:imagedata`)."""
    frame = first(element, "docPr")
    for each in element.iter(tag(PIC, "pic")):
        own = first(each, "cNvPr")
        blip = next(each.iter(tag(A, "blip")), None)
        alt = _said(own) or _said(frame)
        relation = (related(blip, "embed") or related(blip, "link")) if blip is not None else ""
        decorative = is_decorative(frame) or is_decorative(own)
        yield doing.marks.mark(doing.drawings.picture(part, relation, alt, place, decorative=decorative))
    for each in element.iter(tag(V, "imagedata")):
        shape = each.getparent()
        alt = (shape.get("alt", "") if shape is not None else "") or each.get(tag(O, "title"), "")
        yield doing.marks.mark(doing.drawings.picture(part, related(each, "id"), alt, place))


def _said(properties: Element | None) -> str:
    return "" if properties is None else (properties.get("descr") or properties.get("title") or "")


def _figures(element: Element, part: str, place: str, doing: Preparing) -> Iterator[str]:
    made = [doing.drawings.chart(part, related(chart, "id"), place) for chart in element.iter(tag(C, "chart"))]
    made += [doing.drawings.diagram(part, related(each, "dm"), place) for each in element.iter(tag(DGM, "relIds"))]
    # in the cell of a table it can be a line of text only
    yield from (doing.marks.mark(" ".join(each.replace("---|", "").replace("|", " ").split()), each) for each in made if each)


def text_element(text: str) -> Element:
    """Return the element of a text in a run."""
    element = etree.Element(tag(W, "t"))
    element.text = text
    return element


def written(equation: Element, place: str, doing: Preparing) -> Iterator[Element]:
    """Yield the runs that stand for an equation: TeX between signs of formulas, or its characters where it is no TeX of ours."""
    alone = local(equation) == "oMathPara"
    for each in equation.iter(tag(M, "oMath")):
        tex, unknown = tex_of(each)
        if unknown:
            what = f"an equation ({unknown}) stands as its characters: {short(tex)}"
            doing.losses.lose(place, what, "Write it between dollar signs")
        if tex:
            sign = doing.marks.mark(plain(tex)) if unknown else doing.marks.mark(f"${tex}$", f"$$\n{tex}\n$$" if alone else "")
            run = etree.Element(tag(W, "r"))
            run.append(text_element(sign))
            yield run
