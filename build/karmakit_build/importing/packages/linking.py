"""Where the links on the pages of a package lead in the course: to a module, to a heading in it, to a file beside it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from lxml.html import HtmlElement as Element

from karmakit_build.importing.anchors import anchored, fragment_of
from karmakit_build.importing.inline_html import Link
from karmakit_build.importing.packages.containers import Container
from karmakit_build.importing.packages.gathering import Part
from karmakit_build.importing.packages.html import Page, first_heading, words_of
from karmakit_build.importing.packages.taking import FILMS, PAPERS, SOUNDS, Taking
from karmakit_build.importing.shelf import PICTURES

_LEAD = PAPERS | PICTURES | FILMS | SOUNDS


@dataclass(frozen=True)
class Linking:
    """What is taken along, the names of the modules by their pages, and the anchors of places by page and place."""

    taking: Taking
    names: Mapping[str, str]
    anchors: Mapping[tuple[str, str], str]

    def of(self, part: Part) -> Link:
        """Return what says where an address on the page of a part leads."""

        def leads(address: str) -> str | None:
            path = part.path if address.startswith("#") else self.taking.container.find(address, part.path)
            if path is not None and path in self.names:
                return self._place(path, fragment_of(address), here=path == part.path)
            place = self.taking.take(path, _LEAD)
            return f"../{place}" if place else None

        return leads

    def _place(self, path: str, fragment: str, *, here: bool) -> str | None:
        """Return the address of a page, or of a place in it; of a place that is not there the page, and None on the page itself."""
        anchor = self.anchors.get((path, fragment))
        if here and fragment and anchor is None:
            return None
        return f"#{anchor}" if here and anchor else f"{self.names[path]}.md{f'#{anchor}' if anchor else ''}"


def anchors_of(container: Container, parts: Sequence[Part]) -> Mapping[tuple[str, str], str]:
    """Return the anchors of the places that links lead to, by page and place; the headings there are marked with them."""
    wanted: dict[str, set[str]] = {}
    for part in parts:
        for link in part.page.text.iter("a") if part.page else ():
            address = (link.get("href") or "").strip()
            path = part.path if address.startswith("#") else container.find(address, part.path) if "#" in address else None
            if path is not None and fragment_of(address):
                wanted.setdefault(path, set()).add(fragment_of(address))
    found: dict[tuple[str, str], str] = {}
    for part in parts:
        if part.page is not None and part.path in wanted:
            places = anchored([part.page.text], wanted[part.path], title=title_in(part.page, part.title))
            found |= {(part.path, fragment): anchor for fragment, anchor in places.items()}
    return found


def title_in(page: Page, title: str) -> Element | None:
    """Return the heading at the beginning of a page that says its title again; it is left out of the module."""
    heading = first_heading(page.text)
    if heading is None or next(heading.iter("img"), None) is not None:
        return None
    return heading if words_of(heading).casefold() == " ".join(title.casefold().split()) else None
