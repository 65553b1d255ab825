"""What the compiler makes: a course as pages of HTML and data, for any target."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from karmakit_build.bundle import Weighed
from karmakit_build.compiler.links import address, media_path
from karmakit_build.compiler.showing import Showing
from karmakit_schemas.course import Course, Module
from karmakit_schemas.languages import Language

if TYPE_CHECKING:
    from karmakit_build.vetting.evidence import Evidence  # a course is compiled without it

# a poster and what a link leads to have no WebP in their place
_ASKED = re.compile(r' (?:poster|href)="(?:\.\.?/)?(media/[^"]*)"')


@dataclass(frozen=True, slots=True)
class Page:
    """One page: the cover (`module` is None) or a module.

    `main` is the HTML inside `<main>`, `data` the page's data as JSON that can stand in a script element (empty on the cover).
    `media` are the paths of the course's files that the page shows or links to, `terms` the ids of the terms it links to.
    """

    path: str
    title: str
    main: str
    data: str = ""
    module: Module | None = None
    back: str | None = None
    forward: str | None = None
    media: tuple[str, ...] = ()
    terms: tuple[str, ...] = ()

    @property
    def root(self) -> str:
        """Return the way from the page to the bundle's root."""
        return ".." if "/" in self.path else "."


@dataclass(frozen=True)
class Pages:
    """A compiled course: its pages (the cover first), its data for the player, and the media that it really uses.

    Unless it is `vetted` every page says that it is not; `evidence` is what its bundles carry as proof that it is.
    The low-bandwidth edition knows the `full` one, and once both were `weighed` its cover says what they weigh.
    """

    course: Course
    language: Language
    pages: tuple[Page, ...]
    data: Mapping[str, Any]
    media: Mapping[str, bytes]
    vetted: bool = True
    evidence: "Evidence | None" = None
    full: "Pages | None" = None
    weighed: "Weighed | None" = None

    @property
    def lite(self) -> bool:
        """Return whether this is the low-bandwidth edition."""
        return self.full is not None

    @property
    def showing(self) -> Showing:
        """Return which files of the course the edition shows."""
        return Showing(self.course.sources.files, self.lite)

    @property
    def spared(self) -> frozenset[str]:
        """Return the pictures, by their path in a bundle, that only those browsers load which read no WebP."""
        shown = map(self.showing.picture, self.course.sources.files)
        in_two_forms = [media_path(one.path) for one in shown if one.webp]
        if not in_two_forms:
            return frozenset()  # most courses: no page is looked through
        asked = {found for page in self.pages for found in _ASKED.findall(page.main)}
        return frozenset(path for path in in_two_forms if address(path) not in asked)

    def named(self, target: str) -> str:
        """Return the name of a bundle for a target."""
        return f"{self.course.meta.id}-{target}{'-lite' if self.lite else ''}"

    @property
    def cover(self) -> Page:
        """Return the first page."""
        return self.pages[0]

    @property
    def marks(self) -> Mapping[str, float | None]:
        """Return the pass mark in per cent by the id of each module; None where it is no test."""
        return {module["id"]: module["test"]["passMark"] if module["test"] else None for module in self.data["modules"]}

    @property
    def final_mark(self) -> float | None:
        """Return the pass mark of the final test, None where the course has none."""
        tests = (module["test"] for module in self.data["modules"] if module["test"])
        return next((test["passMark"] for test in tests if test["final"]), None)
