"""What can be written in `course.yml` and in front-matter: keys, names of modules, competencies as the framework spells them."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import get_args

from karmakit_schemas.course import Bloom, CourseFile, FrontMatter, ModuleKind
from karmakit_schemas.frameworks import Framework, framework
from karmakit_validators.lsp.completion.place import FILES, Place, Suggestion, read

_VALUE = re.compile(r"^(?:.*[\s{,-])?(?P<key>[a-z_]+):\s+[\"']?(?P<typed>[^\"'{}\[\]]*)$")
_LIST = re.compile(r"(?:^|[\s{,])(?P<key>[a-z_]+):\s*\[(?:.*,)?\s*[\"']?(?P<typed>[^,\"'\[\]]*)$")
_ITEM = re.compile(r"\s+-\s+(?P<typed>[^\s:]*)$")
_KEY = re.compile(r"(?P<typed>[a-z_]*)$")
_PAIR = re.compile(r"([a-z]+):[ \t]+[\"']?([^\"'{},\n]+)")
_OPEN_KEY = re.compile(r"[\s-]*([a-z_]+):\s*$")
CHOICES: Mapping[str, tuple[str, ...]] = {"kind": get_args(ModuleKind), "bloom": get_args(Bloom)}


def suggestions(place: Place) -> Iterator[Suggestion]:
    """Yield what can be written at a place in YAML."""
    if match := _LIST.search(place.before):
        yield from _listed(place, match["key"], len(match["typed"]))
    elif match := _VALUE.search(place.before):
        yield from _valued(place, match["key"], len(match["typed"]))
    elif match := _ITEM.match(place.before):
        yield from _listed(place, _key_above(place.lines, place.line), len(match["typed"]))
    elif match := _KEY.match(place.before):
        yield from _keys(place, len(match["typed"]))


def _is_course_file(place: Place) -> bool:
    return place.path == "course.yml"


def _keys(place: Place, typed: int) -> Iterator[Suggestion]:
    """Yield the keys that the file does not have yet."""
    there = {text.partition(":")[0] for text in place.lines}
    for key in (CourseFile if _is_course_file(place) else FrontMatter).model_fields:
        if key not in there:
            yield Suggestion(key, "key", typed, text=f"{key}: ")


def _listed(place: Place, key: str, typed: int) -> Iterator[Suggestion]:
    """Yield what can stand in a list: names of modules, or the sub-themes that an objective serves."""
    if key in {"modules", "requires"}:
        for module in place.course.parsed.modules:
            if module.path != place.path:
                yield Suggestion(module.id, "id", typed, read(module.meta, "title") or "")
    elif key == "serves":
        own = [module for module in place.course.parsed.modules if module.path == place.path]
        for competency in (one for module in own for one in read(module.meta, "competencies")):
            yield Suggestion(competency.subtheme, "value", typed, competency.theme)


def _valued(place: Place, key: str, typed: int) -> Iterator[Suggestion]:
    """Yield what a key can be."""
    if _is_course_file(place):
        if key in FILES:
            yield from place.media(FILES[key], typed)
        elif key in {"framework", "mode", "order"}:
            yield from (Suggestion(name, "value", typed) for name in get_args(CourseFile.model_fields[key].annotation))
    elif key in {"area", "theme", "subtheme", "level"}:
        known = framework(read(place.course.parsed.part.meta, "framework") or "kcm")
        for name, detail in _competency(known, _item(place.lines, place.line), key):
            yield Suggestion(name, "value", typed, detail)
    else:
        yield from (Suggestion(name, "value", typed) for name in CHOICES.get(key, ()))


def _competency(known: Framework, said: Mapping[str, str], key: str) -> Iterable[tuple[str, str]]:
    """Return the areas, themes, sub-themes or levels that fit what the competency says already, each with where it belongs."""
    if key == "area":
        return [(name, "") for name in known.areas]
    if key == "level":
        return [(str(level.number), level.name) for level in known.levels]
    areas = {name: themes for name, themes in known.areas.items() if said.get("area", name) == name} or known.areas
    if key == "theme":
        return [(theme, area) for area, themes in areas.items() for theme in themes]
    themes = {theme: subthemes for found in areas.values() for theme, subthemes in found.items()}
    fitting = {theme: subthemes for theme, subthemes in themes.items() if said.get("theme", theme) == theme} or themes
    return [(subtheme, theme) for theme, subthemes in fitting.items() for subtheme in subthemes]


def _item(lines: Sequence[str], line: int) -> dict[str, str]:
    """Return the keys with their values of the list item that a line belongs to, in block or in flow style."""
    start, end = line, line + 1
    while start > 1 and not lines[start - 1].lstrip().startswith("-"):
        start -= 1
    while end <= len(lines) and lines[end - 1].startswith(" ") and not lines[end - 1].lstrip().startswith("-"):
        end += 1
    return {key: value.strip() for key, value in _PAIR.findall("\n".join(lines[start - 1 : end - 1]))}


def _key_above(lines: Sequence[str], line: int) -> str:
    """Return the key whose list a line stands in."""
    for text in reversed(lines[: line - 1]):
        if match := _OPEN_KEY.match(text):
            return match[1]
        if not text.lstrip().startswith("-"):
            return ""
    return ""
