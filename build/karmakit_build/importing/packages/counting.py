"""Count what a page holds by the signs of its source alone, apart from the tree that its text is written from."""

import re
from dataclasses import dataclass, field

from karmakit_build.importing.draft import Counts

# one sign at a time, none of which can run past the next: a page is read through once, however it is written
_SIGN = re.compile(r"<!--|-->|<(/?)([A-Za-z][A-Za-z0-9]*)\b([^<>]*)>?")
_TEMPLATE = re.compile(r"type\s*=\s*[\"']?text/(x-[\w-]*template|[\w-]*template|html|x-handlebars)", re.IGNORECASE)
_NAMED = re.compile(r"\b(data-title|title)\s*=\s*([\"'])\s*[^\s\"']", re.IGNORECASE)
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_SILENT = frozenset({"script", "style", "noscript", "title"})
_COMMENT = "<!--"


@dataclass
class _Count:
    """What was counted so far, and where in the page this is: within what is not shown, or within a heading."""

    headings: int = 0
    pictures: int = 0
    tables: int = 0
    named: list[bool] = field(default_factory=list)
    silent: str = ""
    heading: bool = False
    seen: bool = False

    def text(self, text: str) -> None:
        """Take in characters between two signs."""
        if self.heading and not self.silent and text.replace("&nbsp;", " ").strip():
            self.seen = True

    def close(self) -> None:
        """End the heading that is open, and count it if a text stood in it."""
        self.headings += self.heading and self.seen
        self.heading = self.seen = False

    def tag(self, name: str, closing: bool, attributes: str) -> None:  # noqa: FBT001 - a tag opens or closes
        """Take in a tag."""
        if self.silent:
            self.silent = "" if closing and name == self.silent else self.silent
        elif name in _HEADINGS:
            self.close()
            self.heading = not closing
        elif name == "script" and not closing and _TEMPLATE.search(attributes):
            self.named.append(_NAMED.search(attributes) is not None)
        elif name in _SILENT and not closing:
            self.silent = name
        elif not closing:
            self.pictures += name == "img"
            self.tables += name == "table"


def counts_of(page: str) -> Counts:
    """Return how many headings (with a text), pictures and tables stand in the source of a page, its templates included.

    Where several templates have titles, each is a heading.
    """
    count, at = _Count(), 0
    for sign in _SIGN.finditer(page):
        count.text(page[at : sign.start()])
        at = sign.end()
        if sign[0] == _COMMENT:
            count.silent = count.silent or _COMMENT
        elif sign[0] == "-->":
            count.silent = "" if count.silent == _COMMENT else count.silent
        elif sign[2]:
            count.tag(sign[2].lower(), bool(sign[1]), sign[3])
    count.text(page[at:])
    count.close()
    headings = count.headings + (sum(count.named) if len(count.named) > 1 else 0)
    return Counts(headings=headings, pictures=count.pictures, tables=count.tables)
