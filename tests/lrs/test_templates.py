"""Our profile is well formed, and the checker tells a statement that follows it from one that does not."""

import copy
import json
from typing import Any

import pytest
import samples
import templates

from karmakit_validators.verify.xapi_profile import profile_faults

COMPETENCIES = samples.COMPETENCIES


@pytest.fixture
def profile() -> dict[str, Any]:
    return copy.deepcopy(dict(templates.our_profile()))


def kinds() -> list[Any]:
    return [pytest.param(each, id=f"{each['verb']['display']['en']}-{each['id'][-2:]}") for each in samples.every_kind()]


def one(verb: str) -> dict[str, Any]:
    return copy.deepcopy(next(each for each in samples.every_kind() if each["verb"]["display"]["en"] == verb))


def test_the_profile_is_well_formed_and_every_name_in_it_is_defined(profile):
    assert list(profile_faults(profile)) == []


def test_the_profile_names_only_verbs_and_types_that_others_have_published(profile, shared):
    published = {
        concept["id"]
        for file in (shared / "schemas" / "xapi").glob("*.jsonld")
        for concept in json.loads(file.read_text("utf-8"))["concepts"]
    }
    used = {template[key] for template in profile["templates"] for key in ("verb", "objectActivityType") if key in template}
    # the oldest list of ADL, which no profile repeats
    assert used - published <= {"http://adlnet.gov/expapi/activities/cmi.interaction"}


def test_every_rule_has_a_path_that_can_be_read(profile):
    for template in profile["templates"]:
        for rule in template["rules"]:
            templates.values({}, rule["location"])


@pytest.mark.parametrize("statement", kinds())
def test_every_kind_of_statement_follows_the_profile_and_says_so(statement, profile):
    assert templates.faults(statement, profile) == []
    assert templates.claims(statement, profile)


def test_a_statement_fits_one_template_only(profile):
    for statement in samples.every_kind():
        assert len(templates.matching(statement, profile)) == 1


def test_a_verb_of_nobody_fits_no_template(profile):
    statement = one("passed")
    statement["verb"]["id"] = "https://example.org/verbs/won"
    assert templates.faults(statement, profile) == [
        "no template is for https://example.org/verbs/won of http://adlnet.gov/expapi/activities/course"
    ]


@pytest.mark.parametrize(
    ("verb", "path", "value", "fault"),
    [
        ("passed", "result.success", False, "passed: $.result.success is not one of [True]"),
        ("passed", "result.success", 1, "passed: $.result.success is not one of [True]"),
        ("passed", "result.score.scaled", None, "passed: $.result.score.scaled must be there"),
        ("passed", "result.completion", True, "passed: $.result.completion may not be there"),
        ("failed", "result.duration", None, "failed: $.result.duration must be there"),
        ("completed", "result.score", {"scaled": 1}, "completed: $.result.score may not be there"),
        ("completed", "context.registration", None, "completed: $.context.registration must be there"),
        ("progressed", "result.extensions", None, f"progressed: $.result.extensions['{samples.PROGRESS}'] must be there"),
        ("answered", "object.definition.interactionType", "guess", "answered: $.object.definition.interactionType is not one of"),
        ("answered", "context.contextActivities.parent", None, "answered: $.context.contextActivities.parent[*].id must be there"),
        ("answered", "result.duration", None, "answered: $.result.duration must be there"),
        ("experienced", "timestamp", None, "experienced: $.timestamp must be there"),
        ("experienced", "object.definition.name", None, "experienced: $.object.definition.name must be there"),
        ("experienced", "context.extensions", {COMPETENCIES: []}, f"{COMPETENCIES}: "),
        (
            "experienced",
            "context.extensions",
            {COMPETENCIES: [{"area": "Functional"}]},
            f"{COMPETENCIES}: 'theme' is a required property",
        ),
        ("passed", "result.extensions", {COMPETENCIES: samples.SERVED}, f"{COMPETENCIES} may not stand in $.result"),
    ],
)
def test_what_a_template_asks_for_is_missed(verb, path, value, fault, profile):
    statement = one(verb)
    *way, last = path.split(".")
    at = statement
    for name in way:
        at = at[name]
    at.pop(last, None)
    if value is not None:
        at[last] = value
    assert any(each.startswith(fault) for each in templates.faults(statement, profile)), templates.faults(statement, profile)


def test_a_single_context_activity_counts_as_a_list_of_one(profile):
    statement = one("experienced")
    activities = statement["context"]["contextActivities"]
    activities["category"] = activities["category"][0]
    assert templates.claims(statement, profile)


@pytest.mark.parametrize(
    ("path", "found"),
    [
        ("$.a.b", [[1, 2]]),
        ("$.a.b[*]", [1, 2]),
        ("$.a.b[0,1]", [1, 2]),
        ("$.a.b[7]", []),
        ("$.a['b','c.d']", [[1, 2], {"e": "f"}]),
        ("$.a['c.d'].e", ["f"]),
        ("$.a.*.e", ["f"]),
        ("$.none.at.all", []),
        ("$.a.b.name", []),
    ],
)
def test_a_path_finds_names_indexes_and_unions(path, found):
    assert templates.values({"a": {"b": [1, 2], "c.d": {"e": "f"}}}, path) == found


@pytest.mark.parametrize("path", ["a.b", "$.a[?(@.b)]", "$..a", "$.a[-1]"])
def test_a_path_beyond_the_subset_is_refused(path):
    with pytest.raises(ValueError, match=r"path begins|cannot be read"):
        templates.values({}, path)


def rule(**given: Any) -> dict[str, Any]:
    return {
        "templates": [
            {
                "id": "p#t",
                "verb": one("passed")["verb"]["id"],
                "rules": [{"location": "$.context.contextActivities.category[*]", **given}],
            }
        ]
    }


@pytest.mark.parametrize(
    ("given", "fine"),
    [
        ({"selector": "$.id", "presence": "included"}, True),
        ({"selector": "$.definition", "presence": "included"}, False),
        ({"selector": "$.definition", "presence": "excluded"}, True),
        ({"selector": "$.id", "presence": "excluded"}, False),
        ({"selector": "$.id", "any": [samples.OURS, "x"]}, True),
        ({"selector": "$.id", "any": ["x"]}, False),
        ({"selector": "$.id", "none": [samples.OURS]}, False),
        ({"selector": "$.definition", "all": ["x"]}, False),
    ],
)
def test_a_selector_narrows_what_a_rule_is_about(given, fine):
    assert (templates.faults(one("passed"), rule(**given)) == []) is fine


def test_what_is_recommended_counts_only_where_it_is_there():
    absent = {"location": "$.result.extensions.x", "presence": "recommended", "any": ["x"]}
    assert templates.faults(one("passed"), rule(**absent)) == []
    assert templates.faults(one("passed"), rule(location="$.result.success", presence="recommended", any=[False])) != []


@pytest.mark.parametrize(
    ("place", "fault"),
    [
        (("templates", 0, "inScheme"), "in no version of its own"),
        (("templates", 1, "id"), "twice"),
        (("templates", 0, "verb"), "without a verb"),
        (("patterns", 1, "alternates"), "unknown"),
        (("patterns", 2, "id"), "unknown"),
        (("concepts", 0, "type"), "unknown type"),
        (("versions", 0, "generatedAtTime"), "no version with the time"),
        (("@context",), "context"),
        (("type",), "Profile"),
        (("conformsTo",), "conforms"),
        (("author",), "author"),
        (("prefLabel",), "prefLabel"),
    ],
)
def test_a_profile_that_is_not_well_formed_is_told(place, fault, profile):
    at: Any = profile
    for key in place[:-1]:
        at = at[key]
    wrong = {
        "id": profile["templates"][0]["id"] if place[0] == "templates" else "https://example.org/other",
        "alternates": ["https://example.org/x", "https://example.org/y"],
    }
    at[place[-1]] = wrong.get(str(place[-1]), "")
    found = list(profile_faults(profile))
    assert any(fault in each for each in found), found


def test_patterns_that_no_reader_could_follow_are_told(profile):
    names = {pattern["id"].rpartition("#")[2]: pattern for pattern in profile["patterns"]}
    names["answers"]["zeroOrMore"] = names["step"]["id"]
    names["outcome"]["sequence"] = []
    names["step"]["alternates"].append(names["outcome"]["id"])
    names["judged"]["alternates"] = names["judged"]["alternates"][:1]
    found = " ".join(profile_faults(profile))
    for fault in ("inside itself", "is not one of", "may be nothing", "fewer than two members"):
        assert fault in found


@pytest.mark.parametrize("given", [None, [], "text", {"templates": [{"rules": [{"location": 1}, {"location": "$.x"}]}]}])
def test_what_is_no_profile_is_told_without_a_traceback(given):
    assert list(profile_faults(given))
