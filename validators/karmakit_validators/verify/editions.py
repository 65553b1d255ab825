"""Read the print editions of a course, and keep the one that holds the answers away from learners."""

from collections.abc import Iterator, Mapping

from karmakit_schemas.findings import Finding
from karmakit_validators.verify.archive import Archive
from karmakit_validators.verify.course import Course
from karmakit_validators.verify.dom import elements
from karmakit_validators.verify.faults import few, found
from karmakit_validators.verify.html import LONGEST_PAGE, Page, markup, read_page
from karmakit_validators.verify.reading import Reading

LAUNCH = "facilitator.html"

_APART = "Take it out: the facilitator's edition is handed over by itself, in a bundle of its own."


def edition(page: Page) -> str:
    """Return for whom a print edition is, `learner` or `facilitator`; "" of any other page."""
    return page.root.get("data-edition") or ""


def read_facilitator(archive: Archive, _: Course | None) -> Reading:
    """Return what a bundle that holds the facilitator's edition says of itself."""
    text = markup(archive.files[LAUNCH])
    page = read_page(LAUNCH, text) if len(text) <= LONGEST_PAGE else None
    if page is None:
        return Reading("facilitator's edition", launch=LAUNCH)  # a page that cannot be read is a finding of its own
    house = []
    if edition(page) != "facilitator":
        message = f"{LAUNCH} does not say that it is the facilitator's edition: it could be taken for a page of learners"
        house.append(found("PKG001", message, page.at(page.root), "Build the bundle again with `karmakit build --target web`."))
    title = (page.titles[0].text or "").strip() if page.titles else ""
    return Reading("facilitator's edition", title, LAUNCH, 1, house=house)


def check_editions(archive: Archive, pages: Mapping[str, Page]) -> Iterator[Finding]:
    """Yield a facilitator's edition that lies where learners read, and answers in a learner's edition."""
    apart = set(pages) == {LAUNCH} and not any(name.endswith((".xml", ".webmanifest")) for name in archive.files)
    for page in pages.values():
        of = edition(page)
        if of == "facilitator" and not apart:
            yield found("ITM033", f"{page.path} is the facilitator's edition, with all answers", page.at(), _APART)
        elif of == "learner":
            yield from few(_answers(page))


def _answers(page: Page) -> Iterator[Finding]:
    for node in elements(page.root):
        if "answer" in (node.get("class") or "").split():
            mend = "Build the bundle again; never change a file inside it."
            yield found("ITM033", "an answer stands in the learner's edition", page.at(node), mend)
