"""Hold the statements of a registration against a profile's patterns: xAPI Profiles specification 1.0, part three, clause 2.2.

Matching is greedy and never goes back. What a reader upon receipt calls partial is a failure: there are no more statements.
"""

from collections.abc import Mapping, Sequence
from typing import Any

import templates

Json = Mapping[str, Any]


def follows(statements: Sequence[Json], profile: Json) -> bool:
    """Return whether statements, in their order, are from the first to the last what a primary pattern describes."""
    told = [_templates(statement, profile) for statement in statements]
    elements = {each["id"]: each for each in (*profile["templates"], *profile["patterns"])}
    return any(_match(told, 0, pattern["id"], elements) == len(told) for pattern in profile["patterns"] if pattern.get("primary"))


def _templates(statement: Json, profile: Json) -> set[str]:
    return set() if templates.faults(statement, profile) else {each["id"] for each in templates.matching(statement, profile)}


def _match(told: Sequence[set[str]], at: int, name: str, elements: Mapping[str, Json]) -> int | None:
    """Return how far an element reaches from a place, or None."""
    element = elements[name]
    if element["type"] == "StatementTemplate":
        return at + 1 if at < len(told) and name in told[at] else None
    if "sequence" in element:
        for member in element["sequence"]:
            reached = _match(told, at, member, elements)
            if reached is None:
                return None
            at = reached
        return at
    if "alternates" in element:
        reached_by = [end for member in element["alternates"] if (end := _match(told, at, member, elements)) is not None]
        return max(reached_by, default=None)
    if "optional" in element:
        reached = _match(told, at, element["optional"], elements)
        return at if reached is None else reached
    return _repeated(told, at, element, elements)


def _repeated(told: Sequence[set[str]], at: int, element: Json, elements: Mapping[str, Json]) -> int | None:
    member = element.get("oneOrMore") or element["zeroOrMore"]
    end = _match(told, at, member, elements)
    if end is None:
        return at if "zeroOrMore" in element else None
    while end > at:
        at, more = end, _match(told, end, member, elements)
        end = at if more is None else more
    return at
