"""Package the low-bandwidth edition of a course: its cover says what it weighs, and what the full edition weighs."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace
from typing import Any

from karmakit_build.bundle import Bundle, Weighed
from karmakit_build.compiler.links import media_path
from karmakit_build.compiler.pages import Pages
from karmakit_build.targets import package
from karmakit_schemas.course import Course
from karmakit_schemas.errors import UsageError
from karmakit_schemas.findings import Finding
from karmakit_validators.bandwidth import carried
from karmakit_validators.verify.faults import found

IGOT = "igot"
HEAVIEST = 3
_LOADED = ("index.html", "pages/", "assets/", "media/")
_LICENCE = ".txt"


def refuse_igot(targets: Collection[str]) -> None:
    """Raise where the low-bandwidth edition is wanted for iGOT.

    iGOT lists a course once, by its codes: a second kit would take the place of the full one, or divide its learners.
    """
    if IGOT in targets:
        raise UsageError("iGOT lists a course once and has no place for a second edition: build the target igot without --lite")


def package_lite(pages: Pages, target: str, given: Mapping[str, Any] | None = None) -> tuple[Bundle, ...]:
    """Return what a target makes of the low-bandwidth edition (`compile_lite`), weighed first: its cover tells the weight."""
    if pages.full is None:
        raise ValueError("these are the pages of the full edition")
    full = package(pages.full, target, given)[0]
    lite = package(pages, target, given)[0]
    weighed = Weighed(sum(loaded(pages, lite).values()), sum(loaded(pages.full, full).values()))
    return tuple(replace(bundle, weighed=weighed) for bundle in package(replace(pages, weighed=weighed), target, given))


def loaded(pages: Pages, bundle: Bundle) -> dict[str, int]:
    """Return how many bytes of each file travel to who sees all of an edition: text deflated, and one file for each picture."""
    meta = pages.course.meta
    shown = {path for page in pages.pages for path in page.media} | {meta.theme.logo}
    unseen = pages.spared | ({media_path(meta.thumbnail)} if meta.thumbnail and meta.thumbnail not in shown else set())
    return {
        path: carried(path, data)
        for path, data in bundle.files.items()
        if path.startswith(_LOADED) and path not in unseen and not path.endswith(_LICENCE)
    }


def overweight(pages: Pages, bundle: Bundle) -> Iterator[Finding]:
    """Yield where a bundle weighs more than the course allows its low-bandwidth edition, with the files that weigh most."""
    course: Course = pages.course
    most = course.meta.budgets.lite
    if bundle.weighed is None or most is None or bundle.weighed.lite <= most:
        return
    weights = loaded(pages, bundle)
    heaviest = sorted(weights, key=lambda path: (-weights[path], path))[:HEAVIEST]
    named = ", ".join(f"{path} {weights[path] // 1000:,} kB" for path in heaviest)
    message = f"the low-bandwidth edition {bundle.name} weighs {bundle.weighed.lite // 1000:,} kB, most of it {named}"
    mend = f"{most // 1000:,} kB are its budget: make lighter files below media/lite/, or raise the budget"
    yield found("PKG017", message, course.place("budgets", "lite"), mend)
