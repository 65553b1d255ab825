"""Read `karmakit/course.json`: what a bundle says of its course, each part checked before it is used."""

import json
from collections.abc import Mapping

from karmakit_build.importing.packages.containers import Container
from karmakit_build.importing.packages.kinds import OURS
from karmakit_schemas.errors import UnusableInputError

Data = Mapping[str, object]
_OBJECTIVE = ("id", "text", "bloom", "serves")
_COMPETENCY = ("area", "theme", "subtheme", "level")


def data_of(container: Container) -> Data:
    """Return what the file says; raises `UnusableInputError` where it is no JSON, or describes no course."""
    found = read_json(container.files.get(OURS, b"").decode("utf-8", "replace"))
    if not found or not parts(found, "modules") or not parts(found, "units"):
        raise UnusableInputError(f"{container.name}: {OURS} describes no course; take the bundle as it was built")
    return found


def read_json(source: str) -> Data:
    """Return the object that a text is; an empty one where it is none."""
    try:
        found = json.loads(source)
    except (ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}


def text(data: Data, key: str) -> str:
    """Return a text; an empty one where there is none."""
    value = data.get(key)
    return value if isinstance(value, str) else ""


def part(data: Data, key: str) -> Data:
    """Return an object; an empty one where there is none."""
    value = data.get(key)
    return value if isinstance(value, dict) else {}


def parts(data: Data, key: str) -> list[Data]:
    """Return a list of objects; an empty one where there is none."""
    value = data.get(key)
    return [each for each in value if isinstance(each, dict)] if isinstance(value, list) else []


def texts(data: Data, key: str) -> list[str]:
    """Return a list of texts; an empty one where there is none."""
    value = data.get(key)
    return [each for each in value if isinstance(each, str)] if isinstance(value, list) else []


def module_said(module: Data) -> dict[str, object]:
    """Return what is said of a module in the words of its front-matter."""
    said: dict[str, object] = {
        "objectives": [_kept(each, _OBJECTIVE) for each in parts(module, "objectives")],
        "competencies": [_kept(each, _COMPETENCY) for each in parts(module, "competencies")],
        "sources": [_kept(each, ("title", "url", "date")) for each in parts(module, "sources")],
        "authors": texts(module, "authors"),
        "translators": texts(module, "translators"),
    }
    minutes = module.get("minutes")
    if isinstance(minutes, int | float):
        said["duration"] = f"{minutes:g} min"
    test = part(module, "test")
    if test:
        names = {"pass_mark": "passMark", "attempts": "attempts", "draw": "draw", "shuffle": "shuffle", "review": "review"}
        said["assessment"] = {ours: test[theirs] for ours, theirs in names.items() if test.get(theirs) is not None}
        limit = test.get("timeLimit")
        if isinstance(limit, int | float):
            said["assessment"] = {**part(said, "assessment"), "time_limit": f"{limit:g} min"}
        if test.get("final") is True:
            said["final"] = True
    return {key: value for key, value in said.items() if value}


def _kept(data: Data, keys: tuple[str, ...]) -> dict[str, object]:
    return {key: data[key] for key in keys if data.get(key)}
