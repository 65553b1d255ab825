"""When a learner of cmi5 has met what a unit, a block and the course ask (clauses 9.3.9, 9.6.1 and 13.1.4)."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from typing import Any

from karmakit_build.playing.units import Group, Unit

CMI5 = "https://w3id.org/xapi/cmi5/context/categories/cmi5"
MOVE_ON = {
    "Passed": ({"passed"},),
    "Completed": ({"completed"},),
    "CompletedAndPassed": ({"completed"}, {"passed"}),
    "CompletedOrPassed": ({"completed", "passed"},),
}
"""Of each set one verb must have been said; a unit whose `moveOn` is none of these asks for nothing."""
ADL = "http://adlnet.gov/expapi/verbs/"


def is_defined(statement: Mapping[str, Any]) -> bool:
    """Say whether a statement is one that cmi5 defines: it has the category that says so (clauses 7.1.3 and 9.6.2.1)."""
    context = statement.get("context")
    activities = context.get("contextActivities") if isinstance(context, dict) else None
    category = activities.get("category") if isinstance(activities, dict) else None
    rows = category if isinstance(category, list) else [category]
    return any(isinstance(row, dict) and row.get("id") == CMI5 for row in rows)


def may_move_on(unit: Unit, verbs: AbstractSet[str]) -> bool:
    """Say whether what was said of a unit meets what it asks."""
    return all(verbs & wanted for wanted in MOVE_ON.get(unit.move_on, ()))


def said_of(activity: str, statements: Iterable[Mapping[str, Any]]) -> frozenset[str]:
    """Return the verbs that cmi5 defines and that were said of an activity, by their last words."""
    mine = (one for one in statements if one["object"].get("id") == activity and is_defined(one))
    return frozenset(str(one["verb"]["id"]).removeprefix(ADL) for one in mine)


def newly_met(groups: Iterable[Group], met: Collection[str], known: Collection[Group]) -> Iterator[Group]:
    """Yield the blocks, the inner ones first, and at last the course, of which every unit is `met` and that are not yet known."""
    for group in groups:
        if group not in known and all(unit in met for unit in group.units):
            yield group
