"""Write the text of a page as Markdown: films, sounds and frames in our way, tables that only lay out a page as text."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from posixpath import basename, splitext

from lxml import html
from lxml.html import HtmlElement as Element

from karmakit_build.importing.draft import NOTHING, Counts, Lost
from karmakit_build.importing.from_html import markdown_of
from karmakit_build.importing.inline_html import Link
from karmakit_build.importing.packages.html import HEADINGS
from karmakit_build.importing.packages.taking import CAPTIONS, FILMS, SOUNDS, Taking
from karmakit_build.importing.shelf import PICTURES
from karmakit_build.importing.wording import plain

_INSIDE_CELLS = frozenset({"td", "th", "dt", "dd", "caption", "legend"})
_LISTS = ("ul", "ol")


@dataclass(slots=True)
class _Writer:
    """One page being written: where it lies, what may be taken along, and what was lost of it."""

    path: str
    place: str
    taking: Taking
    link: Link
    losses: list[Lost] = field(default_factory=list)

    def lose(self, what: str, mend: str = "", counts: Counts = NOTHING) -> None:
        self.losses.append(Lost(self.path, self.place, what, mend, counts))


def text_of_page(text: Element, path: str, place: str, taking: Taking, link: Link) -> tuple[str, tuple[Lost, ...]]:
    """Return the Markdown of the text of a page, and what was lost of it; `link` says where relative addresses lead."""
    writer = _Writer(path, place, taking, link)
    _prepare(text)
    media: Callable[[str, str], str | None] = lambda address, _: taking.picture(address, path)  # noqa: E731 - as the reader of HTML wants it
    body, losses = markdown_of(text, path, place, media, link=link, own=lambda element, inner: _own(element, inner, writer))
    return body, (*writer.losses, *losses)


def film(element: Element, path: str, taking: Taking) -> tuple[str, str]:
    """Return the directive of a video or a sound, and the words for what of it could not be carried over (empty: nothing)."""
    kinds = FILMS if element.tag == "video" else SOUNDS
    addresses = [element.get("src"), *(source.get("src") for source in element.iter("source"))]
    places = (taking.take(taking.container.find(address, path), kinds) for address in addresses if address)
    source = next((place for place in places if place), None)
    if source is None:
        said = next((address for address in addresses if address), "without a file")
        return "", f"a {'video' if element.tag == 'video' else 'sound'}, {said[:80]}"
    attributes = [f"src={source}"]
    lost = ""
    if element.tag == "video":
        tracks = [each for each in element.iter("track") if each.get("kind", "subtitles") in {"captions", "subtitles"}]
        captions = [taking.take(taking.container.find(each.get("src", ""), path), CAPTIONS) for each in tracks]
        kept = [each for each in captions if each]
        attributes += [f"captions={kept[0]}"] if kept else []
        poster = taking.take(taking.container.find(element.get("poster", ""), path), PICTURES)
        attributes += [f"poster={poster}"] if poster else []
        lost = f"captions of a video, {tracks[len(kept)].get('src', '')[:80]}" if len(kept[:1]) < len(tracks) else ""
    named = element.get("title") or element.get("aria-label") or splitext(basename(source))[0]
    title = " ".join(named.replace('"', "'").split())
    attributes.append(f'title="{title}"')
    return f"::: {'video' if element.tag == 'video' else 'audio'} {{{' '.join(attributes)}}}\n:::", lost


def _own(element: Element, inner: Callable[[Element], str], writer: _Writer) -> str | None:
    tag = element.tag
    if tag in {"video", "audio"}:
        made, lost = film(element, writer.path, writer.taking)
        if lost:
            writer.lose(lost, "Put the file into media/ and name it in the directive")
        return made
    if tag == "iframe":
        return _frame(element, writer)
    if tag == "table" and _lays_out(element):
        writer.lose("a table that only lays out the page; it is written as text, cell by cell", "", Counts(tables=1))
        return "\n\n".join(filter(None, map(inner, _cells(element))))
    if tag == "a" and any(each.tag in {*HEADINGS, "p", "div", "ul", "table"} for each in element.iterdescendants()):
        if element.get("href"):
            writer.lose(f"the link of a whole part to {element.get('href', '')[:80]}", "Link a few words of it")
        return inner(element)
    return None


def _frame(element: Element, writer: _Writer) -> str:
    """Return a link in the place of a page within a page."""
    address = (element.get("src") or "").strip()
    title = plain(" ".join((element.get("title") or address.partition("?")[0]).split())[:80])
    inside = writer.link(address) if address else None
    if inside:
        return f"[{title}]({inside})"
    if address.startswith(("https://", "http://")) and not any(sign in address for sign in " ()<>"):
        writer.lose(f"a page of another site, {address[:80]}, is a link here", "Nothing of other sites is shown inside a course")
        return f"[{title}]({address})"
    writer.lose(f"a page within the page, {address[:80] or 'without an address'}", "Bring in what it shows by hand")
    return ""


def _lays_out(table: Element) -> bool:
    """Say whether a table only lays out a page: it says so, has one column, or holds tables or headings in its plain cells."""
    rows = [[each for each in row if each.tag in {"td", "th"}] for row in table.iter("tr")]
    if table.get("role") in {"presentation", "none"} or all(len(row) <= 1 for row in rows):
        return True
    inside = (each for cell in table.iter("td") for each in cell.iterdescendants())
    return any(each.tag == "table" or each.tag in HEADINGS for each in inside)


def _cells(table: Element) -> Iterator[Element]:
    """Yield the cells of a table itself, none of those of a table within it."""
    for child in table:
        if child.tag in {"td", "th", "caption"}:
            yield child
        elif child.tag in {"thead", "tbody", "tfoot", "tr"}:
            yield from _cells(child)


def _prepare(text: Element) -> None:
    """Put in order what would be passed over: captions of tables, and lists right inside of lists."""
    for caption in list(text.iter("caption")):
        table = caption.getparent()
        if table is not None and table.tag == "table" and table.getparent() is not None:
            caption.tail = None
            caption.tag = "div"
            table.addprevious(caption)
    for inside in [each for each in text.iter(*_LISTS) if each.getparent() is not None and each.getparent().tag in _LISTS]:
        before = inside.getprevious()
        if before is not None and before.tag == "li":
            before.append(inside)
        else:
            item = html.fragment_fromstring("", create_parent="li")
            inside.addprevious(item)
            item.append(inside)


def is_page(path: str | None) -> bool:
    """Say whether a file is a page."""
    return path is not None and splitext(path)[1].lower() in {".html", ".htm", ".xhtml"}
