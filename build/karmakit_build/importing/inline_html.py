"""Write what stands within a line of HTML as Markdown of our dialect; what has no place there becomes a line of what was lost."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from lxml.html import HtmlElement as Element

from karmakit_build.importing.addresses import WEB, completed, scheme_of
from karmakit_build.importing.draft import NOTHING, Counts, Lost, missing_picture
from karmakit_build.importing.wording import plain

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
HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
ANCHOR = "data-karmakit-anchor"
"""The attribute that marks a heading which a link leads to, with its anchor in the course."""
_TOP = frozenset({"#", "#top"})
SILENT = frozenset({"head", "script", "style", "template", "noscript", "title", "meta", "link", "base"})
ACTIVE = frozenset(
    {"iframe", "object", "embed", "applet", "canvas", "input", "button", "select", "textarea", "video", "audio", "svg", "math"}
)


@dataclass(slots=True)
class Page:
    """One text being written: where it comes from, how media are found, and what was lost so far."""

    path: str
    place: str
    media: Media
    link: Link = lambda _: None
    own: Own = lambda *_: None
    losses: list[Lost] = field(default_factory=list)

    def lose(self, what: str, mend: str = "", counts: Counts = NOTHING) -> None:
        """Note what was lost, and how much of what is counted."""
        self.losses.append(Lost(self.path, self.place, what, mend, counts))


def inlines(element: Element, page: Page) -> str:
    """Return what stands in an element as Markdown of one paragraph."""
    parts = [text_of(element.text)]
    for child in element:
        parts += [inline(child, child.tag if isinstance(child.tag, str) else "", page), text_of(child.tail)]
    return "".join(parts)


def inline(element: Element, tag: str, page: Page) -> str:
    """Return one element that stands in a line."""
    if tag in WRITERS:
        return WRITERS[tag](element, page)
    if tag in SILENT or not tag:
        return ""
    if tag in ACTIVE:
        page.lose(f"a `{tag}` of the page", "Bring in what it shows by hand", NOTHING if tag == "button" else held(element))
        return inlines(element, page) if tag == "button" else ""
    flatten(element, tag, page)
    inner = inlines(element, page)
    return f" {inner} " if tag in BLOCKS else inner


def held(element: Element) -> Counts:
    """Return how many headings with a text, pictures and tables stand below an element, where they would be shown."""
    there = [each for each in element.iterdescendants() if isinstance(each.tag, str)]
    tags = [each.tag for each in there if each.tag not in HEADINGS or "".join(map(str, each.itertext())).strip()]
    return Counts(headings=sum(tag in HEADINGS for tag in tags), pictures=tags.count("img"), tables=tags.count("table"))


def flatten(element: Element, tag: str, page: Page) -> None:
    """Tell of a heading or a table that stands where only a line of text can be, such as in a cell or an option."""
    words = " ".join("".join(map(str, element.itertext())).split())
    if tag in HEADINGS and words:
        page.lose(f'the heading "{words[:60]}" inside a table, a list of terms or a line is plain text', "", Counts(headings=1))
    elif tag == "table" and next(element.iterancestors("table"), None) is not None:
        page.lose("a table within a table stands as lines of its cell", "Divide the table", Counts(tables=1))
    elif tag == "table":
        page.lose("a table within a line, such as an option; it stands as text", "Show it before", Counts(tables=1))


def _code(element: Element, page: Page) -> str:
    without_pictures(element, page)
    text = element.text_content()
    return f"`{text}`" if "`" not in text and text.strip() else inlines(element, page)


def without_pictures(code: Element, page: Page) -> None:
    """Tell of the pictures in code, which is nothing but text."""
    if number := sum(1 for _ in code.iter("img")):
        page.lose("a picture in code", "Show it after the code", Counts(pictures=number))


def _kept(element: Element, page: Page) -> str:
    inner = inlines(element, page).strip()
    return f"<{element.tag}>{inner}</{element.tag}>" if inner else ""


def _around(inner: str, mark: str) -> str:
    """Return a text between marks that stand right at its words: spaces go outside, and nothing is marked that is empty."""
    core = inner.strip()
    if not core or core.startswith("*") or core.endswith("*"):
        return inner
    return f"{' ' if inner[:1].isspace() else ''}{mark}{core}{mark}{' ' if inner[-1:].isspace() else ''}"


def _link(element: Element, page: Page) -> str:
    address, inner = (element.get("href") or "").strip(), inlines(element, page)
    text = tidy(inner)
    if not text or not address or address.lower() in _TOP:
        return inner
    address = completed(address)
    if scheme_of(address) in WEB | {"mailto"}:
        return f"[{text}](<{address}>)" if any(sign in address for sign in " ()<>") else f"[{text}]({address})"
    if not scheme_of(address) and (inside := page.link(address)):
        return f"[{text}]({inside})"
    said = " ".join(element.text_content().split())[:60]
    if address.startswith("#"):
        page.lose(f'the link of "{said}" to a place that did not come along', "Link it to the module where that is")
        return text
    mend = "Link it again, with https:// before it" if address.lower().startswith("www.") else "Link it again where it should lead"
    page.lose(f'the link of "{said}" to {address[:80]}', mend)
    return text


def _picture(element: Element, page: Page) -> str:
    source, alt = (element.get("src") or "").strip(), " ".join((element.get("alt") or "").split())
    place = page.media(source, alt) if source else None
    if place is None:
        page.lose(*missing_picture(source))
        return plain(alt)
    return f"![{plain(alt)}]({place})"


def text_of(text: str | None) -> str:
    """Return the Markdown of characters, with one space where there are spaces at their ends."""
    if not text:
        return ""
    core = plain(text)
    head, tail = text[:1].isspace(), text[-1:].isspace()
    return f"{' ' if head and core else ''}{core}{' ' if tail else ''}" if core else " "


def tidy(text: str) -> str:
    """Return inline Markdown without spaces that say nothing, and without a break at its ends."""
    lines = [" ".join(line.split()) for line in text.split("\n")]
    return "\n".join(lines).strip().removesuffix("\\").strip()


def _marked(mark: str) -> Callable[[Element, Page], str]:
    """Return the writer of an element that stands between marks."""
    return lambda element, page: _around(inlines(element, page), mark)


WRITERS: Mapping[str, Callable[[Element, Page], str]] = {
    "br": lambda *_: "\\\n",
    "img": _picture,
    "a": _link,
    "code": _code,
    **dict.fromkeys(("sub", "sup", "kbd", "mark", "small"), _kept),
    **dict.fromkeys(("b", "strong"), _marked("**")),
    **dict.fromkeys(("i", "em", "cite", "dfn"), _marked("*")),
    **dict.fromkeys(("s", "del", "strike"), _marked("~~")),
}
