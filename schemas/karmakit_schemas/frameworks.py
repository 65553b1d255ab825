"""Competency frameworks: areas, themes, sub-themes and levels as the platform spells them, from the data packs beside this file."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

from karmakit_schemas.suggest import closest

DOMAIN = "Domain"
FOLDER = Path(__file__).with_name("frameworks")

Themes = Mapping[str, tuple[str, ...]]


class Status(Enum):
    """What a framework says of a competency; `domain_unknown` is a Domain one that no pack knows, though the platform may."""

    found = "found"
    unknown_area = "unknown-area"
    unknown_theme = "unknown-theme"
    unknown_subtheme = "unknown-subtheme"
    domain_unknown = "domain-unknown"


@dataclass(frozen=True, slots=True)
class Level:
    """A step of proficiency."""

    number: int
    name: str


@dataclass(frozen=True, slots=True)
class Resolution:
    """Whether a competency is known; if not, the names meant (best first), and the mend in words."""

    status: Status
    suggestions: tuple[str, ...] = ()
    mend: str = ""


@dataclass(frozen=True)
class Framework:
    """A framework: `areas` maps area to theme to sub-themes."""

    id: str
    title: str
    publisher: str
    levels: tuple[Level, ...]
    areas: Mapping[str, Themes]

    def resolve(self, area: str, theme: str, subtheme: str) -> Resolution:
        """Say whether a competency is one of the framework, spelt as it spells it."""
        themes = self.areas.get(area)
        if themes is None:
            return self._area(area)
        missing = Status.domain_unknown if area == DOMAIN else Status.unknown_theme
        if theme not in themes:
            return Resolution(missing, *self._theme(area, theme, subtheme))
        if subtheme not in themes[theme]:
            missing = Status.domain_unknown if area == DOMAIN else Status.unknown_subtheme
            return Resolution(missing, *self._subtheme(area, theme, subtheme))
        return Resolution(Status.found)

    def level(self, value: int | str) -> Level | None:
        """Return the level of this number or name (without regard to case); None if there is none."""
        if isinstance(value, bool):
            return None
        text = str(value).strip().casefold()
        return next((level for level in self.levels if text in {str(level.number), level.name.casefold()}), None)

    def _area(self, area: str) -> Resolution:
        near = closest(area, self.areas)
        return Resolution(Status.unknown_area, near, _question(near) or f"Use one of {', '.join(self.areas)}")

    def _theme(self, area: str, theme: str, subtheme: str) -> tuple[tuple[str, ...], str]:
        """Return the themes meant, and the mend: another spelling, another area, or the theme the sub-theme belongs to."""
        exact = next((name for name in self.areas[area] if name.casefold() == theme.casefold()), None)
        if exact:
            return (exact,), f"Write it as the platform spells it: `{exact}`"
        if others := [name for name, themes in self.areas.items() if name != area and theme in themes]:
            return (theme,), f"The theme `{theme}` belongs to the area {' or '.join(others)}"
        if owners := [name for name, subthemes in self.areas[area].items() if subtheme in subthemes]:
            return tuple(owners), f"The sub-theme `{subtheme}` belongs to the theme `{owners[0]}`"
        near = closest(theme, self.areas[area], count=3)
        return near, _question(near)

    def _subtheme(self, area: str, theme: str, subtheme: str) -> tuple[tuple[str, ...], str]:
        """Return the sub-themes meant, and the mend: another spelling, or the theme it belongs to."""
        own = self.areas[area][theme]
        exact = next((name for name in own if name.casefold() == subtheme.casefold()), None)
        if exact:
            return (exact,), f"Write it as the platform spells it: `{exact}`"
        if owners := [name for name, subthemes in self.areas[area].items() if subtheme in subthemes]:
            return (subtheme,), f"The sub-theme `{subtheme}` belongs to the theme `{owners[0]}`"
        near = closest(subtheme, own, count=3)
        return near, _question(near) or f"Use one of {', '.join(own)}"


def _question(near: tuple[str, ...]) -> str:
    """Return the names meant as a question."""
    return f"Did you mean {' or '.join(f'`{name}`' for name in near)}?" if near else ""


@cache
def framework(name: str) -> Framework:
    """Return the framework `kcm` or `frac`, with the known Domain themes."""
    pack = _pack(name)
    areas = {**_areas(_pack(pack.get("competencies", name))), **_areas(_pack("domain"))}
    levels = tuple(Level(item["number"], item["name"]) for item in pack["levels"]["items"])
    return Framework(pack["id"], pack["title"], pack["publisher"], levels, MappingProxyType(areas))


def _areas(pack: Mapping[str, Any]) -> dict[str, Themes]:
    """Return the areas of a pack; a theme without sub-themes has one of its own name."""
    return {
        area["name"]: MappingProxyType({theme: tuple(subthemes) or (theme,) for theme, subthemes in area["themes"].items()})
        for area in pack["areas"]
    }


def _pack(name: str) -> Mapping[str, Any]:
    """Read a data pack."""
    import yaml  # noqa: PLC0415 (`karmakit --help` must not wait for it)

    loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    text = (FOLDER / f"{name}.yml").read_text(encoding="utf-8")
    pack: Mapping[str, Any] = yaml.load(text, Loader=loader)  # noqa: S506 (a safe loader either way)
    return pack
