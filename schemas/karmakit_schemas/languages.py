"""The languages a course can be in: script, direction, font, reading speed, and every word that karmakit itself says."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Annotated, Any, Literal

import yaml
from pydantic import BaseModel, ConfigDict, Field, StringConstraints

FOLDER = Path(__file__).with_name("languages")


class LanguageFont(BaseModel):
    """A font a bundle carries for the script: an npm `package`, its `family`, and by weight the name of its subset file."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    package: str
    family: str
    files: Mapping[Literal[400, 700], Annotated[str, StringConstraints(pattern=r"^[a-z0-9-]+\.woff2$")]]


class Language(BaseModel):
    """One language: `digits` are its ten digits from nought to nine, `font` is None where devices have the script.

    `compiler` and `player` are strings by key. A key ending in `.one` or `.other` is chosen by a count, `{n}` and the like
    are places to fill. `web` is what the player says besides, or otherwise, where the course is a website. The same keys stand
    in every language.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    tag: str
    name: str
    script: Annotated[str, StringConstraints(pattern=r"^[A-Z][a-z]{3}$")]
    dir: Literal["ltr", "rtl"]
    digits: Annotated[str, StringConstraints(min_length=10, max_length=10)]
    words_per_minute: int = Field(gt=0)
    font: LanguageFont | None = None
    compiler: Mapping[str, str]
    player: Mapping[str, str]
    web: Mapping[str, str]

    @property
    def for_player(self) -> dict[str, str]:
        """Return what goes into the course data as `strings`: the player's strings, and the digits under `digits`."""
        return {**self.player, "digits": self.digits}

    def number(self, value: int) -> str:
        """Return a whole number in the language's digits."""
        return str(value).translate({ord("0") + figure: sign for figure, sign in enumerate(self.digits)})

    def say(self, key: str, **places: str | int) -> str:
        """Return the compiler string `key` with its places filled.

        >>> find("en").say("modules", n=1)
        '1 module'
        """
        count = places.get("n")
        text = self.compiler.get(key) or self.compiler[f"{key}.one" if count == 1 else f"{key}.other"]
        for name, value in places.items():
            text = text.replace(f"{{{name}}}", self.number(value) if isinstance(value, int) else value)
        return text


@cache
def tags() -> tuple[str, ...]:
    """Return the tags of all languages there is a pack for."""
    return tuple(sorted(file.stem for file in FOLDER.glob("*.yml")))


@cache
def _read(tag: str) -> Language:
    text = (FOLDER / f"{tag}.yml").read_text(encoding="utf-8")
    loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    return Language.model_validate({"tag": tag, **yaml.load(text, Loader=loader)})  # noqa: S506 - both loaders are safe


def find(tag: str) -> Language | None:
    """Return the pack of a BCP 47 tag, or of the language alone (`hi-IN` is `hi`) where its script agrees; else None."""
    known = {name.lower(): name for name in tags()}
    parts = tag.lower().split("-")
    if tag.lower() in known:
        return _read(known[tag.lower()])
    if parts[0] not in known:
        return None
    language = _read(known[parts[0]])
    script = next((part for part in parts[1:] if len(part) == 4 and part.isalpha()), None)  # noqa: PLR2004 - ISO 15924
    return language if script in {None, language.script.lower()} else None
