"""One of the two readings of a course that are compared: what can be told of it, and what it shows."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from karmakit_schemas.course import Course, Module
from karmakit_schemas.parsed import Parsed
from karmakit_schemas.unread import is_whole
from karmakit_validators.context import Context
from karmakit_validators.page import Page
from karmakit_validators.published import objectives, questions
from karmakit_validators.review.media import Shown, figures, links
from karmakit_validators.review.outline import Aim
from karmakit_validators.review.questions import Asked

COURSE_FILE = "course.yml"


@dataclass(frozen=True)
class Side:
    """A course as far as it could be read; without `parsed` one that is not there."""

    parsed: Parsed | None

    @cached_property
    def context(self) -> Context | None:
        """Return what knows its files and pages."""
        return Context(self.parsed) if self.parsed else None

    @cached_property
    def modules(self) -> tuple[Module, ...]:
        """Return the modules that could be read, named by a unit or not."""
        return tuple(module for module in self.parsed.modules if is_whole(module.meta)) if self.parsed else ()

    @cached_property
    def course(self) -> Course | None:
        """Return the course with all these modules."""
        return replace(self.parsed.part, modules=self.modules) if self.parsed else None

    @cached_property
    def unread(self) -> frozenset[str]:
        """Return the files that could not be read whole."""
        if self.parsed is None:
            return frozenset()
        read = {module.path for module in self.modules}
        lost = {path for path in self.parsed.sources.files if path.startswith("modules/") and path.endswith(".md")} - read
        return frozenset({*lost, *self.parsed.lossy, *([] if is_whole(self.parsed.part.meta) else [COURSE_FILE])})

    def tells(self, key: str) -> bool:
        """Say whether a key of `course.yml` could be read; of a course that is not there, each could."""
        return self.course is None or key in self.course.meta.__dict__

    @cached_property
    def questions(self) -> Mapping[str, Asked]:
        """Return the questions by their ids."""
        return questions(self.course) if self.course else {}

    @cached_property
    def objectives(self) -> Mapping[str, Aim]:
        """Return the objectives by their ids."""
        if self.course is None:
            return {}
        return {name: (module, module.meta.objectives[place]) for name, (module, place) in objectives(self.course).items()}

    @cached_property
    def _pages(self) -> Mapping[str, Page]:
        return {page.module.id: page for page in (self.context.pages if self.context else ()) if page.module}

    @cached_property
    def figures(self) -> Mapping[str, list[Shown]]:
        """Return what the modules show and play, by their ids."""
        return {module.id: figures(self._pages[module.id], module.id) for module in self.modules}

    @cached_property
    def links(self) -> Mapping[str, list[Shown]]:
        """Return the links of the modules, by their ids."""
        return {module.id: links(self._pages[module.id], module.id) for module in self.modules}

    @cached_property
    def shown(self) -> frozenset[str]:
        """Return the files that modules show, play or link to."""
        of_modules = [*self.figures.values(), *self.links.values()]
        return frozenset(path for things in of_modules for thing in things for path in thing.files.values())

    def lines(self, path: str) -> Sequence[str]:
        """Return the lines of a file; none if it is not there."""
        return self.context.lines(path) if self.context and path in self.context.parsed.sources.files else ()

    def bytes(self, path: str) -> bytes | None:
        """Return a file whatever its line ends; None if it is not there."""
        there = self.parsed and path in self.parsed.sources.files
        return self.parsed.sources.canonical(path) if self.parsed and there else None
