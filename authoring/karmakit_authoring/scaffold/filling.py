"""Templates: texts of a language with places to fill, `{{title}}`."""

import json
import re
import unicodedata
from collections.abc import Mapping
from functools import cache
from importlib import resources
from importlib.resources.abc import Traversable

from karmakit_authoring.yaml_scalars import scalar

LANGUAGES = ("en", "hi")
PLACE = re.compile(r"\{\{([a-z]+)(?::([a-z-]+))?\}\}")
# words that other readers of YAML take for something else
_WORDS = frozenset({"yes", "no", "on", "off", "y", "n", "true", "false", "null"})
_PLAIN_SIGNS = frozenset(" -'().?!/@")


def folder() -> Traversable:
    """Return where the templates lie."""
    return resources.files("karmakit_authoring").joinpath("templates")


def template_language(tag: str) -> str:
    """Return the language of the templates for a course in a language: its own, if there are any in it, else English."""
    own = tag.split("-", maxsplit=1)[0].lower()
    return own if own in LANGUAGES else "en"


@cache
def template(tag: str, name: str) -> str:
    """Return a template for a course in a language."""
    return folder().joinpath(template_language(tag), *name.split("/")).read_text(encoding="utf-8")


def fill(text: str, places: Mapping[str, str]) -> str:
    """Return a template with its places filled; a place that nothing is known of raises `KeyError`."""
    return PLACE.sub(lambda place: places[place[0][2:-2]], text)


def yaml_text(value: str) -> str:
    """Return a text as a YAML scalar that stands on one line, in braces too: plain where every reader takes it for a text."""
    plain = (
        value[:1].isalpha()
        and all(unicodedata.category(c)[0] in "LMN" or c in _PLAIN_SIGNS for c in value)
        and value == value.strip()
        and value.lower() not in _WORDS
        and isinstance(scalar(value), str)
    )
    return value if plain else json.dumps(value, ensure_ascii=False)
