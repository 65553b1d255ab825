"""Write HTML of strangers as Markdown of our dialect; what has no place there becomes a line of what was lost."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from lxml import html
from lxml.html import HtmlElement as Element

from karmakit_build.importing.draft import Lost
from karmakit_build.importing.wording import cell, indented, opened, plain, quoted

Media = Callable[[str, str], str | None]
"""Takes the address of a picture and its alternative text; returns where it lies in the course (`../media/…`), or None."""

Link = Callable[[str], str | None]
"""Takes a relative address; returns where it leads in the course (`other.md`, `../media/paper.pdf`), or None."""

Own = Callable[[Element, Callable[[Element], str]], str | None]
"""Takes an element, and what writes the blocks inside of one; returns its Markdown (blocks), or None where it is as any other."""

_BLOCKS = """
    address article aside blockquote body center dd details div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6
    header hr html li main nav ol p pre section summary table tbody td tfoot th thead tr ul
"""
BLOCKS = frozenset(_BLOCKS.split())
SILENT = frozenset({"head", "script", "style", "template", "noscript", "title", "meta", "link", "base"})
ACTIVE = frozenset(
    {"iframe", "object", "embed", "applet", "canvas", "input", "button", "select", "textarea", "video", "audio", "svg", "math"}
)
TOP_HEADING = 2
DEEPEST = 200
TOO_DEEP = "what is nested deeper than any text is"


@dataclass(slots=True)
class _Page:
    """One text being written: where it comes from, how media are found, and what was lost so far."""

    path: str
    place: str
    media: Media
    link: Link = lambda _: None
    own: Own = lambda *_: None
    losses: list[Lost] = field(default_factory=list)

    def lose(self, what: str, mend: str = "") -> None:
        self.losses.append(Lost(self.path, self.place, what, mend))


def markdown_of(  # noqa: PLR0913 - the last two are for pages, which have links and films; a text of a quiz names neither
    source: str | Element, path: str, place: str, media: Media, *, link: Link | None = None, own: Own | None = None
) -> tuple[str, tuple[Lost, ...]]:
    """Return the Markdown of an HTML text or element, and what was lost; headings begin at the second level, as a module's do."""
    page = _Page(path, place, media, link or (lambda _: None), own or (lambda *_: None))
    if isinstance(source, str) and not source.strip():
        return "", ()
    root = _root(source, page) if isinstance(source, str) else source
    shift = _shift(root)
    return "\n\n".join(_blocks(root, page, shift, 0)).strip(), tuple(page.losses)


def inline_of(source: str, path: str, place: str, media: Media) -> tuple[str, tuple[Lost, ...]]:
    """Return an HTML text as Markdown that stands in one paragraph, such as an option or a cell."""
    page = _Page(path, place, media)
    if not source.strip():
        return "", ()
    return opened(_tidy(_inlines(_root(source, page), page))), tuple(page.losses)


def is_cut(parser: html.HTMLParser) -> bool:
    """Say whether a text was nested so deep that its rest was not read: it is given up at 256 elements, without an error."""
    return any(entry.type_name == "ERR_RESOURCE_LIMIT" for entry in parser.error_log)


def _root(source: str, page: _Page) -> Element:
    parser = html.HTMLParser(no_network=True, huge_tree=False, remove_comments=True)
    root: Element = html.fromstring(f"<div>{source}</div>", parser=parser)
    if is_cut(parser):
        page.lose(TOO_DEEP)
    return root


def _shift(root: Element) -> int:
    """Return by how much headings go down, or up, so that the highest is of the second level."""
    levels = [int(element.tag[1]) for element in root.iter("h1", "h2", "h3", "h4", "h5", "h6")]
    return TOP_HEADING - min(levels, default=TOP_HEADING)


def _blocks(parent: Element, page: _Page, shift: int, depth: int) -> Iterator[str]:
    """Yield the blocks of an element; text beside blocks is a paragraph of its own."""
    if depth > DEEPEST:
        page.lose(TOO_DEEP)
        return
    run: list[str] = [_text(parent.text)]
    for child in parent:
        tag = child.tag if isinstance(child.tag, str) else ""
        if (own := page.own(child, lambda inner: "\n\n".join(_blocks(inner, page, shift, depth + 1)))) is not None:
            if text := _tidy("".join(run)):
                yield opened(text)
            run = []
            if own:
                yield own
        elif tag in BLOCKS:
            if text := _tidy("".join(run)):
                yield opened(text)
            run = []
            yield from _block(child, tag, page, shift, depth + 1)
        elif tag not in SILENT and any(isinstance(inner.tag, str) and inner.tag in BLOCKS for inner in child.iterdescendants()):
            yield from _blocks(child, page, shift, depth + 1)
        else:
            run.append(_inline(child, tag, page))
        run.append(_text(child.tail))
    if text := _tidy("".join(run)):
        yield opened(text)


def _block(element: Element, tag: str, page: _Page, shift: int, depth: int) -> Iterator[str]:
    if tag[0] == "h" and tag[1:].isdigit():
        level = min(max(int(tag[1]) + shift, TOP_HEADING), 6)
        if text := _tidy(_inlines(element, page)):
            yield f"{'#' * level} {text}"
    elif tag in {"ul", "ol"}:
        yield from _list(element, tag, page, shift, depth)
    elif tag == "table":
        yield from _table(element, page)
    elif tag == "pre":
        text = element.text_content().strip("\n")
        yield f"```text\n{text}\n```" if "```" not in text else f"````text\n{text}\n````"
    elif tag == "blockquote":
        inner = "\n\n".join(_blocks(element, page, shift, depth))
        if inner:
            yield quoted(inner)
    elif tag == "hr":
        yield "---"
    elif tag == "dl":
        yield from _definitions(element, page)
    else:
        yield from _blocks(element, page, shift, depth)


def _list(element: Element, tag: str, page: _Page, shift: int, depth: int) -> Iterator[str]:
    items = []
    for item in (child for child in element if child.tag == "li"):
        mark = f"{_number(item)}. " if tag == "ol" else "- "
        blocks = list(_blocks(item, page, shift, depth))
        if blocks:
            items.append(f"{mark}{indented((chr(10) * 2).join(blocks), ' ' * len(mark))}")
    if items:
        yield ("\n\n" if any("\n\n" in item for item in items) else "\n").join(items)


def _table(element: Element, page: _Page) -> Iterator[str]:
    own = [row for row in element.iter("tr") if next(row.iterancestors("table")) is element]
    if any(inner is not element for inner in element.iter("table")):
        page.lose("a table within a table stands as lines of its cell", "Divide the table")
    rows = [[each for each in row if each.tag in {"td", "th"}] for row in own]
    rows = [row for row in rows if row]
    if not rows:
        return
    if any(each.get("colspan", "1") != "1" or each.get("rowspan", "1") != "1" for row in rows for each in row):
        page.lose("a table has cells that span several; each stands once, in its first place", "Look at the table")
    written = [[cell(_cell(each, page)) for each in row] for row in rows]
    wide = max(map(len, written))
    lines = ["".join(["|", *(f" {text} |" if text else " |" for text in (*row, *[""] * (wide - len(row))))]) for row in written]
    yield "\n".join([lines[0], f"|{'---|' * wide}", *lines[1:]])


def _cell(element: Element, page: _Page) -> str:
    """Return what stands in a cell as one line: its paragraphs, the items of its lists and its lines parted by `<br>`."""
    pieces, run = [], [_text(element.text)]
    for child in element:
        tag = child.tag if isinstance(child.tag, str) else ""
        if tag in BLOCKS:
            inner = _cell(child, page)
            mark = "" if tag != "li" or not inner else f"{_number(child)}. " if element.tag == "ol" else "• "
            pieces += ["".join(run), mark + inner]
            run = []
        else:
            run.append(_inline(child, tag, page))
        run.append(_text(child.tail))
    lines = [" ".join(line.split()) for piece in (*pieces, "".join(run)) for line in _tidy(piece).split("\\\n")]
    return "<br>".join(line for line in lines if line)


def _number(item: Element) -> int:
    """Return the number of an item in its list, from where the list begins."""
    held = item.getparent()
    start = held.get("start", "1") if held is not None else "1"
    before = sum(1 for each in item.itersiblings(preceding=True) if each.tag == "li")
    return (int(start) if start.isdecimal() and len(start) < 9 else 1) + before  # noqa: PLR2004 - CommonMark's longest number


def _definitions(element: Element, page: _Page) -> Iterator[str]:
    lines: list[str] = []
    for child in element.iter("dt", "dd"):
        text = _tidy(_inlines(child, page))
        if text:
            lines += [f": {text}"] if child.tag == "dd" else [*([""] if lines else []), text]
    if lines:
        yield "\n".join(lines)


def _inlines(element: Element, page: _Page) -> str:
    parts = [_text(element.text)]
    for child in element:
        parts += [_inline(child, child.tag if isinstance(child.tag, str) else "", page), _text(child.tail)]
    return "".join(parts)


def _inline(element: Element, tag: str, page: _Page) -> str:
    if tag in WRITERS:
        return WRITERS[tag](element, page)
    if tag in SILENT or not tag:
        return ""
    if tag in ACTIVE:
        page.lose(f"a `{tag}` of the page", "Bring in what it shows by hand")
        return _inlines(element, page) if tag == "button" else ""
    inner = _inlines(element, page)
    return f" {inner} " if tag in BLOCKS else inner


def _code(element: Element, page: _Page) -> str:
    text = element.text_content()
    return f"`{text}`" if "`" not in text and text.strip() else _inlines(element, page)


def _kept(element: Element, page: _Page) -> str:
    inner = _inlines(element, page).strip()
    return f"<{element.tag}>{inner}</{element.tag}>" if inner else ""


def _around(inner: str, mark: str) -> str:
    """Return a text between marks that stand right at its words: spaces go outside, and nothing is marked that is empty."""
    core = inner.strip()
    if not core or core.startswith("*") or core.endswith("*"):
        return inner
    return f"{' ' if inner[:1].isspace() else ''}{mark}{core}{mark}{' ' if inner[-1:].isspace() else ''}"


def _link(element: Element, page: _Page) -> str:
    address, inner = (element.get("href") or "").strip(), _inlines(element, page)
    text = _tidy(inner)
    if not text or not address or address.startswith("#"):
        return inner
    if urlsplit(address).scheme in {"http", "https", "mailto"}:
        return f"[{text}](<{address}>)" if any(sign in address for sign in " ()<>") else f"[{text}]({address})"
    if not urlsplit(address).scheme and (inside := page.link(address)):
        return f"[{text}]({inside})"
    said = " ".join(element.text_content().split())[:60]
    page.lose(f'the link of "{said}" to {address[:80]}', "Link it again where it should lead")
    return text


def _picture(element: Element, page: _Page) -> str:
    source, alt = (element.get("src") or "").strip(), " ".join((element.get("alt") or "").split())
    place = page.media(source, alt) if source else None
    if place is None:
        page.lose(f"a picture, {source[:80] or 'without a file'}", "Put the file into media/ and show it where it stood")
        return plain(alt)
    return f"![{plain(alt)}]({place})"


def _text(text: str | None) -> str:
    """Return the Markdown of characters, with one space where there are spaces at their ends."""
    if not text:
        return ""
    core = plain(text)
    head, tail = text[:1].isspace(), text[-1:].isspace()
    return f"{' ' if head and core else ''}{core}{' ' if tail else ''}" if core else " "


def _tidy(text: str) -> str:
    """Return inline Markdown without spaces that say nothing, and without a break at its ends."""
    lines = [" ".join(line.split()) for line in text.split("\n")]
    return "\n".join(lines).strip().removesuffix("\\").strip()


def _marked(mark: str) -> Callable[[Element, _Page], str]:
    """Return the writer of an element that stands between marks."""
    return lambda element, page: _around(_inlines(element, page), mark)


WRITERS: Mapping[str, Callable[[Element, _Page], str]] = {
    "br": lambda *_: "\\\n",
    "img": _picture,
    "a": _link,
    "code": _code,
    **dict.fromkeys(("sub", "sup", "kbd", "mark", "small"), _kept),
    **dict.fromkeys(("b", "strong"), _marked("**")),
    **dict.fromkeys(("i", "em", "cite", "dfn"), _marked("*")),
    **dict.fromkeys(("s", "del", "strike"), _marked("~~")),
}
