"""Write HTML of strangers as Markdown of our dialect; what has no place there becomes a line of what was lost."""

import re
from collections.abc import Callable, Iterator, Mapping

from lxml import html
from lxml.html import HtmlElement as Element

from karmakit_build.importing.draft import Counts, Lost
from karmakit_build.importing.figures import figure_of, own_caption
from karmakit_build.importing.inline_html import (
    ANCHOR,
    BLOCKS,
    HEADINGS,
    SILENT,
    Link,
    Media,
    Own,
    Page,
    flatten,
    held,
    inline,
    inlines,
    text_of,
    tidy,
    without_pictures,
)
from karmakit_build.importing.wording import cell, indented, opened, quoted

TOP_HEADING = 2
_IS_ANCHOR = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
DEEPEST = 200
TOO_DEEP = "what is nested deeper than any text is"


def markdown_of(  # noqa: PLR0913 - the last two are for pages, which have links and films; a text of a quiz names neither
    source: str | Element, path: str, place: str, media: Media, *, link: Link | None = None, own: Own | None = None
) -> tuple[str, tuple[Lost, ...]]:
    """Return the Markdown of an HTML text or element, and what was lost; headings begin at the second level, as a module's do."""
    page = Page(path, place, media, link or (lambda _: None), own or (lambda *_: None))
    if isinstance(source, str) and not source.strip():
        return "", ()
    root = _root(source, page) if isinstance(source, str) else source
    shift = _shift(root)
    return "\n\n".join(_blocks(root, page, shift, 0)).strip(), tuple(page.losses)


def inline_of(source: str, path: str, place: str, media: Media) -> tuple[str, tuple[Lost, ...]]:
    """Return an HTML text as Markdown that stands in one paragraph, such as an option or a cell."""
    page = Page(path, place, media)
    if not source.strip():
        return "", ()
    return opened(tidy(inlines(_root(source, page), page))), tuple(page.losses)


def is_cut(parser: html.HTMLParser) -> bool:
    """Say whether a text was nested so deep that its rest was not read: it is given up at 256 elements, without an error."""
    return any(entry.type_name == "ERR_RESOURCE_LIMIT" for entry in parser.error_log)


def _root(source: str, page: Page) -> Element:
    parser = html.HTMLParser(no_network=True, huge_tree=False, remove_comments=True)
    root: Element = html.fromstring(f"<div>{source}</div>", parser=parser)
    if is_cut(parser):
        page.lose(TOO_DEEP)
    return root


def _shift(root: Element) -> int:
    """Return by how much headings go down, or up, so that the highest is of the second level."""
    levels = [int(element.tag[1]) for element in root.iter(*HEADINGS)]
    return TOP_HEADING - min(levels, default=TOP_HEADING)


def _blocks(parent: Element, page: Page, shift: int, depth: int) -> Iterator[str]:
    """Yield the blocks of an element; text beside blocks is a paragraph of its own."""
    if depth > DEEPEST:
        page.lose(TOO_DEEP, "", held(parent))
        return
    run: list[str] = [text_of(parent.text)]
    for child in parent:
        tag = child.tag if isinstance(child.tag, str) else ""
        if (own := page.own(child, lambda inner: "\n\n".join(_blocks(inner, page, shift, depth + 1)))) is not None:
            if text := tidy("".join(run)):
                yield opened(text)
            run = []
            if own:
                yield own
        elif tag in BLOCKS:
            if text := tidy("".join(run)):
                yield opened(text)
            run = []
            yield from _block(child, tag, page, shift, depth + 1)
        elif tag not in SILENT and any(isinstance(inner.tag, str) and inner.tag in BLOCKS for inner in child.iterdescendants()):
            yield from _blocks(child, page, shift, depth + 1)
        else:
            run.append(inline(child, tag, page))
        run.append(text_of(child.tail))
    if text := tidy("".join(run)):
        yield opened(text)


def _block(element: Element, tag: str, page: Page, shift: int, depth: int) -> Iterator[str]:
    yield from _WRITERS.get(tag, _blocks)(element, page, shift, depth)


def _heading(element: Element, page: Page, shift: int, _depth: int) -> Iterator[str]:
    level = min(max(int(element.tag[1]) + shift, TOP_HEADING), 6)
    if text := tidy(inlines(element, page)):
        anchor = element.get(ANCHOR, "")
        yield f"{'#' * level} {text}{f' {{#{anchor}}}' if _IS_ANCHOR.fullmatch(anchor) else ''}"


def _code(element: Element, page: Page, _shift: int, _depth: int) -> Iterator[str]:
    without_pictures(element, page)
    text = element.text_content().strip("\n")
    yield f"```text\n{text}\n```" if "```" not in text else f"````text\n{text}\n````"


def _quote(element: Element, page: Page, shift: int, depth: int) -> Iterator[str]:
    if inner := "\n\n".join(_blocks(element, page, shift, depth)):
        yield quoted(inner)


def _figure(element: Element, page: Page, shift: int, depth: int) -> Iterator[str]:
    if own_caption(element) is None:
        yield from _blocks(element, page, shift, depth)
    elif text := figure_of(element, lambda inner: "\n\n".join(_blocks(inner, page, shift, depth))):
        yield text


def _list(element: Element, page: Page, shift: int, depth: int) -> Iterator[str]:
    items = []
    for item in (child for child in element if child.tag == "li"):
        mark = f"{_number(item)}. " if element.tag == "ol" else "- "
        blocks = list(_blocks(item, page, shift, depth))
        if blocks:
            items.append(f"{mark}{indented((chr(10) * 2).join(blocks), ' ' * len(mark))}")
    if items:
        yield ("\n\n" if any("\n\n" in item for item in items) else "\n").join(items)


def _table(element: Element, page: Page, _shift: int, _depth: int) -> Iterator[str]:
    own = [row for row in element.iter("tr") if next(row.iterancestors("table")) is element]
    rows = [[each for each in row if each.tag in {"td", "th"}] for row in own]
    rows = [row for row in rows if row]
    if not rows:
        page.lose("a table without a row", "", Counts(tables=1))
        return
    if any(each.get("colspan", "1") != "1" or each.get("rowspan", "1") != "1" for row in rows for each in row):
        page.lose("a table has cells that span several; each stands once, in its first place", "Look at the table")
    written = [[cell(_cell(each, page)) for each in row] for row in rows]
    wide = max(map(len, written))
    lines = ["".join(["|", *(f" {text} |" if text else " |" for text in (*row, *[""] * (wide - len(row))))]) for row in written]
    yield "\n".join([lines[0], f"|{'---|' * wide}", *lines[1:]])


def _cell(element: Element, page: Page) -> str:
    """Return what stands in a cell as one line: its paragraphs, the items of its lists and its lines parted by `<br>`."""
    pieces, run = [], [text_of(element.text)]
    for child in element:
        tag = child.tag if isinstance(child.tag, str) else ""
        if tag in BLOCKS:
            flatten(child, tag, page)
            inner = _cell(child, page)
            mark = "" if tag != "li" or not inner else f"{_number(child)}. " if element.tag == "ol" else "• "
            pieces += ["".join(run), mark + inner]
            run = []
        else:
            run.append(inline(child, tag, page))
        run.append(text_of(child.tail))
    lines = [" ".join(line.split()) for piece in (*pieces, "".join(run)) for line in tidy(piece).split("\\\n")]
    return "<br>".join(line for line in lines if line)


def _number(item: Element) -> int:
    """Return the number of an item in its list, from where the list begins."""
    held = item.getparent()
    start = held.get("start", "1") if held is not None else "1"
    before = sum(1 for each in item.itersiblings(preceding=True) if each.tag == "li")
    return (int(start) if start.isdecimal() and len(start) < 9 else 1) + before  # noqa: PLR2004 - CommonMark's longest number


def _definitions(element: Element, page: Page, _shift: int, _depth: int) -> Iterator[str]:
    lines: list[str] = []
    for child in element.iter("dt", "dd"):
        text = tidy(inlines(child, page))
        if text:
            lines += [f": {text}"] if child.tag == "dd" else [*([""] if lines else []), text]
    if lines:
        yield "\n".join(lines)


_WRITERS: Mapping[str, Callable[[Element, Page, int, int], Iterator[str]]] = {
    **dict.fromkeys(HEADINGS, _heading),
    **dict.fromkeys(("ul", "ol"), _list),
    "table": _table,
    "pre": _code,
    "blockquote": _quote,
    "hr": lambda *_: iter(("---",)),
    "dl": _definitions,
    "figure": _figure,
}
