"""Where the addresses in a page lead: to another module, to a heading in it, to a picture; with what Liquid puts before them."""

import re

from karmakit_build.importing.assembling import id_of
from karmakit_build.importing.markdown.book import Page
from karmakit_build.importing.markdown.folder import joined


def where(page: Page, address: str) -> str | None:
    """Return where a relative address leads in the course; None where nothing is known there."""
    path, _, fragment = address.partition("#")
    target = joined(page.path, path) if path else page.path
    for each in (target, f"{target}.md", f"{target}/index.md", f"{target}/README.md", target.removesuffix(".html") + ".md"):
        if fragment and (found := page.book.anchors.get((each, fragment.lower()))):
            inside = f"#{found[1]}" if found[1] else ""
            return inside if inside and found[0] == page.module else f"{found[0]}.md{inside}"
        if each in page.book.targets and path:
            if fragment:
                page.once(1, "a link to a place in another page that is not there; it leads to the page")
            return f"{page.book.targets[each]}.md"
    if found := page.book.labels.get(address.lstrip("#").lower()):
        return f"{'' if found[0] == page.module and found[1] else found[0] + '.md'}{'#' if found[1] else ''}{found[1]}"
    return None


def media(page: Page, source: str) -> str | None:
    """Return where a picture lies in the course now; None where the folder does not have it."""
    return page.book.shelf.shown(source, lambda address: page.book.folder.picture(joined(page.path, address)))


def without_liquid(address: str) -> str:
    """Return an address without what Liquid would put before it: the path that stands in its quotation marks, or the rest."""
    if "{{" not in address:
        return address
    quoted = re.search(r"""["']([^"']+)["']""", address)
    return quoted[1] if quoted else re.sub(r"\{\{[^{}]*\}\}", "", address)


def anchor_of(text: str) -> str:
    """Return the anchor that sites make of a heading: its words, small, parted by hyphens."""
    return re.sub(r"[^\w -]", "", text.lower()).strip().replace(" ", "-")


def id_for(text: str, line: int) -> str:
    """Return an anchor of ours for a heading; of letters that are not ASCII, by its line."""
    return id_of(text) or f"line-{line}"
