"""Read the competency framework that an operator downloads from iGOT: the only source of its identifiers."""

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path as FilePath
from typing import Any

from karmakit_schemas.errors import UnusableInputError

LARGEST = 64 * 1024 * 1024
MOST_TERMS = 100_000
CATEGORIES = ("competencyarea", "theme", "subtheme")
_IDENTIFIER = re.compile(r"[A-Za-z0-9_.:-]{1,200}")
_LONGEST = 4000
_MEND = "download it again from iGOT: GET framework/v1/read/kcmfinal_fw"


@dataclass(frozen=True, slots=True)
class Term:
    """One entry of the framework: an area, a theme or a sub-theme."""

    identifier: str
    code: str
    name: str
    description: str = ""
    more: Mapping[str, Any] = field(default_factory=dict)
    below: tuple[str, ...] = ()


Path = tuple[Term, Term, Term]


@dataclass(frozen=True, slots=True)
class Framework:
    """The terms of each category by their identifier."""

    areas: Mapping[str, Term]
    themes: Mapping[str, Term]
    subthemes: Mapping[str, Term]

    def find(self, area: str, theme: str, subtheme: str) -> Path | None:
        """Return a competency by its names, without regard to case and outer spaces; None where the framework has none such."""
        for one in _named(self.areas.values(), area):
            for two in _named(_below(one, self.themes), theme):
                for three in _named(_below(two, self.subthemes), subtheme):
                    return one, two, three
        return None


def open_framework(path: FilePath) -> Framework:
    """Return the framework of a file on the disk."""
    try:
        if not path.is_file():
            raise UnusableInputError(f"{path}: there is no such file: {_MEND}")
        size = path.stat().st_size
        return read_framework(path.read_bytes() if size <= LARGEST else b" " * (LARGEST + 1), path.name)
    except (OSError, ValueError) as error:
        raise UnusableInputError(f"{path}: the file cannot be read: {getattr(error, 'strerror', None) or error}: {_MEND}") from None


def read_framework(data: bytes, name: str) -> Framework:
    """Return the framework that a file holds; raise in one line where it holds none."""
    if len(data) > LARGEST:
        raise UnusableInputError(f"{name}: the framework has {len(data)} bytes, more than any framework of iGOT: {_MEND}")
    try:
        told = json.loads(data.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        raise UnusableInputError(f"{name}: this is not JSON in UTF-8: {_MEND}") from None
    found = _framework(told)
    listed = found.get("categories") if found else None
    categories = (
        {each.get("code"): each.get("terms") for each in listed if isinstance(each, dict)} if isinstance(listed, list) else {}
    )
    levels = [terms for code in CATEGORIES if isinstance(terms := categories.get(code), list)]
    if len(levels) != len(CATEGORIES):
        raise UnusableInputError(f"{name}: there are no categories `competencyarea`, `theme` and `subtheme` with terms: {_MEND}")
    if sum(map(len, levels)) > MOST_TERMS:
        raise UnusableInputError(f"{name}: there are more terms than {MOST_TERMS}: {_MEND}")
    areas, themes, subthemes = (_terms(terms, name) for terms in levels)
    return Framework(areas, themes, subthemes)


def _framework(told: Any) -> Mapping[str, Any] | None:
    """Return the framework itself, out of the envelope of an answer if it stands in one."""
    for key in ("result", "framework"):
        if isinstance(told, dict) and isinstance(told.get(key), dict):
            told = told[key]
    return told if isinstance(told, dict) else None


def _terms(listed: Iterable[Any], name: str) -> dict[str, Term]:
    terms: dict[str, Term] = {}
    for number, told in enumerate(listed, 1):
        if not isinstance(told, dict):
            raise UnusableInputError(f"{name}: term {number} of a category is no object: {_MEND}")
        if told.get("status") not in (None, "Live"):
            continue
        term = _term(told, name)
        terms.setdefault(term.identifier, term)
    return terms


def _term(told: Mapping[str, Any], name: str) -> Term:
    identifier, title = told.get("identifier"), told.get("name")
    if not isinstance(identifier, str) or not _IDENTIFIER.fullmatch(identifier):
        raise UnusableInputError(f"{name}: {_shown(identifier)} is no identifier of a term: {_MEND}")
    if not isinstance(title, str) or not title.strip() or len(title) > _LONGEST:
        raise UnusableInputError(f"{name}: the term {identifier} has no name: {_MEND}")
    code = next(
        (each for each in (told.get("refId"), told.get("code")) if isinstance(each, str) and _IDENTIFIER.fullmatch(each)), ""
    )
    description = told.get("description")
    below = told.get("associations")
    return Term(
        identifier,
        code,
        title.strip(),
        description.strip()[:_LONGEST] if isinstance(description, str) else "",
        _more(told.get("additionalProperties")),
        tuple(
            each["identifier"]
            for each in (below if isinstance(below, list) else ())
            if isinstance(each, dict) and isinstance(each.get("identifier"), str)
        ),
    )


def _more(told: Any) -> dict[str, Any]:
    """Return the two properties that iGOT copies with a term, where they are what they should be."""
    given = told if isinstance(told, dict) else {}
    name, time = given.get("displayName"), given.get("timeStamp")
    kept: dict[str, Any] = {"displayName": name[:_LONGEST]} if isinstance(name, str) else {}
    return kept | ({"timeStamp": time} if isinstance(time, int) and not isinstance(time, bool) else {})


def _below(term: Term, known: Mapping[str, Term]) -> Iterable[Term]:
    return (known[identifier] for identifier in dict.fromkeys(term.below) if identifier in known)


def _named(terms: Iterable[Term], name: str) -> Iterable[Term]:
    wanted = name.strip().casefold()
    return (term for term in terms if term.name.casefold() == wanted)


def _shown(value: Any) -> str:
    return repr(value)[:60]
