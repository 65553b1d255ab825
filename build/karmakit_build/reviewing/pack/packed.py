"""Everything that goes into a pack, as frozen values: what the page is a function of."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from karmakit_build.compiler.pages import Pages
from karmakit_build.reviewing.pack.asking import Asking, Subject
from karmakit_schemas.course import Course, Module
from karmakit_schemas.findings import Finding
from karmakit_schemas.vetting import COURSE
from karmakit_validators.report.part import Part
from karmakit_validators.review.review import CourseReview, First, first
from karmakit_validators.review.values import ModuleChanges
from karmakit_validators.vetting.form_report import Shown


@dataclass(frozen=True)
class Packed:
    """A course on its way into a pack.

    `base` is since when changes are told (empty: all is new), `review` what they are, `part` the course with what the rules find,
    `form` the quality form (None: the policy asks for none); `lang` is the reader's language.
    """

    pages: Pages
    base: str
    review: CourseReview
    asking: Asking
    part: Part
    form: Shown | None
    lang: str = "en"

    @property
    def course(self) -> Course:
        """Return the course."""
        return self.pages.course

    def module(self, subject: str) -> Module | None:
        """Return the module that a subject is; None for `_course`."""
        return next((module for module in self.course.modules if module.id == subject), None)

    def changes(self, subject: str) -> ModuleChanges | None:
        """Return what changed in a module that is there, were it only its form; None where nothing did."""
        told = self.review.changes.modules
        return next((one for one in told if one.itself.after and one.itself.after.id == subject), None)

    def forms(self, subject: str) -> int:
        """Return in how many places a subject is only written otherwise."""
        if subject == COURSE:
            return sum(number for _, number in self.review.changes.form)
        changes = self.changes(subject)
        return changes.form if changes else 0

    def is_new(self, subject: str) -> bool:
        """Say whether a subject was not there before."""
        changes = self.changes(subject)
        return self.review.changes.is_new or (changes is not None and changes.itself.before is None)

    @property
    def removed(self) -> tuple[ModuleChanges, ...]:
        """Return the modules that are no more."""
        return tuple(one for one in self.review.changes.modules if one.itself.after is None)

    @cached_property
    def findings(self) -> Mapping[str, tuple[Finding, ...]]:
        """Return the new findings by the subject in which they stand; what stands in no module stands with `_course`."""
        return self._by_subject((finding.span.path, finding) for finding in self.review.findings.new)

    @cached_property
    def first(self) -> Mapping[str, tuple[First, ...]]:
        """Return what comes first by subject."""
        found: dict[str, list[First]] = {}
        for one in first(self.review):
            found.setdefault(self._home(one), []).append(one)
        return {name: tuple(ones) for name, ones in found.items()}

    def _home(self, one: First) -> str:
        if one.finding:
            return self._of_path.get(one.finding.span.path, COURSE)
        if one.change is None or (one.change.after is None and one.change.kind == "module"):
            return COURSE
        name = one.change.now.id if one.change.kind == "module" else one.change.now.home
        return name if self.module(name) else self._of_path.get(name, COURSE)

    @cached_property
    def _of_path(self) -> Mapping[str, str]:
        """Return the module of each file; a file of several is of the first."""
        found: dict[str, str] = {}
        for subject in self._modules:
            for path in subject.content.files:
                found.setdefault(path, subject.name)
        return found

    @property
    def _modules(self) -> tuple[Subject, ...]:
        return tuple(subject for subject in self.asking.subjects if subject.name != COURSE)

    def _by_subject(self, given: Iterable[tuple[str, Finding]]) -> Mapping[str, tuple[Finding, ...]]:
        found: dict[str, list[Finding]] = {}
        for path, finding in given:
            found.setdefault(self._of_path.get(path, COURSE), []).append(finding)
        return {name: tuple(ones) for name, ones in found.items()}
