"""Write the sequencing of SCORM 2004: which activities are open when, and which of them decide what (IMS Simple Sequencing 1.0).

Any activity may be chosen. One that needs others is disabled until each of them has reported that it is done: by the objective
`module_done`, which the player writes (`build/runtime/src/tracker/cmi2004.ts`) and which those that wait read by way of a shared
one. Success comes from the final test alone; completion from all activities together.
"""

from karmakit_build.scorm.package import Item
from karmakit_build.xml import Element, Maker

CONTROLLED = "http://www.imsglobal.org/xsd/imsss"
# no objective of a course has an underscore in its id
DONE = "module_done"
_ss = Maker(CONTROLLED, "imsss")


def sequencing(item: Item, iri: str) -> Element:
    """Return how an activity, a unit or the whole course is sequenced; `iri` is the root of shared objectives."""
    if item.items:
        return _ss("sequencing", _ss("controlMode", choice="true", flow="true"), _rollup(counts=_decides(item)))
    rules = [_ss("sequencingRules", _closed(item))] if item.needs else []
    # what the content does not say is not known: a platform must not take it for done or passed
    said = _ss("deliveryControls", completionSetByContent="true", objectiveSetByContent="true")
    return _ss("sequencing", *rules, _rollup(counts=item.final), _objectives(item, iri), said)


def _decides(item: Item) -> bool:
    return item.final or any(map(_decides, item.items))


def _rollup(*, counts: bool) -> Element:
    return _ss("rollupRules", rollupObjectiveSatisfied=str(counts).lower(), objectiveMeasureWeight="1" if counts else "0")


def _closed(item: Item) -> Element:
    """Return the rule that an activity is disabled while one that it needs is not known to be done.

    Both conditions are needed: that an unknown status is not satisfied is itself unknown, and the rule would not hold.
    """
    conditions = [
        _ss("ruleCondition", referencedObjective=_need(name), operator="not", condition=condition)
        for name in item.needs
        for condition in ("objectiveStatusKnown", "satisfied")
    ]
    return _ss(
        "preConditionRule",
        _ss("ruleConditions", *conditions, conditionCombination="any"),
        _ss("ruleAction", action="disabled"),
    )


def _objectives(item: Item, iri: str) -> Element:
    own = [_objective(name, f"{iri}/objectives/{name}", writes=True, measured=True) for name in item.objectives]
    done = [_objective(DONE, _done(iri, item.name), writes=True, measured=False)] if item.alone else []
    needs = [_objective(_need(name), _done(iri, name), writes=False, measured=False) for name in item.needs]
    return _ss("objectives", _primary(item), *own, *done, *needs)


def _primary(item: Item) -> Element:
    if item.mastery is None:
        return _ss("primaryObjective")
    return _ss("primaryObjective", _ss("minNormalizedMeasure", f"{item.mastery / 100:g}"), satisfiedByMeasure="true")


def _objective(name: str, shared: str, *, writes: bool, measured: bool) -> Element:
    mapped = _ss(
        "mapInfo",
        targetObjectiveID=shared,
        readSatisfiedStatus="true",
        readNormalizedMeasure=str(measured).lower(),
        writeSatisfiedStatus=str(writes).lower(),
        writeNormalizedMeasure=str(writes and measured).lower(),
    )
    return _ss("objective", mapped, objectiveID=name)


def _need(name: str) -> str:
    return f"needs_{name}"


def _done(iri: str, name: str) -> str:
    return f"{iri}/modules/{name}/done"
