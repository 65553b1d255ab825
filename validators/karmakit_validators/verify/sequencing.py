"""Read the sequencing of a SCORM 2004 manifest: every reference resolves, and activities open when the course says so."""

from collections.abc import Iterator, Mapping
from itertools import pairwise
from typing import NamedTuple

from karmakit_schemas.findings import Finding
from karmakit_validators.verify.course import Course
from karmakit_validators.verify.faults import found
from karmakit_validators.verify.manifest import Manifest, place
from karmakit_validators.verify.rawxml import Element

_YES = ("true", "1")
_REBUILD = "Build the bundle again."


class Activity(NamedTuple):
    """One item or organization: its own `<sequencing>`, and the one it refers to in the collection, which gives what it lacks."""

    element: Element
    own: Element | None
    common: Element | None

    def parts(self, name: str) -> list[Element]:
        """Return the children of that name that are in force."""
        given = [child for sequencing in (self.own, self.common) if sequencing for child in sequencing.below(name)]
        return given[:1]

    def objectives(self) -> Mapping[str, Element]:
        """Return the objectives by their ids, the primary one among them where it has one."""
        listed = [one for block in self.parts("objectives") for one in block.children]
        return {one.attrs["objectiveID"]: one for one in listed if "objectiveID" in one.attrs}

    def rules(self) -> list[Element]:
        """Return the sequencing rules of every kind."""
        return [rule for block in self.parts("sequencingRules") for rule in block.children]

    def writes(self) -> set[str]:
        """Return the shared objectives whose satisfaction the activity writes."""
        return {
            mapped.attrs.get("targetObjectiveID", "")
            for block in self.parts("objectives")
            for objective in block.children
            for mapped in objective.below("mapInfo")
            if mapped.attrs.get("writeSatisfiedStatus") in _YES
        }

    def waits_for(self) -> set[str]:
        """Return the shared objectives that keep the activity closed until they are satisfied."""
        known = self.objectives()
        conditions = [
            condition
            for rule in self.rules()
            if any(action.attrs.get("action") == "disabled" for action in rule.below("ruleAction"))
            for condition in rule.down("ruleConditions", "ruleCondition")
        ]
        read = [
            known[condition.attrs["referencedObjective"]]
            for condition in conditions
            if condition.attrs.get("operator") == "not" and condition.attrs.get("referencedObjective") in known
        ]
        return {mapped.attrs.get("targetObjectiveID", "") for objective in read for mapped in objective.below("mapInfo")}


def activities(manifest: Manifest) -> list[Activity]:
    """Return every organization and item, in order."""
    collection = {one.attrs["ID"]: one for one in manifest.root.down("sequencingCollection", "sequencing") if "ID" in one.attrs}
    listed = []
    for organization in manifest.organizations:
        for element in organization.walk():
            if element.local in ("organization", "item"):
                own = next(element.below("sequencing"), None)
                listed.append(Activity(element, own, collection.get(own.attrs.get("IDRef", "")) if own else None))
    return listed


def check_sequencing(manifest: Manifest) -> Iterator[Finding]:
    """Yield references that lead nowhere, objectives that nobody can satisfy, and groups whose members cannot be reached."""
    everything = activities(manifest)
    written = {shared for activity in everything for shared in activity.writes()}
    for activity in everything:
        yield from _references(activity)
        yield from _reach(activity)
        for shared in sorted(activity.waits_for() - written):
            message = f"the activity waits for the objective `{shared[:120]}`, which none writes: it never opens"
            yield found("PKG030", message, place(activity.element), _REBUILD)


def _references(activity: Activity) -> Iterator[Finding]:
    reference = activity.own.attrs.get("IDRef") if activity.own else None
    if activity.own and reference is not None and activity.common is None:
        yield found("PKG030", f"no sequencing is called `{reference[:80]}`", place(activity.own), _REBUILD)
    known = activity.objectives()
    for rule in activity.rules():
        for condition in rule.down("ruleConditions", "ruleCondition"):
            wanted = condition.attrs.get("referencedObjective")
            if wanted is not None and wanted not in known:
                yield found("PKG030", f"the activity has no objective `{wanted[:80]}`", place(condition), _REBUILD)
    seen: set[str] = set()
    for block in activity.parts("objectives"):
        for objective in block.children:
            name = objective.attrs.get("objectiveID")
            if name is not None and name in seen:
                yield found("PKG030", f"the activity has two objectives `{name[:80]}`", place(objective), _REBUILD)
            seen |= {name} if name is not None else set()


def _reach(activity: Activity) -> Iterator[Finding]:
    modes = activity.parts("controlMode")
    if not modes or not any(activity.element.below("item")):
        return
    mode = modes[0].attrs
    if mode.get("choice", "true") not in _YES and mode.get("flow", "false") not in _YES:
        message = "neither choice nor flow leads into this group: a learner cannot open anything in it"
        yield found("PKG030", message, place(modes[0]), 'Set `choice="true"` or `flow="true"`.')


def check_order(manifest: Manifest, course: Course) -> Iterator[Finding]:
    """Yield each module that has an activity of its own, and opens before another one that the course wants done first."""
    everything = {id(activity.element): activity for activity in activities(manifest)}
    modules = {module.page: module.id for module in course.modules}
    own = {
        modules[resource.attrs["href"]]: everything[id(item)]
        for item, resource in manifest.launches
        if resource.attrs["href"] in modules and id(item) in everything
    }
    writers = {shared: name for name, activity in own.items() for shared in activity.writes()}
    for name, first in _wanted(course):
        if name not in own or first not in own:
            continue
        if first not in {writers.get(shared) for shared in own[name].waits_for()}:
            message = f"the module `{name}` opens before `{first}` is done; the course says otherwise"
            yield found("PKG030", message, place(own[name].element), _REBUILD)


def _wanted(course: Course) -> Iterator[tuple[str, str]]:
    """Yield each module with one that must be done before it."""
    if course.raw.get("order") == "in-order":
        yield from ((later.id, earlier.id) for earlier, later in pairwise(course.modules))
    listed = course.raw.get("modules")
    for told in listed if isinstance(listed, list) else ():
        if isinstance(told, dict) and isinstance(told.get("requires"), list):
            yield from ((str(told.get("id")), str(name)) for name in told["requires"])
