"""Every file a course refers to, and from where."""

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass

from karmakit_schemas.spans import Span
from karmakit_schemas.unread import UnreadError
from karmakit_validators.context import Context
from karmakit_validators.page import Page, is_remote


@dataclass(frozen=True, slots=True)
class Reference:
    """One mention of a file: the `address` as written, the `path` it means, the place, and the attribute or key that holds it."""

    address: str
    path: str
    span: Span
    name: str


def is_file(path: str) -> bool:
    """Say whether a link's target is meant as a file, not as a page."""
    suffix = path.rpartition("/")[2].rpartition(".")[2] if "." in path.rpartition("/")[2] else ""
    return suffix not in {"", "md", "html"}


def of_page(page: Page) -> Iterator[Reference]:
    """Yield the files that a page shows or plays, or links to outside of Markdown."""
    for node, name, address in page.addressed:
        if is_remote(address) or address.startswith("#"):
            continue
        path = page.context.resolve(page.path, address)
        if name == "href" and not is_file(path):
            continue  # a page, which is the business of LNK001
        yield Reference(address, path, page.find(node.span, address), name)


def of_course(context: Context) -> Iterator[Reference]:
    """Yield the files that `course.yml` names: thumbnail, logo, credited works."""
    course = context.parsed.part
    meta = course.meta
    with suppress(UnreadError):
        if meta.thumbnail:
            yield Reference(meta.thumbnail, meta.thumbnail, course.place("thumbnail"), "thumbnail")
    with suppress(UnreadError):
        if meta.theme.logo:
            yield Reference(meta.theme.logo, meta.theme.logo, course.place("theme", "logo"), "logo")
    with suppress(UnreadError):
        for index, credit in enumerate(meta.credits):
            yield Reference(credit.file, credit.file, course.place("credits", index, "file"), "file")


def everywhere(context: Context) -> Iterator[Reference]:
    """Yield every reference of the course."""
    for page in context.pages:
        yield from of_page(page)
    yield from of_course(context)
