"""Word lists by language for the rules that read what is said: one YAML file a language, each list with its source."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from karmakit_validators.scripts import APART, RANGES, WORD

# every scalar is a text, so that the words no, true and false need no quotes
_LOADER: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
LATIN_WORD = f"[0-9_{RANGES['Latin']}]"
Phrases = tuple[tuple[str, frozenset[str]], ...]


@dataclass(frozen=True)
class Words:
    """The pack of one language; a list that it has no words for is empty, and its rule is silent."""

    tag: str = "und"
    lists: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    instead: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    limits: Mapping[str, int] = field(default_factory=dict)

    def list(self, name: str) -> tuple[str, ...]:
        """Return a list of words or phrases."""
        return self.lists.get(name, ())

    def pattern(self, name: str) -> re.Pattern[str] | None:
        """Return a pattern that finds any phrase of a list as whole words, or None if there is none."""
        phrases = (*self.list(name), *self.instead.get(name, {}))
        return pattern(phrases) if phrases else None

    def says(self, name: str, text: str) -> bool:
        """Say whether a text holds a phrase of a list as whole words; the pattern, which takes long to make, is asked last."""
        lowered = " ".join(text.lower().split())
        found = self.pattern(name) if any(phrase in lowered for phrase, _ in self.phrases(name)) else None
        return bool(found and found.search(text))

    def phrases(self, name: str) -> Phrases:
        """Return each phrase of a list in lower case, with the words it is made of."""
        return _phrases(self.tag, name)


@cache
def find(tag: str) -> Words:
    """Return the pack for a language tag; an empty one for a language that has none."""
    primary = tag.lower().partition("-")[0]
    file = Path(__file__).with_name(f"{primary}.yml") if re.fullmatch(r"[a-z]{2,3}", primary) else None
    if file is None or not file.is_file():
        return Words(tag=primary)
    data: dict[str, Any] = yaml.load(file.read_text(encoding="utf-8"), Loader=_LOADER)  # noqa: S506 - builds texts, lists and mappings only
    lists = {name: tuple(entry["words"]) for name, entry in data.items() if "words" in entry}
    instead = {name: _pairs(entry["instead"]) for name, entry in data.items() if "instead" in entry}
    limits = {name: int(entry["limit"]) for name, entry in data.items() if "limit" in entry}
    return Words(primary, lists, instead, limits)


@cache
def pattern(phrases: tuple[str, ...]) -> re.Pattern[str]:
    """Return a pattern that finds any of the phrases as whole words, whatever their case and however spaced; the longest first."""
    body = "|".join(re.escape(phrase).replace(r"\ ", r"\s+") for phrase in sorted(phrases, key=len, reverse=True))
    # to make so large a class a part of a pattern takes longer than all else here: phrases in Latin letters do without Indian ones
    word = LATIN_WORD if body.isascii() else WORD
    # `(?-i:`: nor is it folded, for no letter of it leaves it in another case
    return re.compile(rf"(?<!(?-i:{word}))(?:{body})(?!(?-i:{word}))", re.IGNORECASE)


def _pairs(written: Mapping[str, str] | str) -> Mapping[str, str]:
    """Return a term and the better one: a mapping, or, for long lists, a text with `term: better` in each line."""
    if not isinstance(written, str):
        return written
    lines = (line.partition(":") for line in written.splitlines() if line.strip())
    return {term.strip(): better.strip() for term, _, better in lines}


@cache
def _phrases(tag: str, name: str) -> Phrases:
    words = find(tag)
    found = re.compile(APART).findall
    lowered = (phrase.lower() for phrase in (*words.list(name), *words.instead.get(name, {})))
    return tuple((phrase, frozenset(found(phrase))) for phrase in lowered)
