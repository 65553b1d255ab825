"""Word lists by language for the rules that read what is said: one YAML file a language, each list with its source."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib import resources
from typing import Any

import yaml

from karmakit_validators.scripts import LETTERS

WORD = rf"[\w{LETTERS}]"
# every scalar is a text, so that the words no, true and false need no quotes
_LOADER: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)


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
        return _pattern(self.tag, name)


@cache
def find(tag: str) -> Words:
    """Return the pack for a language tag; an empty one for a language that has none."""
    primary = tag.lower().partition("-")[0]
    file = resources.files(__package__).joinpath(f"{primary}.yml")
    if not re.fullmatch(r"[a-z]{2,3}", primary) or not file.is_file():
        return Words(tag=primary)
    data: dict[str, Any] = yaml.load(file.read_text(encoding="utf-8"), Loader=_LOADER)  # noqa: S506 - builds texts, lists and mappings only
    lists = {name: tuple(entry["words"]) for name, entry in data.items() if "words" in entry}
    instead = {name: entry["instead"] for name, entry in data.items() if "instead" in entry}
    limits = {name: int(entry["limit"]) for name, entry in data.items() if "limit" in entry}
    return Words(primary, lists, instead, limits)


@cache
def _pattern(tag: str, name: str) -> re.Pattern[str] | None:
    words = find(tag)
    phrases = [*words.list(name), *words.instead.get(name, {})]
    if not phrases:
        return None
    longest_first = sorted(phrases, key=len, reverse=True)
    body = "|".join(re.escape(phrase).replace(r"\ ", r"\s+") for phrase in longest_first)
    # `(?-i:`: to fold so large a class takes longer than all else here, and no letter of it leaves it in another case
    return re.compile(rf"(?<!(?-i:{WORD}))(?:{body})(?!(?-i:{WORD}))", re.IGNORECASE)
