"""Hold statements against an xAPI profile: the algorithm of the xAPI Profiles specification 1.0, part three, clause 2.1."""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import chain
from pathlib import Path
from typing import Any

from jsonschema import Draft202012Validator

Json = Mapping[str, Any]

OURS = Path(__file__).parents[2] / "schemas" / "karmakit_schemas" / "xapi" / "profile.jsonld"

_PLACES = ("parent", "grouping", "category", "other")
_STEP = re.compile(r"\.(?P<name>[A-Za-z_][\w-]*|\*)|\[(?P<inside>(?:'[^']*'|\d+|\*)(?:\s*,\s*(?:'[^']*'|\d+|\*))*)\]")
_MEMBER = re.compile(r"'([^']*)'|(\d+)|(\*)")
_UNMATCHABLE = object()


def our_profile() -> Json:
    """Return the profile that every bundle carries."""
    profile: Json = json.loads(OURS.read_text(encoding="utf-8"))
    return profile


def claims(statement: Json, profile: Json) -> bool:
    """Return whether a statement says by its category that it follows a version of the profile."""
    versions = {version["id"] for version in profile["versions"]}
    return any(value in versions for value in values(normalised(statement), "$.context.contextActivities.category[*].id"))


def faults(statement: Json, profile: Json) -> list[str]:
    """Return what is wrong with a statement by the templates that its determining properties match, and by its extensions."""
    told = normalised(statement)
    fitting = matching(statement, profile)
    if not fitting:
        return [f"no template is for {told['verb']['id']} of {_type(told)}"]
    broken = (_broken(told, template) for template in fitting)
    return [*chain.from_iterable(broken), *_extensions(told, profile)]


def matching(statement: Json, profile: Json) -> list[Json]:
    """Return the templates whose determining properties a statement has, whether or not it follows their rules."""
    told = normalised(statement)
    return [template for template in profile["templates"] if _is_determined(told, template)]


def normalised(statement: Json) -> Json:
    """Return a statement whose context activities are lists (xAPI 1.0.3, Data, 2.4.6.2)."""
    context = statement.get("context", {})
    activities = {
        place: given if isinstance(given, list) else [given] for place, given in context.get("contextActivities", {}).items()
    }
    return {**statement, "context": {**context, "contextActivities": activities}}


def values(given: Any, path: str) -> list[Any]:
    """Return what a JSONPath of the subset that profiles may use finds: names, indexes, `*` and unions of them."""
    if not path.startswith("$"):
        raise ValueError(f"{path}: a path begins with $")
    found, at = [given], 1
    while at < len(path):
        step = _STEP.match(path, at)
        if step is None:
            raise ValueError(f"{path}: cannot be read from character {at}")
        keys = _keys(step)
        found = [value for one in found for key in keys for value in _children(one, key)]
        at = step.end()
    return found


def _keys(step: re.Match[str]) -> list[str | int]:
    if step["name"]:
        return [step["name"]]
    return [int(number) if number else star or name for name, number, star in _MEMBER.findall(step["inside"])]


def _children(given: Any, key: str | int) -> Iterator[Any]:
    if key == "*":
        yield from given.values() if isinstance(given, dict) else given if isinstance(given, list) else ()
    elif (isinstance(key, int) and isinstance(given, list) and key < len(given)) or (isinstance(given, dict) and key in given):
        yield given[key]


def _type(statement: Json) -> str:
    return str(next(iter(values(statement, "$.object.definition.type")), "no type"))


def _is_determined(statement: Json, template: Json) -> bool:
    wanted = {f"$.context.contextActivities.{place}[*].definition.type": f"context{place.title()}ActivityType" for place in _PLACES}
    wanted |= {"$.attachments[*].usageType": "attachmentUsageType"}
    single = {"$.verb.id": "verb", "$.object.definition.type": "objectActivityType"}
    return all(template[key] in values(statement, path) for path, key in single.items() if key in template) and all(
        set(template[key]) <= set(values(statement, path)) for path, key in wanted.items() if key in template
    )


def _broken(statement: Json, template: Json) -> Iterator[str]:
    for rule in template.get("rules", ()):
        for fault in _rule_faults(statement, rule):
            yield f"{template['id'].rpartition('#')[2]}: {rule['location']} {fault}"


def _rule_faults(statement: Json, rule: Json) -> Iterator[str]:
    found = values(statement, rule["location"])
    if "selector" in rule:
        found = list(chain.from_iterable(values(one, rule["selector"]) or [_UNMATCHABLE] for one in found))
    presence = rule.get("presence")
    if presence == "included" and (not found or _UNMATCHABLE in found):
        yield "must be there"
        return
    if presence == "excluded" and any(value is not _UNMATCHABLE for value in found):
        yield "may not be there"
    if presence == "recommended" and not found:
        return
    if "any" in rule and not any(_among(value, rule["any"]) for value in found):
        yield f"is none of {rule['any']}"
    if "all" in rule and not all(_among(value, rule["all"]) for value in found):
        yield f"is not one of {rule['all']}"
    if "none" in rule and any(_among(value, rule["none"]) for value in found):
        yield f"may not be one of {rule['none']}"


def _among(value: Any, wanted: Sequence[Any]) -> bool:
    # in JSON true is not 1
    return any(type(value) is type(one) and value == one for one in wanted)


def _extensions(statement: Json, profile: Json) -> Iterator[str]:
    paths = {"ContextExtension": "$.context", "ResultExtension": "$.result", "ActivityExtension": "$.object.definition"}
    for concept in profile.get("concepts", ()):
        for kind, path in paths.items():
            for value in values(statement, f"{path}.extensions['{concept['id']}']"):
                if kind != concept["type"]:
                    yield f"{concept['id']} may not stand in {path}"
                elif "inlineSchema" in concept:
                    validator = Draft202012Validator(json.loads(concept["inlineSchema"]))
                    yield from (f"{concept['id']}: {error.message}" for error in validator.iter_errors(value))
