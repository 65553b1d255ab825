"""A manifest's sequencing as the activity tree that scorm-again asks for."""

from typing import Any

from lxml import etree

CP = "{http://www.imsglobal.org/xsd/imscp_v1p1}"
SS = "{http://www.imsglobal.org/xsd/imsss}"
_NUMBERS = ("objectiveMeasureWeight", "minNormalizedMeasure")


def tree(manifest: bytes) -> dict[str, Any]:
    """Return the default organization as an activity tree."""
    return _activity(next(etree.fromstring(manifest).iter(f"{CP}organization")))


def pages(manifest: bytes, root: str) -> dict[str, str]:
    """Return what each item opens, below `root`."""
    parsed = etree.fromstring(manifest)
    opened = {each.get("identifier"): each.get("href") for each in parsed.iter(f"{CP}resource")}
    items = (each for each in parsed.iter(f"{CP}item") if each.get("identifierref"))
    return {item.get("identifier"): root + opened[item.get("identifierref")] for item in items}


def _activity(element: Any) -> dict[str, Any]:
    sequencing = element.find(f"{SS}sequencing")
    controls = [
        _typed(each.attrib) for name in ("controlMode", "rollupRules", "deliveryControls") for each in sequencing.findall(SS + name)
    ]
    activity: dict[str, Any] = {
        "id": element.get("identifier"),
        "title": element.findtext(f"{CP}title"),
        "children": [_activity(child) for child in element.findall(f"{CP}item")],
        "sequencingControls": {name: value for control in controls for name, value in control.items()},
        "sequencingRules": {"preConditionRules": [_rule(each) for each in sequencing.iter(f"{SS}preConditionRule")]},
        "objectives": [_objective(each) for each in sequencing.iter(f"{SS}objective")],
    }
    primary = sequencing.find(f".//{SS}primaryObjective")
    if primary is not None:
        measure = primary.findtext(f"{SS}minNormalizedMeasure")
        mark = {"minNormalizedMeasure": float(measure)} if measure else {}
        activity["primaryObjective"] = {"objectiveID": "", **_typed(primary.attrib), **mark}
    return activity


def _rule(rule: Any) -> dict[str, Any]:
    conditions = rule.find(f"{SS}ruleConditions")
    return {
        "action": rule.find(f"{SS}ruleAction").get("action"),
        "conditionCombination": conditions.get("conditionCombination"),
        "conditions": [dict(each.attrib) for each in conditions],
    }


def _objective(objective: Any) -> dict[str, Any]:
    return {
        "objectiveID": objective.get("objectiveID"),
        "mapInfo": [
            {**_typed(each.attrib), "targetObjectiveID": each.get("targetObjectiveID")}
            for each in objective.findall(f"{SS}mapInfo")
        ],
    }


def _typed(attributes: Any) -> dict[str, Any]:
    return {name: float(value) if name in _NUMBERS else value == "true" for name, value in attributes.items()}
