"""Follow every link inside the bundle, to the file and to the place in it."""

from collections.abc import Container, Iterator, Mapping

from karmakit_schemas.findings import Finding
from karmakit_schemas.spans import Span
from karmakit_validators.verify.address import understand
from karmakit_validators.verify.archive import Archive
from karmakit_validators.verify.course import COURSE, Course
from karmakit_validators.verify.css import placed
from karmakit_validators.verify.faults import few, found
from karmakit_validators.verify.html import Page
from karmakit_validators.verify.security import LONGEST_TEXT, position

COVER = "index.html"


def check_links(archive: Archive, pages: Mapping[str, Page], course: Course | None) -> Iterator[Finding]:
    """Yield every address of pages, style sheets and the course's data that leads nowhere."""
    folded = {name.casefold(): name for name in archive.files}
    routes = {f"/{module.id}" for module in course.modules} | {"/"} if course else set()
    for page in pages.values():
        yield from few(_from_page(page, archive, pages, folded, routes))
    yield from _from_styles(archive, folded)
    for module in course.modules if course else ():
        if module.page and module.page not in archive.files:
            message = f"the page `{module.page}` of the module `{module.id}` is not in the bundle"
            yield found("LNK001", message, Span(COURSE), "Build the bundle again.")


def _from_page(
    page: Page, archive: Archive, pages: Mapping[str, Page], folded: Mapping[str, str], routes: Container[str]
) -> Iterator[Finding]:
    for reference in page.references:
        written = reference.address
        address = reference.to
        if address.meaning != "local" or (not written.strip() and reference.attribute in ("action", "formaction")):
            continue
        if _leads_nowhere(address.path, archive):
            yield _nowhere(written, address.path, folded, page.at(reference.node))
            continue
        there = pages.get(address.path or "")
        if there is None or not address.fragment or reference.attribute == "style":
            continue
        route = there.path == COVER and address.fragment in routes
        if not route and address.fragment != "top" and address.fragment not in there.targets:
            message = f"`{written[:80]}` leads to a place that {there.path} does not have"
            yield found("LNK001", message, page.at(reference.node), "Correct the part after `#`.")


def _from_styles(archive: Archive, folded: Mapping[str, str]) -> Iterator[Finding]:
    for name, data in archive.files.items():
        if name.endswith(".css") and len(data) <= LONGEST_TEXT:
            yield from few(_from_style(name, data.decode("utf-8", "replace"), archive, folded))


def _from_style(name: str, text: str, archive: Archive, folded: Mapping[str, str]) -> Iterator[Finding]:
    for offset, one in placed(text):
        address = understand(one, name)
        if address.meaning == "local" and not one.startswith("#") and _leads_nowhere(address.path, archive):
            yield _nowhere(one, address.path, folded, position(name, text, offset))


def _leads_nowhere(path: str | None, archive: Archive) -> bool:
    return path is None or path not in archive.names


def _nowhere(written: str, path: str | None, folded: Mapping[str, str], at: Span) -> Finding:
    if path is None:
        return found("LNK001", f"`{written[:80]}` leads out of the bundle", at, "Link to a file of the bundle.")
    near = folded.get(path.casefold())
    if near:
        return found("LNK001", f"`{written[:80]}` is not in the bundle; `{near}` is, and capital letters count on a server", at)
    return found("LNK001", f"`{written[:80]}` is not in the bundle", at, "Add the file, or remove the link.")
