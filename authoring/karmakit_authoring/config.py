"""Read `karmakit.toml`, the configuration of a project: the nearest one above a course."""

import os
import re
import unicodedata
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from karmakit_authoring.model_keys import keys_of
from karmakit_schemas.config import CheckConfig, Config
from karmakit_schemas.course import Place
from karmakit_schemas.errors import UnusableInputError
from karmakit_schemas.suggest import closest, did_you_mean

NAME = "karmakit.toml"
LARGEST = 1024**2
GIT = ".git"
GUIDE = "the page `Checking a course` of the guide shows what belongs into it"

# bounded, so that no line takes long
_HEADER = re.compile(r"[ \t]*(\[\[?)([^\[\]]{1,200})\]")
_KEY = re.compile(r"[ \t]*([^\s=#\[][^=#]{0,200})=")
_PART = re.compile(r"""\s*(?:"([^"]*)"|'([^']*)'|([A-Za-z0-9_-]+))\s*(?:\.|$)""")
_TOML_LINE = re.compile(r" \(at line (\d+), column \d+\)$| \(at end of document\)$")

MENDS = {
    "tuple_type": 'must be a list: write ["one", "two"]',
    "string_type": "must be text: put it in quotes",
    "string_too_short": "is empty: write a text, or remove the key",
    "string_pattern_mismatch": "cannot be the path of a file: write it from the folder of this file, with forward slashes",
    "dict_type": 'must be a table: write { name = "value" }, or a table of its own',
    "mapping_type": 'must be a table: write { name = "value" }, or a table of its own',
    "model_type": "must be a table of its own",
    "model_attributes_type": "must be a table of its own",
    "missing": "is missing",
}


@dataclass(frozen=True, slots=True)
class Project:
    """One configuration: its file (None where there is none), what it says of `check`, the words of its word file."""

    file: Path | None = None
    check: CheckConfig = field(default_factory=CheckConfig)
    known: frozenset[str] = frozenset()
    text: str = field(default="", repr=False)

    def fault(self, place: Place, message: str) -> UnusableInputError:
        """Return the error of a value, with its file and line."""
        return UnusableInputError(f"{self.file}:{_line(self.text, place)}: {message}")

    def beside(self, name: str) -> Path:
        """Return the path of a file that the configuration names."""
        return (self.file.parent if self.file else Path()) / name

    def way_to(self, course: Path) -> str:
        """Return the path of a course from the folder of the file, with forward slashes; `.` for that folder itself."""
        return course.resolve().relative_to(self.file.resolve().parent).as_posix() if self.file else "."


def project_of(course: Path) -> Project:
    """Return the configuration of a course: the nearest `karmakit.toml` from its folder up to the root of its Git repository."""
    file = _find(course)
    return read_project(file) if file else Project()


def read_project(file: Path) -> Project:
    """Return what a configuration says; raise in one line with its place where it cannot be used."""
    import tomllib  # noqa: PLC0415 - most runs have no configuration

    text = _text(file, f"{GUIDE}")
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        said = str(error)
        where = _TOML_LINE.search(said)
        line = where[1] if where and where[1] else text.count("\n") + 1
        raise UnusableInputError(f"{file}:{line}: this is no TOML: {_TOML_LINE.sub('', said).lower()}; {GUIDE}") from None
    except RecursionError:
        raise UnusableInputError(f"{file}: the values are nested too deeply; {GUIDE}") from None
    try:
        check = Config.model_validate(data).check
    except ValidationError as error:
        fault = error.errors(include_url=False)[0]
        raise UnusableInputError(f"{file}:{_line(text, fault['loc'])}: {_told(fault)}") from None
    project = Project(file, check, text=text)
    for key in ("words", "baseline"):
        if ".." in (getattr(check, key) or "").split("/"):
            raise project.fault(("check", key), f"`{key}` leads out of the folder of this file: name a file in it or below it")
    known = _words(project.beside(check.words)) if check.words else frozenset()
    return Project(file, check, known, text)


def _find(course: Path) -> Path | None:
    """Return the nearest configuration, named as the course was where it lies above it."""
    start = course.resolve()
    for folder in (start, *start.parents):
        file = folder / NAME
        if os.path.isfile(file):  # noqa: PTH113 - a folder that may not be searched holds none, and is no error
            return _shown(file)
        if os.path.exists(folder / GIT):  # noqa: PTH110 - the same
            return None
    return None


def _shown(file: Path) -> Path:
    """Return a path as short as the reader would write it."""
    here = Path.cwd()
    return file.relative_to(here) if file.is_relative_to(here) else file


def _text(file: Path, mend: str) -> str:
    try:
        if file.stat().st_size > LARGEST:
            raise UnusableInputError(f"{file}: more than {LARGEST // 1024**2} MB; {mend}")
        return file.read_bytes().decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError:
        raise UnusableInputError(f"{file}: this is no text in UTF-8; save it as UTF-8") from None
    except OSError as error:
        raise UnusableInputError(f"{file}: cannot be read ({(error.strerror or str(error)).lower()}); {mend}") from None


def _words(file: Path) -> frozenset[str]:
    """Return the words of a word file: one a line; what follows a `#` is a remark."""
    lines = unicodedata.normalize("NFC", _text(file, "`words` names a file with one word a line")).splitlines()
    return frozenset(word for line in lines if (word := line.partition("#")[0].strip()))


def _told(fault: Any) -> str:
    """Return what is wrong with a value, and the mend."""
    place: Place = tuple(fault["loc"])
    name = next((str(part) for part in reversed(place) if isinstance(part, str)), NAME)
    if fault["type"] in {"extra_forbidden", "invalid_key"}:
        known = keys_of(Config, place[:-1])
        mend = did_you_mean(name, known) if closest(name, known) else f"Remove it; the keys there are: {', '.join(known)}"
        return f"`{name}` is no key{_of(place[:-1])}. {mend}"
    if fault["type"] == "literal_error":
        choices = fault["ctx"]["expected"].replace("'", "").replace(" or ", ", ")
        mend = did_you_mean(str(fault["input"]), choices.split(", ")) or f"Use one of {choices}"
        return f"{str(fault['input'])[:40]!r} is no value of `{name}`. {mend}"
    return f"`{name}`{_of(place[:-1])} {MENDS.get(fault['type'], f'cannot be used; {GUIDE}')}"


def _of(place: Place) -> str:
    words = [str(part + 1) if isinstance(part, int) else part for part in place]
    return f" of `{' '.join(words)}`" if words else ""


def _line(text: str, place: Place) -> int:
    """Return the line of a table or key, or of the nearest that holds it; the first line if none is found."""
    places = _places(text)
    while place and place not in places:
        place = place[:-1]
    return places.get(place, 1)


def _places(text: str) -> dict[Place, int]:
    """Return the lines of tables and keys; of a text that is TOML already, so that a look at each line is enough."""
    found: dict[Place, int] = {}
    counts: dict[Place, int] = {}
    table: Place = ()
    for number, line in enumerate(text.split("\n"), 1):
        if header := _HEADER.match(line):
            table = _parts(header[2])
            if header[1] == "[[":
                counts[table] = counts.get(table, -1) + 1
                table = (*table, counts[table])
            found.setdefault(table, number)
        elif key := _KEY.match(line):
            found.setdefault((*table, *_parts(key[1])), number)
    return found


def _parts(dotted: str) -> Place:
    return tuple("".join(match.groups("")) for match in _PART.finditer(dotted))
