"""What a review says around the changes, in every language that reports speak: `<tag>.yml`, each complete."""

from functools import cache
from importlib import resources
from typing import Any

import yaml

from karmakit_validators.report.words import LANGUAGES, Words

_LOADER: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)


@cache
def words(tag: str) -> Words:
    """Return the words of a language; the English ones where reports do not speak it."""
    known = tag if tag in LANGUAGES else "en"
    text = resources.files(__package__).joinpath(f"{known}.yml").read_text(encoding="utf-8")
    return Words(known, yaml.load(text, _LOADER))  # noqa: S506 - the base loader makes nothing but texts
