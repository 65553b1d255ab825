"""Hold a bundle to the licences of the works in it: who made them is named where learners can read it (CC BY 4.0, section 3)."""

from collections.abc import Iterable, Iterator, Mapping

from karmakit_schemas.findings import Finding
from karmakit_validators.verify.archive import Archive
from karmakit_validators.verify.course import Course
from karmakit_validators.verify.faults import found
from karmakit_validators.verify.html import Page

MOST_WORKS = 1_000
MOST_TEXT = 4_000_000
_TOLD = ("title", "author", "licence")


def check_credits(archive: Archive, pages: Mapping[str, Page], course: Course) -> Iterator[Finding]:
    """Yield each work that is in the bundle, and whose title, author and licence stand together on no page.

    The works are those under `credits` in `karmakit/course.json`; a package of one module may carry only some of them.
    """
    listed = course.raw.get("credits")
    works = [work for work in listed if isinstance(work, dict)] if isinstance(listed, list) else []
    works = [work for work in works[:MOST_WORKS] if {str(work.get("file")), f"media/_/{work.get('file')}"} & archive.files.keys()]
    if not works or not pages:
        return
    cover = pages.get("index.html") or next(iter(pages.values()))
    texts = _texts((cover, *pages.values()))
    for work in works:
        told = [" ".join(str(work.get(key, "")).split()) for key in _TOLD]
        if not any(all(words in text for words in told) for text in texts):
            message = f"no page names `{told[0][:80]}` by `{told[1][:80]}` with its licence {told[2][:40]}"
            yield found("LIC004", message, cover.at(), "Build the bundle again: the cover lists the works of `credits`.")


def _texts(pages: Iterable[Page]) -> list[str]:
    """Return the texts of pages, the first ones if they are more than any course has."""
    texts: list[str] = []
    for page in pages:
        if sum(map(len, texts)) < MOST_TEXT:
            texts.append(" ".join("".join(page.root.itertext()).split()))
    return texts
