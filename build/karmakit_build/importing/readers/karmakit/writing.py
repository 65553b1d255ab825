"""Write parts of a page of ours as Markdown: what its classes mean, the writers know; links and pictures as in any page."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from lxml.html import HtmlElement as Element

from karmakit_build.importing.draft import NOTHING, Counts, Lost
from karmakit_build.importing.from_html import markdown_of
from karmakit_build.importing.marks import Marks
from karmakit_build.importing.packages.taking import PAPERS, Taking
from karmakit_build.importing.readers.karmakit.data import Data
from karmakit_build.importing.shelf import PICTURES

_PAGE = re.compile(r"(?:\.\./pages/|pages/)?([a-z0-9-]+)\.html")
_TERM = "#term-"
_NO_ID = re.compile(r"[^\w-]")

Inner = Callable[[Element], str]
Writer = Callable[[Element, Inner, "Text"], str | None]


@dataclass
class Text:
    """A page being written: where it lies, the media, the names of all modules, and what was lost so far."""

    path: str
    taking: Taking
    names: frozenset[str]
    losses: list[Lost] = field(default_factory=list)
    marks: Marks = field(default_factory=Marks)
    keys: Data = field(default_factory=dict)
    asked: dict[str, Data] = field(default_factory=dict)
    writers: Mapping[str, "Writer"] = field(default_factory=dict)

    def lose(self, what: str, mend: str = "", counts: Counts = NOTHING) -> None:
        """Note what was lost."""
        self.losses.append(Lost(self.path, "", what, mend, counts))

    def block(self, source: str | Element) -> str:
        """Return the Markdown of a part of the page."""
        body, losses = markdown_of(
            source,
            self.path,
            "",
            lambda address, _: self.taking.picture(address, self.path),
            link=self._link,
            own=self._own,
        )
        self.losses += losses
        return self.marks.placed(body)

    def line(self, source: str | Element) -> str:
        """Return the Markdown of a part that stands in one paragraph."""
        return " ".join(self.block(source).split("\n"))

    def _link(self, address: str) -> str | None:
        if address.startswith("#") and _TERM not in address:
            return f"#{word(address[1:])}"
        if _TERM in address:
            return f"../glossary.md#{word(address.partition(_TERM)[2])}"
        name = _PAGE.fullmatch(address.partition("#")[0].rpartition("/")[2])
        if name and name[1] in self.names:
            anchor = address.partition("#")[2]
            return f"{name[1]}.md{f'#{word(anchor)}' if anchor else ''}"
        place = self.taking.take(self.taking.container.find(address, self.path), PAPERS | PICTURES)
        return f"../{place}" if place else None

    def _own(self, element: Element, inner: Inner) -> str | None:
        writer = self.writers.get(element.get("class") or "") or self.writers.get(str(element.tag))
        return writer(element, inner, self) if writer else None


def word(ident: str) -> str:
    """Return an id as it can stand in a directive: a bundle that was changed may hold anything in the place of one."""
    return _NO_ID.sub("-", ident)
