"""The order in which parts of SCORM 2004 open, read from a manifest as the activity tree that scorm-again asks for.

Names and values are those of the manifest (SCORM 2004 4th edition, SN 3; IMS Simple Sequencing 1.0); what is not said has the
default of the standard.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from karmakit_validators.verify.archive import Archive
from karmakit_validators.verify.manifest import read_manifest
from karmakit_validators.verify.rawxml import Element

_CONTROLS = {
    "choice": True,
    "choiceExit": True,
    "flow": False,
    "forwardOnly": False,
    "useCurrentAttemptObjectiveInfo": True,
    "useCurrentAttemptProgressInfo": True,
}
_NUMBERS = frozenset(
    {"objectiveMeasureWeight", "minimumCount", "minimumPercent", "attemptLimit", "selectCount", "minNormalizedMeasure"}
)
_MEASURE = "measureThreshold"
DEEPEST = 30
"""Parts that lie deeper are left out of the tree; no course has them."""


def activity_tree(archive: Archive) -> dict[str, Any] | None:
    """Return the default organization as a tree of activities; None where it says nothing of an order, or is not of SCORM 2004."""
    manifest, _ = read_manifest(archive)
    if manifest is None or not manifest.is_2004 or manifest.default is None:
        return None
    if all(element.local != "sequencing" for element in manifest.default.walk()):
        return None
    collections = {
        one.attrs.get("ID", ""): one for block in manifest.root.below("sequencingCollection") for one in block.below("sequencing")
    }
    return _activity(manifest.default, collections, 0)


def has_prerequisites(archive: Archive) -> bool:
    """Say whether items of SCORM 1.2 name prerequisites, which few platforms follow, and this one does not."""
    manifest, _ = read_manifest(archive)
    if manifest is None or manifest.is_2004 or manifest.default is None:
        return False
    return any(element.local == "prerequisites" and element.text.strip() for element in manifest.default.walk())


def _activity(element: Element, collections: Mapping[str, Element], depth: int) -> dict[str, Any]:
    parts = _parts(element, collections)
    children = [_activity(child, collections, depth + 1) for child in element.below("item")] if depth < DEEPEST else []
    controls = {
        **_CONTROLS,
        **_values(parts, "controlMode", "rollupRules", "constrainedChoiceConsiderations", "randomizationControls"),
    }
    activity: dict[str, Any] = {
        "id": element.attrs.get("identifier", ""),
        "title": element.words("title"),
        "isVisible": element.attrs.get("isvisible", "true") != "false",
        "children": children,
        "sequencingControls": {**controls, **_values(parts, "deliveryControls")},
        "sequencingRules": {
            f"{kind}Rules": [_rule(rule) for rules in parts.get("sequencingRules", ()) for rule in rules.below(f"{kind}Rule")]
            for kind in ("preCondition", "exitCondition", "postCondition")
        },
        "rollupRules": {"rules": [_rollup(rule) for rules in parts.get("rollupRules", ()) for rule in rules.below("rollupRule")]},
        "objectives": [_objective(one) for block in parts.get("objectives", ()) for one in block.below("objective")],
        **_values(parts, "limitConditions"),
    }
    primary = [one for block in parts.get("objectives", ()) for one in block.below("primaryObjective")]
    return {**activity, "primaryObjective": _objective(primary[0])} if primary else activity


def _parts(element: Element, collections: Mapping[str, Element]) -> dict[str, list[Element]]:
    """Return the parts of an activity's sequencing by name; of what it refers to, those that it does not say itself (CAM 5.1.1)."""
    own = next(element.below("sequencing"), None)
    if own is None:
        return {}
    shared = collections.get(own.attrs.get("IDRef", ""))
    found: dict[str, list[Element]] = {}
    for source in (shared, own):
        for name in {child.local for child in source.children} if source else ():
            found[name] = list(source.below(name)) if source else []
    return found


def _values(parts: Mapping[str, list[Element]], *names: str) -> dict[str, Any]:
    return {key: value for name in names for part in parts.get(name, ()) for key, value in _typed(part)}


def _typed(element: Element) -> Iterator[tuple[str, Any]]:
    """Yield the attributes of an element as booleans, numbers and words."""
    for name, text in element.attrs.items():
        key = name.rpartition(":")[2]
        if text in {"true", "false"}:
            yield key, text == "true"
        elif key in _NUMBERS:
            number = _number(text)
            if number is not None:
                yield key, number
        else:
            yield key, text


def _number(text: str) -> float | None:
    try:
        return float(text)
    except ValueError:
        return None


def _rule(rule: Element) -> dict[str, Any]:
    return {
        "action": next((one.attrs.get("action", "") for one in rule.below("ruleAction")), ""),
        "conditionCombination": next((one.attrs.get("conditionCombination", "all") for one in rule.below("ruleConditions")), "all"),
        "conditions": [_condition(one) for block in rule.below("ruleConditions") for one in block.below("ruleCondition")],
    }


def _rollup(rule: Element) -> dict[str, Any]:
    told = dict(_typed(rule))
    conditions = [one for block in rule.below("rollupConditions") for one in block.below("rollupCondition")]
    return {
        "action": next((one.attrs.get("action", "") for one in rule.below("rollupAction")), ""),
        "consideration": told.get("childActivitySet", "all"),
        "conditionCombination": next(
            (one.attrs.get("conditionCombination", "any") for one in rule.below("rollupConditions")), "any"
        ),
        "minimumCount": told.get("minimumCount", 0),
        "minimumPercent": told.get("minimumPercent", 0),
        "conditions": [_condition(one) for one in conditions],
    }


def _condition(condition: Element) -> dict[str, Any]:
    told = dict(_typed(condition))
    threshold = _number(str(told.pop(_MEASURE, "")))
    return {**told, "parameters": {"threshold": threshold}} if threshold is not None else told


def _objective(objective: Element) -> dict[str, Any]:
    measure = _number(objective.words("minNormalizedMeasure"))
    return {
        "objectiveID": objective.attrs.get("objectiveID", ""),
        "satisfiedByMeasure": objective.attrs.get("satisfiedByMeasure") == "true",
        **({} if measure is None else {"minNormalizedMeasure": measure}),
        "mapInfo": [dict(_typed(one)) for one in objective.below("mapInfo")],
    }
