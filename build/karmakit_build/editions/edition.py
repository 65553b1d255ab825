"""What every part of an edition knows: for whom it is, and under which number each module stands."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from karmakit_build.compiler.links import media_path
from karmakit_build.compiler.pages import Pages
from karmakit_schemas.course import Course, Module, Unit


@dataclass(frozen=True)
class Edition:
    """An edition of a compiled course; `answers` makes it the facilitator's."""

    pages: Pages
    answers: bool = False

    @property
    def course(self) -> Course:
        """Return the course."""
        return self.pages.course

    @property
    def name(self) -> str:
        """Return for whom the edition is, as `data-edition` says it."""
        return "facilitator" if self.answers else "learner"

    @cached_property
    def units(self) -> tuple[tuple[Unit, tuple[Module, ...]], ...]:
        """Return the units with their modules, each module once."""
        waiting = {module.id: module for module in self.course.modules}
        return tuple(
            (unit, tuple(waiting.pop(name) for name in unit.modules if name in waiting)) for unit in self.course.meta.units
        )

    @cached_property
    def numbers(self) -> Mapping[str, int]:
        """Return the number of each module by its id: on paper it says what a link says on a screen."""
        modules = (module.id for _, modules in self.units for module in modules)
        return {name: number for number, name in enumerate(modules, 1)}

    @cached_property
    def by_path(self) -> Mapping[str, int]:
        """Return the number of each module by its source file."""
        return {module.path: self.numbers[module.id] for module in self.course.modules if module.id in self.numbers}

    def say(self, key: str, **places: str | int) -> str:
        """Return a string in the course's language."""
        return self.pages.language.say(key, **places)

    def figures(self, text: str) -> str:
        """Return a text with its figures in the digits of the language."""
        return text.translate({ord("0") + value: sign for value, sign in enumerate(self.pages.language.digits)})

    def letter(self, place: int) -> str:
        """Return the letter of an option, the first being 0; its number where the letters of the language are used up."""
        letters = self.say("print.letters").split()
        return letters[place] if place < len(letters) else self.figures(str(place + 1))

    def media(self, path: str) -> bytes | None:
        """Return the bytes of a course file that the compiler let into the bundle, or None."""
        return self.pages.media.get(media_path(path))
