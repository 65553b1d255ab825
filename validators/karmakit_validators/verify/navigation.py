"""Hold the ways through a course to the order in which it is read (WCAG 2.2, success criterion 2.4.3)."""

from collections.abc import Iterator, Mapping

from karmakit_schemas.findings import Finding
from karmakit_validators.verify.course import Course
from karmakit_validators.verify.faults import found
from karmakit_validators.verify.html import Page, Reference

COVER = "index.html"

_BUILD = "Build the bundle again with `karmakit build`."


def check_navigation(pages: Mapping[str, Page], course: Course) -> Iterator[Finding]:
    """Yield where the list of contents on the cover, or a page's way on, leads in another order than the course's."""
    order = list(dict.fromkeys(module.page for module in course.modules if module.page in pages))
    if len(order) < 2 or COVER in order:  # noqa: PLR2004 - one page has no order
        return
    if COVER in pages:
        yield from _contents(pages[COVER], order)
    following = dict(zip(order, [*order[1:], ""], strict=True))
    for path, wanted in following.items():
        for reference in pages[path].references:
            to = reference.to.path or ""
            if (reference.node.get("rel") or "").split() == ["next"] and to in following and to != wanted:
                message = f"the way on leads to {to}; in the course {wanted or 'nothing'} comes next"
                yield found("ACC033", message, pages[path].at(reference.node), _BUILD)


def _contents(cover: Page, order: list[str]) -> Iterator[Finding]:
    listed: dict[str, Reference] = {}
    modules = frozenset(order)
    links = [one for one in cover.references if one.node.tag == "a" and one.to.path in modules]
    rows = [one for one in links if _is_row(one)]
    for reference in rows or links:
        listed.setdefault(reference.to.path or "", reference)
    for path in order:
        if path not in listed:
            yield found("ACC033", f"the list of contents does not lead to {path}", cover.at(), _BUILD)
    there = [path for path in order if path in listed]
    for path, wanted in zip(listed, there, strict=True):
        if path != wanted:
            message = f"the list of contents has {path} where the course has {wanted}"
            yield found("ACC033", message, cover.at(listed[path].node), _BUILD)
            return


def _is_row(reference: Reference) -> bool:
    """Say whether a link stands in a line of the list of contents."""
    parent = reference.node.getparent()
    return parent is not None and parent.get("data-module") is not None
