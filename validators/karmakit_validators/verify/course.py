"""What a bundle of ours says about its course: `karmakit/course.json`, and the data the player runs on."""

import json
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from karmakit_validators.verify.archive import Archive

COURSE = "karmakit/course.json"
PROVENANCE = "karmakit/provenance.json"
BUILD = "karmakit/build.json"
OWN_FOLDER = "karmakit/"
PLAYER = "assets/player.js"
PREFIX = b"self.karmakit="


class Question(NamedTuple):
    """What the state and the interactions need to know of a question."""

    id: str
    type: str
    code: str
    codes: Sequence[str]
    left: Sequence[str]
    objective: str


class Module(NamedTuple):
    """One module: its page, its questions and, of a test, pass mark and draw."""

    id: str
    code: str
    page: str
    questions: Sequence[Question]
    objectives: Sequence[str]
    test: bool
    final: bool
    pass_mark: float | None
    draw: int


class Course(NamedTuple):
    """The course as the bundle describes it; `raw` is what `karmakit/course.json` holds."""

    id: str
    title: str
    language: str
    version: str
    modules: Sequence[Module]
    raw: Mapping[str, Any]


def is_ours(archive: Archive) -> bool:
    """Return whether karmakit made the bundle, or it claims so."""
    return any(name.startswith(OWN_FOLDER) for name in archive.files) or archive.files.get(PLAYER, b"").startswith(PREFIX)


def read_json(data: bytes | None) -> Any:
    """Return what JSON says, or None if it says nothing."""
    try:
        return json.loads(data) if data is not None else None
    except (ValueError, RecursionError):
        return None


def read_course(archive: Archive) -> Course | None:
    """Return the course from its metadata file, or from the player's data where that holds no questions; None without both."""
    told = read_json(archive.files.get(COURSE))
    player = player_data(archive)
    if not isinstance(told, dict) and not isinstance(player, dict):
        return None
    raw = told if isinstance(told, dict) else {}
    running = player if isinstance(player, dict) else {}
    modules = next(
        (listed for listed in (_modules(raw), _modules(running)) if any(m.questions for m in listed)),
        _modules(running) or _modules(raw),
    )
    return Course(
        id=_text(raw, running, "id"),
        title=_text(raw, running, "title"),
        language=_text(raw, running, "language"),
        version=_text(raw, running, "version"),
        modules=modules,
        raw=raw,
    )


def player_data(archive: Archive) -> Any:
    """Return the data in the first line of the player's script."""
    script = archive.files.get(PLAYER, b"")
    if not script.startswith(PREFIX):
        return None
    return read_json(script[len(PREFIX) :].split(b"\n", 1)[0].rstrip().removesuffix(b";"))


def _text(first: Mapping[str, Any], second: Mapping[str, Any], key: str) -> str:
    value = first.get(key, second.get(key, ""))
    return value if isinstance(value, str) else ""


def _dicts(value: Any) -> list[dict[str, Any]]:
    return [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []


def _strings(value: Any) -> list[str]:
    return [str(one) for one in value] if isinstance(value, list) else []


def _modules(data: Mapping[str, Any]) -> list[Module]:
    return [_module(one) for one in _dicts(data.get("modules"))]


def _module(data: Mapping[str, Any]) -> Module:
    test = data.get("test")
    told = test if isinstance(test, dict) else {}
    mark = told.get("passMark", told.get("pass_mark"))
    draw = told.get("draw")
    return Module(
        id=str(data.get("id", "")),
        code=str(data.get("code", "")),
        page=str(data.get("page", "")),
        questions=[_question(one) for one in _dicts(data.get("questions"))],
        objectives=[str(one.get("id", "")) for one in _dicts(data.get("objectives"))],
        test=bool(told) or data.get("kind") == "test",
        final=told.get("final") is True,
        pass_mark=float(mark) if isinstance(mark, int | float) else None,
        draw=draw if isinstance(draw, int) and draw > 0 else 0,
    )


def _question(data: Mapping[str, Any]) -> Question:
    objective = data.get("objective")
    return Question(
        id=str(data.get("id", "")),
        type=str(data.get("type", "")),
        code=str(data.get("code", "")),
        codes=_strings(data.get("codes")),
        left=_strings(data.get("left")),
        objective=objective if isinstance(objective, str) else "",
    )
