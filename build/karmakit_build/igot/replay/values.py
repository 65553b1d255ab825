"""Put what only the operator knows into a plan's metadata."""

import copy
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pydantic import JsonValue

from karmakit_build.igot.replay.answers import is_identifier
from karmakit_build.igot.replay.lines import one_line
from karmakit_build.igot.replay.plan_file import Metadata, Node, Placeholder, Plan
from karmakit_schemas.errors import UnusableInputError

_LARGEST = 1024 * 1024
_LONGEST = 1000
_V5_IDS = ("competencyAreaId", "competencyThemeId", "competencySubThemeId")
_FORMS = {
    "string": "a text",
    "integer": "a whole number",
    "strings": "a list of texts",
    "people": 'a list of {"id": …, "name": …}',
}


@dataclass(frozen=True)
class Values:
    """Values by the names of placeholders, and the platform's ids of what a person made there, by the keys of nodes."""

    given: Mapping[str, JsonValue] = field(default_factory=dict)
    ids: Mapping[str, str] = field(default_factory=dict)


def values_of(plan: Plan, path: Path | None = None) -> Values:
    """Return what the plan itself and a file of values hold; UnusableInputError for unknown names and values of a wrong form."""
    known = {each.name: each for each in plan.placeholders}
    keys = {node.key for node in plan.nodes()} | {file.picture for file in plan.files}
    given: dict[str, JsonValue] = {each.name: each.value for each in plan.placeholders if each.value is not None}
    ids: dict[str, str] = {}
    for name, value in (_read(path) if path else {}).items():
        if name in known:
            given |= {name: value} if value is not None else {}
        elif name not in keys:
            raise UnusableInputError(
                f"{path}: {name!r} is neither a placeholder nor a node of the plan; look at `placeholders` there"
            )
        elif is_identifier(value):
            ids[name] = value
        elif value is not None:
            raise UnusableInputError(f"{path}: what {name!r} holds is no id of the platform, such as do_1135")
    for name, value in given.items():
        if not _fits(known[name].type, value):
            raise UnusableInputError(f"{path or 'plan.json'}: {name!r} wants {_FORMS[known[name].type]}")
    return Values(given, ids)


def missing(plan: Plan, values: Values) -> tuple[Placeholder, ...]:
    """Return the placeholders that are needed for a review and have no value, one of each name."""
    lacking = {each.name: each for each in plan.placeholders if each.needed and each.name not in values.given}
    return tuple(lacking.values())


def filled(node: Node, plan: Plan, values: Values) -> Metadata:
    """Return the metadata of a node with every known value in its place."""
    metadata = copy.deepcopy(node.metadata)
    for each in plan.placeholders:
        if each.name in values.given and ("*" in each.nodes or node.key in each.nodes):
            _put(metadata, each.path.split("."), values.given[each.name])
    return _without_empty(metadata)


def _put(metadata: Metadata, path: list[str], value: JsonValue) -> None:
    inner: Any = metadata
    *way, last = path
    for part in way:
        match inner:
            case dict() if part in inner:
                inner = inner[part]
            case list() if part.isdecimal() and int(part[:9]) < len(inner):
                inner = inner[int(part[:9])]
            case _:
                return
    if isinstance(inner, dict):
        inner[last] = value


def _without_empty(metadata: Metadata) -> Metadata:
    """Drop the entries whose identifier nobody gave, where the platform has no use for an empty one."""
    older, languages = metadata.get("competencies_v5"), metadata.get("languageMapV1")
    if isinstance(older, list):
        kept = [entry for entry in older if not (isinstance(entry, dict) and any(entry.get(name) == "" for name in _V5_IDS))]
        metadata = metadata | {"competencies_v5": kept} if kept else {k: v for k, v in metadata.items() if k != "competencies_v5"}
    if isinstance(languages, dict):
        own = own_language(metadata)
        linked = {
            name: entry for name, entry in languages.items() if name == own or not isinstance(entry, dict) or entry.get("id") != ""
        }
        metadata = metadata | {"languageMapV1": linked}
    return metadata


def own_language(metadata: Metadata) -> str:
    """Return the name under which a course stands in its own `languageMapV1`."""
    languages = metadata.get("language")
    first = languages[0] if isinstance(languages, list) and languages else ""
    return first.lower() if isinstance(first, str) else ""


def _read(path: Path) -> dict[str, Any]:
    try:
        with path.open("rb") as file:
            data = file.read(_LARGEST + 1)
    except (OSError, ValueError) as error:
        reason = (getattr(error, "strerror", None) or str(error)).lower()
        raise UnusableInputError(f"{path} cannot be read: {reason}; name a file of values") from None
    try:
        found = json.loads(data.decode("utf-8-sig")) if len(data) <= _LARGEST else None
    except (ValueError, RecursionError):
        found = None
    if not isinstance(found, dict):
        raise UnusableInputError(f"{path} holds no values: write one JSON object, names to values, of 1 MB at most")
    return found


def _fits(form: str, value: JsonValue) -> bool:
    match form:
        case "string":
            return _is_text(value)
        case "integer":
            return isinstance(value, int) and not isinstance(value, bool)
        case "strings":
            return isinstance(value, list) and bool(value) and all(_is_text(item) for item in value)
    return isinstance(value, list) and bool(value) and all(_is_person(item) for item in value)


def _is_person(value: JsonValue) -> bool:
    return isinstance(value, dict) and value.keys() == {"id", "name"} and all(_is_text(item) for item in value.values())


def _is_text(value: JsonValue) -> bool:
    return isinstance(value, str) and 0 < len(value.strip()) <= _LONGEST and one_line(value) == value
