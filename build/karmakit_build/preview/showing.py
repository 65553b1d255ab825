"""A course as the preview shows it: read once, and every other thing worked out when it is first asked for."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from pathlib import Path

from karmakit_authoring.config import project_of
from karmakit_authoring.vetting_files import policy_folder
from karmakit_build.checking.baselining import hide
from karmakit_build.checking.configured import Terms
from karmakit_build.compiler.pages import Pages
from karmakit_build.preview.remembering import Kept
from karmakit_build.preview.standing_in import harmless, shown_course
from karmakit_build.reviewing.pack.asking import Subject, asking
from karmakit_build.site import policy, site
from karmakit_build.vetting.passage import Checked, passage
from karmakit_build.vetting.reading import vetting_in
from karmakit_schemas.course import Course, Module
from karmakit_schemas.errors import KarmakitError
from karmakit_schemas.findings import Finding
from karmakit_schemas.parsed import Parsed
from karmakit_schemas.vetting import COURSE
from karmakit_validators.configured import Given, settings_of
from karmakit_validators.report import Part
from karmakit_validators.review.measures import Measure, measures

TRACKER = "none"
"""The player speaks to no platform: only the tab remembers what was answered."""
PLAYER = "web"
COVER = ""
MODULES = "modules/"


@dataclass(frozen=True)
class Unread:
    """A course that cannot be read at all, and the line that says why; `name` is its place in the preview."""

    name: str
    folder: Path
    line: str


@dataclass(frozen=True)
class Showing:
    """A course in `folder`, by its `name` in the preview, as it was read, on the terms of its project and on a day.

    `kept` spares work that was done for the course as it was before; what is shown is the same without.
    """

    name: str
    folder: Path
    parsed: Parsed
    terms: Terms
    today: date
    kept: Kept = field(default_factory=Kept, repr=False, compare=False)

    @cached_property
    def course(self) -> Course | None:
        """Return the course that is shown; None where there is no module to show."""
        return shown_course(self.parsed)

    @property
    def title(self) -> str:
        """Return the title, or what stands in for it."""
        return self.course.meta.title if self.course else self.name

    @property
    def lang(self) -> str:
        """Return the language of the course; an empty text where there is nothing to show."""
        return self.course.meta.language if self.course else ""

    @property
    def modules(self) -> tuple[Module, ...]:
        """Return the modules that can be shown, in their order."""
        return self.course.modules if self.course else ()

    @property
    def unread(self) -> tuple[str, ...]:
        """Return the names of modules that are there but cannot be read, sorted: somebody is writing them."""
        known = {module.path for module in self.modules}
        return tuple(
            path.removeprefix(MODULES).removesuffix(".md")
            for path in sorted(self.parsed.sources.files)
            if path.startswith(MODULES) and path.endswith(".md") and path.count("/") == 1 and path not in known
        )

    @cached_property
    def found(self) -> tuple[Finding, ...]:
        """Return all that the rules find."""
        return self.kept.check(self.parsed, self.terms.settings)

    @cached_property
    def part(self) -> Part:
        """Return the course with what a baseline leaves of its findings."""
        part = Part(self.folder.as_posix(), self.found, self.parsed.sources)
        try:
            return hide([part], [self.terms]).parts[0]
        except KarmakitError:  # `check` says what is wrong with the baseline; here everything is shown
            return part

    @cached_property
    def by_page(self) -> Mapping[str, tuple[Finding, ...]]:
        """Return the findings by the id of the module in whose file they stand; all others stand with the cover."""
        homes = {module.path: module.id for module in self.modules} | {f"{MODULES}{name}.md": name for name in self.unread}
        found: dict[str, list[Finding]] = {}
        for finding in self.part.findings:
            found.setdefault(homes.get(finding.span.path, COVER), []).append(finding)
        return {name: tuple(findings) for name, findings in found.items()}

    @cached_property
    def pages(self) -> Pages | None:
        """Return the compiled course; None where nothing of it can be shown."""
        if self.course is None:
            return None
        try:
            compiled = self.kept.compile(self.course)
        except KarmakitError:  # findings tell of it
            try:
                compiled = self.kept.compile(harmless(self.course))
            except KarmakitError:
                return None
        return replace(compiled, vetted=self._is_vetted)

    @property
    def _is_vetted(self) -> bool:
        """Say whether pages may leave out the line that the course is not vetted, by the very way that a build goes."""
        if policy_folder(self.folder) is None:
            return False
        checked = Checked(self.parsed, self.terms.settings, self.found, self.part.findings)
        try:
            return passage(self.folder, checked, self.today).evidence is not None
        except KarmakitError:
            return False

    @cached_property
    def subjects(self) -> Mapping[str, Subject]:
        """Return how each module stands with its vetting, and the course as a whole with the cover; none without a policy."""
        if self.parsed.course is None or not self.parsed.complete or policy_folder(self.folder) is None:
            return {}
        try:
            asked = asking(vetting_in(self.folder, self.parsed, findings=self.found), None, self.today)
        except KarmakitError:  # `karmakit vet status` says why
            return {}
        return {COVER if one.name == COURSE else one.name: one for one in asked.subjects if asked.persons}

    @cached_property
    def played(self) -> Mapping[str, bytes]:
        """Return the files that the player is made of; every module stands open, whatever must be done before it."""
        if self.pages is None:
            return {}
        modules = [{**module, "requires": []} for module in self.pages.data["modules"]]
        pages = replace(self.pages, data={**self.pages.data, "order": "free", "modules": modules})
        return site(pages, TRACKER, policy(), player=PLAYER)

    @cached_property
    def measures(self) -> Mapping[str, Measure]:
        """Return how much there is to read and to do, by module; the whole course's by an empty name."""
        return {one.module: one.after for one in measures(None, self.parsed) if one.after}


def showing(folder: Path, name: str, today: date, kept: Kept | None = None) -> Showing | Unread:
    """Return the course in a folder as it is now; `kept` is what an earlier look at it left."""
    kept = kept or Kept()
    try:
        project = project_of(folder)
        terms = Terms(project, settings_of(project, Given(today=today), project.way_to(folder)))
        return Showing(name, folder, kept.read(folder), terms, today, kept)
    except KarmakitError as error:
        return Unread(name, folder, str(error))


def language_of(courses: Iterable[Showing | Unread]) -> str:
    """Return the language in which findings are told: that of the first course whose project names one, or English."""
    named = (course.terms.project.check.lang for course in courses if isinstance(course, Showing))
    return next((lang for lang in named if lang), "en")
