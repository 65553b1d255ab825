"""Take a page of a package apart: its title, what of it is text, what only stands around it, and where it leads."""

import re
from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass
from typing import cast

from lxml import etree, html
from lxml.html import HtmlElement as Element

from karmakit_build.importing.draft import Counts
from karmakit_build.importing.from_html import is_cut

SUFFIXES = (".html", ".htm", ".xhtml")
_CHARSET = re.compile(rb"<meta[^>]{0,200}charset\s*=\s*[\"']?([\w-]+)|<\?xml[^>]{0,200}encoding\s*=\s*[\"']([\w-]+)", re.IGNORECASE)
_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
_TEMPLATE = re.compile(r"text/(x-[\w-]*template|[\w-]*template|html|x-handlebars)", re.IGNORECASE)
_AROUND_ROLES = frozenset({"navigation", "banner", "contentinfo", "search", "toolbar", "menu", "menubar", "dialog", "alertdialog"})
HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_UNSEEN = ("script", "style", "template", "noscript")
LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")
_LEADS = {"a": "href", "area": "href", "iframe": "src", "frame": "src"}
_TOOLS = {
    "Articulate Storyline": ("story_content/", "storyline"),
    "Articulate Rise": ("scormcontent/", "rise"),
    "Adobe Captivate": ("cpm.js", "cp.min.js", "captivate"),
    "iSpring": ("ispring", "isplayer"),
    "Lectora": ("trivantis", "lectora"),
}


@dataclass(frozen=True)
class Around:
    """What was taken off a page because it only stands around its text: how many of what."""

    links: int = 0
    headings: int = 0
    pictures: int = 0
    tables: int = 0

    def __add__(self, other: "Around") -> "Around":
        return Around(
            self.links + other.links,
            self.headings + other.headings,
            self.pictures + other.pictures,
            self.tables + other.tables,
        )

    def __bool__(self) -> bool:
        return any((self.links, self.headings, self.pictures, self.tables))

    @property
    def counts(self) -> Counts:
        """Return how much of what is counted it is."""
        return Counts(headings=self.headings, pictures=self.pictures, tables=self.tables)

    def __str__(self) -> str:
        """Return it in words."""
        parts = {"link": self.links, "heading": self.headings, "picture": self.pictures, "table": self.tables}
        return ", ".join(f"{number} {name}{'' if number == 1 else 's'}" for name, number in parts.items() if number)


@dataclass(frozen=True)
class Page:
    """One page: its text as an element, its titles, the addresses that it leads to, in their order, and what is told of it."""

    source: str
    title: str
    text: Element
    leads: tuple[str, ...]
    around: Around
    templates: int
    scripted: bool
    tool: str
    cut: bool
    language: str


def decoded(data: bytes) -> str:
    """Return the characters of a page: by its byte order mark, what it says itself, as UTF-8, or as Windows wrote them."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", "replace")
    said = _CHARSET.search(data[:2048])
    names = ["utf-8-sig", *([(said[1] or said[2]).decode()] if said else []), "cp1252"]
    for name in names:
        try:
            return data.decode(name)
        except (UnicodeDecodeError, LookupError):
            continue
    return data.decode("utf-8", "replace")


def page_of(data: bytes) -> Page:
    """Return a page; anything can be read as one."""
    source = _DECLARATION.sub("", decoded(data)).replace("\0", "")
    parser = html.HTMLParser(no_network=True, huge_tree=False, remove_comments=True)
    try:
        root = html.document_fromstring(source, parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError):
        root = html.document_fromstring("<html><body></body></html>")
    cut = is_cut(parser)
    title = words_of(root.find(".//title"))
    leads = tuple(_leads(root))
    tool = _tool(source)
    body = root.find("body")
    text: Element = deepcopy(body) if body is not None else html.fragment_fromstring("", create_parent="div")
    for each in [*text.iter(*_UNSEEN)]:
        each.drop_tree()
    templates = _templates(root)
    language = next((tag for tag in (root.get("lang"), root.get("xml:lang")) if tag and LANGUAGE.fullmatch(tag)), "")
    scripted = any(not _TEMPLATE.match(each.get("type", "")) for each in root.iter("script"))
    around = _without_frame(text)
    if templates:
        # the pages stand in templates, and what is around them is the frame that a script puts them into
        around += _counted(text)
        text = _joined(templates)
    return Page(source, title, text, leads, around, len(templates), scripted, tool, cut, language)


def first_heading(text: Element) -> Element | None:
    """Return the heading that a text begins with, if nothing else stands before it."""
    for element in text.iter():
        if element.tag in HEADINGS and words_of(element):
            found: Element = element
            return found
        if isinstance(element.tag, str) and ((element is not text and (element.text or "").strip()) or element.tag == "img"):
            return None
    return None


def every(element: Element, path: str) -> list[Element]:
    """Return the elements that an XPath leads to."""
    return cast("list[Element]", element.xpath(path))


def take_off(element: Element) -> None:
    """Remove an element from its page; the text after it stays."""
    element.drop_tree()


def says(text: Element) -> bool:
    """Say whether there is anything in a text that a reader could see: a word, a picture, a film."""
    seen = ("img", "video", "audio", "iframe", "frame", "object", "embed", "svg", "canvas")
    return any(True for _ in text.iter(*seen)) or bool(words_of(text))


def words_of(element: Element | None) -> str:
    """Return the words of an element as they are seen, with single spaces."""
    return " ".join("".join(map(str, element.itertext())).split()) if element is not None else ""


def _leads(root: Element) -> Iterator[str]:
    for element in root.iter(*_LEADS):
        if (address := (element.get(_LEADS[str(element.tag)]) or "").strip()) and not address.startswith("#"):
            yield address


def _without_frame(text: Element) -> Around:
    """Take navigation, banners and the like off a text, and say how many of what there were; `main` alone, where there is one."""
    around = Around()
    main = next((each for each in text.iter() if each.tag == "main" or each.get("role") == "main"), None)
    if main is not None and says(main):
        before = _counted(text)
        inside = _counted(main)
        kept = deepcopy(main)
        kept.tail = None
        text.clear()
        text.append(kept)
        around += Around(
            before.links - inside.links,
            before.headings - inside.headings,
            before.pictures - inside.pictures,
            before.tables - inside.tables,
        )
    for element in [each for each in text.iter() if isinstance(each.tag, str) and _stands_around(each)]:
        if not any(_stands_around(each) for each in element.iterancestors()):
            around += _counted(element)
            element.drop_tree()
    return around


def _stands_around(element: Element) -> bool:
    return element.tag == "nav" or element.get("role", "").strip().lower() in _AROUND_ROLES


def _counted(element: Element) -> Around:
    def number(tag: str) -> int:
        return sum(1 for _ in element.iter(tag))

    return Around(number("a"), sum(bool(words_of(each)) for each in element.iter(*HEADINGS)), number("img"), number("table"))


def _templates(root: Element) -> list[tuple[str, str]]:
    """Return the texts that a script is to show, with their titles, in their order."""
    found = [each for each in root.iter("script") if _TEMPLATE.match(each.get("type", ""))]
    return [(each.get("data-title") or each.get("title") or "", each.text or "") for each in found]


def _joined(templates: list[tuple[str, str]]) -> Element:
    joined: Element = html.fragment_fromstring("", create_parent="div")
    parser = html.HTMLParser(no_network=True, huge_tree=False, remove_comments=True)
    for title, text in templates:
        part = html.fromstring(f"<div>{text}</div>", parser=parser)
        if title and len(templates) > 1:
            heading = html.fragment_fromstring("", create_parent="h2")
            heading.text = title
            joined.append(heading)
        opening = cast("Element | None", next(iter(part), None))
        if title and opening is not None and opening.tag not in HEADINGS and words_of(opening) == title:
            opening.drop_tree()  # it says the title, which stands above it already
        joined.append(part)
    return joined


def _tool(source: str) -> str:
    lowered = source[:200_000].lower()
    return next((name for name, signs in _TOOLS.items() if any(sign in lowered for sign in signs)), "")
