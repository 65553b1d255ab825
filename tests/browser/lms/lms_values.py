"""What the standards forbid among the calls of a course: stricter than any platform that can be had for tests."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

Check = Callable[[str], bool]


def words(*given: str) -> Check:
    return lambda value: value in given


def pattern(given: str) -> Check:
    compiled = re.compile(given)
    return lambda value: compiled.fullmatch(value) is not None


def score(value: str) -> bool:
    return re.fullmatch(r"\d{1,3}(\.\d+)?", value) is not None and 0 <= float(value) <= 100


@dataclass(frozen=True)
class Space:
    """The value space of a standard: of each element that may be set, of responses and patterns by type.

    `unset` are the elements that a course may ask for although they may never have been set, and the error that says so.
    """

    elements: Iterable[tuple[str, Check]]
    response: str
    responses: Mapping[str, Check]
    patterns: Mapping[str, Check]
    unset: tuple[tuple[str, ...], str] = ((), "")


def faults(calls: Iterable[Mapping[str, Any]], space: Space) -> list[str]:
    """Return what is forbidden among the calls: values outside their space, wrong order, errors, calls out of session."""
    found: list[str] = []
    types: dict[str, str] = {}
    counts = {"interactions": 0, "objectives": 0}
    running = False
    for call in calls:
        kind, args = call["kind"], call["args"]
        if kind == "initialize":
            running = True
            types.clear()
            counts = dict.fromkeys(counts, 0)
        elif not running:
            found.append(f"{call['name']}{args} outside the session")
        if kind == "terminate":
            running = False
        if kind == "set":
            found += _value_faults(args[0], args[1], space, types, counts)
        # a platform may hold rows of an earlier visit, and objectives that the manifest names
        if held := re.fullmatch(r"cmi\.(interactions|objectives)\._count", args[0] if kind == "get" else ""):
            counts[held[1]] = max(counts[held[1]], int(call["result"] or 0))
        refused = str(call.get("result")).lower() == "false" and kind != "get"
        unset = kind == "get" and args[0] in space.unset[0] and call.get("error") == space.unset[1]
        if not call.get("injected") and not unset and (call.get("error") not in ("0", "", None) or refused):
            found.append(f"{call['name']}{args} set error {call.get('error')}")
    return found


def _value_faults(element: str, value: Any, space: Space, types: dict[str, str], counts: dict[str, int]) -> list[str]:
    if not isinstance(value, str):
        return [f"{element} is no string: {value!r}"]
    check = next((check for given, check in space.elements if re.fullmatch(given, element)), None)
    if check is None:
        return [f"{element} is no element that may be set"]
    found = [] if check(value) else [f"{element} = {value!r} is outside its space"]
    row = re.fullmatch(r"cmi\.(interactions|objectives)\.(\d+)\.(.+)", element)
    return found + (_row_faults(row, value, space, types, counts) if row else [])


def _row_faults(row: re.Match[str], value: str, space: Space, types: dict[str, str], counts: dict[str, int]) -> list[str]:
    """Return what is wrong with an element of an interaction or objective: first the id, the type before what depends on it."""
    element, group, index, field = row[0], row[1], int(row[2]), row[3]
    if field == "id":
        gap = index > counts[group]
        counts[group] = max(counts[group], index + 1)
        return [f"{element} leaves a gap"] if gap else []
    found = [f"{element} before its id"] if index >= counts[group] else []
    if field == "type":
        types[row[2]] = value
    spaces = space.responses if field == space.response else space.patterns if field.startswith("correct_responses.") else None
    if spaces is not None:
        kind = types.get(row[2])
        if kind is None:
            found.append(f"{element} before its type")
        elif not spaces[kind](value):
            found.append(f"{element} = {value!r} is none of type {kind}")
    return found
