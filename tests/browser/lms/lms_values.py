"""The value space of SCORM 1.2, element by element: stricter than any platform that can be had for tests."""

import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any

Check = Callable[[str], bool]


def _words(*words: str) -> Check:
    return lambda value: value in words


def _pattern(pattern: str) -> Check:
    compiled = re.compile(pattern)
    return lambda value: compiled.fullmatch(value) is not None


def _score(value: str) -> bool:
    return re.fullmatch(r"\d{1,3}(\.\d+)?", value) is not None and 0 <= float(value) <= 100


_IDENTIFIER = _pattern(r"[A-Za-z0-9_.\-]{1,255}")
_TIMESPAN = _pattern(r"\d{4}:[0-5]\d:[0-5]\d\.\d{2}")
_STATUS = _words("passed", "completed", "failed", "incomplete", "browsed", "not attempted")
_TYPES = ("true-false", "choice", "fill-in", "matching", "performance", "likert", "sequencing", "numeric")
_RESPONSES: Mapping[str, Check] = {
    "true-false": _words("t", "f"),
    "choice": _pattern(r"[a-z0-9](,[a-z0-9])*"),
    "sequencing": _pattern(r"[a-z0-9](,[a-z0-9])*"),
    "matching": _pattern(r"[a-z0-9]\.[a-z0-9](,[a-z0-9]\.[a-z0-9])*"),
    "numeric": _pattern(r"-?\d+(\.\d+)?"),
    "likert": _pattern(r"[a-z0-9]"),
    "fill-in": _words("0", "1"),  # what was typed stays with the learner
}

_ELEMENTS: Iterable[tuple[str, Check]] = (
    (r"cmi\.core\.lesson_status", _STATUS),
    (r"cmi\.core\.lesson_location", _pattern(r"[a-z0-9\-]{0,255}")),
    (r"cmi\.core\.exit", _words("time-out", "suspend", "logout", "")),
    (r"cmi\.core\.session_time", _TIMESPAN),
    (r"cmi\.core\.score\.(raw|min|max)", _score),
    (r"cmi\.suspend_data", lambda value: len(value) <= 4096 and value.isascii()),
    (r"cmi\.objectives\.\d+\.id", _IDENTIFIER),
    (r"cmi\.objectives\.\d+\.status", _STATUS),
    (r"cmi\.objectives\.\d+\.score\.(raw|min|max)", _score),
    (r"cmi\.interactions\.\d+\.id", _IDENTIFIER),
    (r"cmi\.interactions\.\d+\.objectives\.\d+\.id", _IDENTIFIER),
    (r"cmi\.interactions\.\d+\.type", _words(*_TYPES)),
    (r"cmi\.interactions\.\d+\.time", _pattern(r"([01]\d|2[0-3]):[0-5]\d:[0-5]\d")),
    (r"cmi\.interactions\.\d+\.weighting", _pattern(r"\d+(\.\d+)?")),
    (r"cmi\.interactions\.\d+\.result", _words("correct", "wrong", "unanticipated", "neutral")),
    (r"cmi\.interactions\.\d+\.latency", _TIMESPAN),
    (r"cmi\.interactions\.\d+\.(student_response|correct_responses\.\d+\.pattern)", lambda value: len(value) <= 255),
)


def faults(calls: Iterable[Mapping[str, Any]]) -> list[str]:
    """Return what the standard forbids among the calls: values outside their space, wrong order, errors, calls out of session."""
    found: list[str] = []
    types: dict[str, str] = {}
    counts = {"interactions": 0, "objectives": 0}
    running = False
    for call in calls:
        name, args = call["name"], call["args"]
        if name == "LMSInitialize":
            running = True
        elif not running:
            found.append(f"{name}{args} outside the session")
        if name == "LMSFinish":
            running = False
        if name == "LMSSetValue":
            found += _value_faults(args[0], args[1], types, counts)
        refused = str(call.get("result")).lower() == "false" and name != "LMSGetValue"
        if not call.get("injected") and (call.get("error") not in ("0", "", None) or refused):
            found.append(f"{name}{args} set error {call.get('error')}")
    return found


def _value_faults(element: str, value: Any, types: dict[str, str], counts: dict[str, int]) -> list[str]:
    if not isinstance(value, str):
        return [f"{element} is no string: {value!r}"]
    check = next((check for pattern, check in _ELEMENTS if re.fullmatch(pattern, element)), None)
    if check is None:
        return [f"{element} is no element that may be set"]
    found = [] if check(value) else [f"{element} = {value!r} is outside its space"]
    row = re.fullmatch(r"cmi\.(interactions|objectives)\.(\d+)\.(.+)", element)
    return found + (_row_faults(row, value, types, counts) if row else [])


def _row_faults(row: re.Match[str], value: str, types: dict[str, str], counts: dict[str, int]) -> list[str]:
    """Return what is wrong with an element of an interaction or objective: first the id, the type before what depends on it."""
    element, group, index, field = row[0], row[1], int(row[2]), row[3]
    if field == "id":
        gap = index > counts[group]
        counts[group] = max(counts[group], index + 1)
        return [f"{element} leaves a gap"] if gap else []
    found = [f"{element} before its id"] if index >= counts[group] else []
    if field == "type":
        types[row[2]] = value
    if field == "student_response" or field.startswith("correct_responses."):
        kind = types.get(row[2])
        if kind is None:
            found.append(f"{element} before its type")
        elif not _RESPONSES[kind](value):
            found.append(f"{element} = {value!r} is no response of type {kind}")
    return found
