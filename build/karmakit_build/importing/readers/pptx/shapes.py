"""Write the shapes of a slide as HTML, in their reading order, and tell what of them is lost."""

from collections.abc import Iterator
from dataclasses import dataclass

from karmakit_build.importing.draft import NOTHING, Counts
from karmakit_build.importing.office.drawings import Drawings, is_decorative, related
from karmakit_build.importing.office.names import DGM, P14, A, C, P, tag
from karmakit_build.importing.office.pictures import kind_of, medium
from karmakit_build.importing.office.telling import short
from karmakit_build.importing.readers.pptx.bullets import bullets_of, placeholder
from karmakit_build.importing.readers.pptx.texts import Texts
from karmakit_build.importing.wording import plain
from karmakit_build.importing.xml import local
from karmakit_build.xml import Element

TITLES = frozenset({"title", "ctrTitle"})
FOOTERS = frozenset({"ftr", "dt", "sldNum", "hdr"})
_MEDIA = ("videoFile", "audioFile", "wavAudioFile", "quickTimeFile", "media")
_DEEPEST = 20


@dataclass(frozen=True, slots=True)
class Shapes:
    """One slide: its texts, its drawings, and the layout and master that say how it lists."""

    texts: Texts
    drawings: Drawings
    layout: Element
    master: Element

    def html(self, tree: Element, depth: int = 0) -> str:
        """Return what a tree of shapes holds, without the title and what stands on every slide; groups in their own order."""
        return "".join(piece for each in tree for piece in self._shape(each, depth))

    def _shape(self, shape: Element, depth: int) -> Iterator[str]:
        name = local(shape)
        if _own(shape).get("hidden") in {"1", "true"}:
            self._lose("a hidden shape", "Show it in PowerPoint, and bring it in again", _held(shape))
        elif name == "grpSp" and depth < _DEEPEST:
            yield self.html(shape, depth + 1)
        elif name == "grpSp":
            self._lose("shapes grouped deeper than any drawing is", "Ungroup them in PowerPoint", _held(shape))
        elif name == "pic":
            yield self._picture(shape)
        elif name == "graphicFrame":
            yield from self._frame(shape)
        elif name == "cxnSp":
            self._lose("drawn lines and shapes without a text", "Put a picture of the drawing into media/")
        elif name == "sp":
            yield from self._text(shape)
        elif name == "contentPart":
            self._lose("ink", "Put a picture of it into media/")

    def _lose(self, what: str, mend: str = "", counts: Counts = NOTHING) -> None:
        self.texts.losses.lose(self.texts.place, what, mend, counts)

    def _text(self, shape: Element) -> Iterator[str]:
        holder = placeholder(shape)
        kind = "" if holder is None else holder.get("type", "obj")
        if kind in TITLES or kind in FOOTERS:
            return
        body = shape.find(tag(P, "txBody"))
        inner = self.texts.html(body, bullets_of(shape, self.layout, self.master)) if body is not None else ""
        if next(shape.iterfind(f"{tag(P, 'spPr')}/{tag(A, 'blipFill')}"), None) is not None:
            self._lose("a picture that fills a shape", "Put it into media/ and show it where it stood")
        elif not inner and holder is None:
            self._lose("drawn lines and shapes without a text", "Put a picture of the drawing into media/")
        self._tell_link(shape, inner)
        yield inner

    def _tell_link(self, shape: Element, said: str) -> None:
        """Tell the link of a whole shape; texts and pictures keep only links of their own."""
        for link in _named(shape).iterfind(tag(A, "hlinkClick")):
            if address := self.texts.address(link, short(said) or "a shape"):
                self._lose(f"the link of a shape to {short(address, 80)}", "Link its text")

    def _picture(self, shape: Element) -> str:
        names = _named(shape)
        alt = names.get("descr") or names.get("title") or ""
        medium = next((each for each in shape.iter() if local(each) in _MEDIA), None)
        if medium is not None:
            return self._medium(shape, alt)
        blip = next(shape.iter(tag(A, "blip")), None)
        self._tell_link(shape, alt)
        if blip is None:
            return ""
        relation = related(blip, "embed") or related(blip, "link")
        markdown = self.drawings.picture(self.texts.part, relation, alt, self.texts.place, decorative=is_decorative(names))
        return f"<p>{self.texts.marks.mark(markdown)}</p>" if markdown else ""

    def _medium(self, shape: Element, alt: str) -> str:
        """Return a video or a sound, if its file lies in the presentation and browsers play it; captions stay open."""
        links = self.texts.package.relations(self.texts.part)
        held = next((related(each, "embed") for each in shape.iter(tag(P14, "media"))), "")
        linked = next((related(each, "link") for each in shape.iter() if local(each) in _MEDIA and related(each, "link")), "")
        found = links.get(held) or links.get(linked)
        what = "sound" if any("udio" in local(each) for each in shape.iter()) else "video"
        if found is None or found.external:
            self._lose(f"a {what} outside the file{f', {short(found.target, 80)}' if found else ''}", "Put its file into media/")
            return ""
        place = medium(self.drawings.shelf, found.target, self.texts.package.files.get(found.target))
        if place is None:
            self._lose(
                f"a {what} of the kind {kind_of(found.target)}, which browsers do not play", "Save it as MP4 and put it into media/"
            )
            return ""
        self._lose(f"a {what} came without captions and a transcript", "Write them; `karmakit check` asks for them")
        title = short(alt or _named(shape).get("name", ""), 80).replace('"', "'") or what
        directive = "audio" if what == "sound" else "video"
        block = f'::: {directive} {{src={place} title="{title}"}}\n\n:::'
        return f"<p>{self.texts.marks.mark(plain(title), block)}</p>"

    def _frame(self, shape: Element) -> Iterator[str]:
        if next(shape.iter(tag(A, "tbl"), tag(C, "chart"), tag(DGM, "relIds"), tag(P, "oleObj")), None) is None:
            self._lose("a graphic of a kind that is not read", "Put a picture of it into media/")
        part, place = self.texts.part, self.texts.place
        marks = self.texts.marks
        for table in shape.iter(tag(A, "tbl")):
            yield self._table(table)
        for chart in shape.iter(tag(C, "chart")):
            if block := self.drawings.chart(part, related(chart, "id"), place):
                yield f"<p>{marks.mark(block)}</p>"
        for diagram in shape.iter(tag(DGM, "relIds")):
            if block := self.drawings.diagram(part, related(diagram, "dm"), place):
                yield f"<p>{marks.mark(block)}</p>"
        for held in shape.iter(tag(P, "oleObj")):
            self._lose(
                f"an embedded object ({held.get('progId') or 'unknown'})", "Save it as a file or a picture, and bring it in by hand"
            )
            yield from (self._picture(each) for each in held.iter(tag(P, "pic")))

    def _table(self, table: Element) -> str:
        rows = []
        for row in table.iter(tag(A, "tr")):
            cells = [
                f"<td{_spans(cell)}>{'<br>'.join(self.texts.lines(cell))}</td>"
                for cell in row.iter(tag(A, "tc"))
                if cell.get("hMerge", "0") in {"0", "false"} and cell.get("vMerge", "0") in {"0", "false"}
            ]
            rows.append(f"<tr>{''.join(cells)}</tr>")
        return f"<table>{''.join(rows)}</table>"


def _spans(cell: Element) -> str:
    told = [(name, cell.get(key, "1")) for name, key in (("colspan", "gridSpan"), ("rowspan", "rowSpan"))]
    return "".join(f' {name}="{number}"' for name, number in told if number.isdecimal() and number != "1")


def _own(shape: Element) -> Element:
    """Return the properties that name a shape itself, not one within it."""
    return next((each for holder in shape for each in holder.iterchildren(tag(P, "cNvPr"))), shape)


def _named(shape: Element) -> Element:
    """Return the properties that name a shape and say its alternative text."""
    return next(shape.iter(tag(P, "cNvPr")), shape)


def _held(shape: Element) -> Counts:
    """Return how many pictures and tables stand in a shape that is not shown."""
    shown = [each for each in shape.iter(tag(P, "pic")) if next(each.iter(tag(A, "blip")), None) is not None]
    return Counts(pictures=len(shown), tables=sum(1 for _ in shape.iter(tag(A, "tbl"))))
