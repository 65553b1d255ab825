"""On what terms a catalogue is made: its language, its name, the day, and where it will lie."""

from dataclasses import dataclass
from datetime import date

from karmakit_build.catalogue.words import words
from karmakit_validators.report.words import Words


@dataclass(frozen=True, slots=True)
class Terms:
    """The language of the catalogue's own words, its title, the day it speaks of, whether root keys were given, and its address."""

    language: str
    title: str
    today: date
    has_roots: bool = False
    address: str = ""

    @property
    def say(self) -> Words:
        """Return the words of the catalogue's language."""
        return words(self.language)
