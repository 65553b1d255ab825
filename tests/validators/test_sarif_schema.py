"""What is written as SARIF is SARIF: held to the published JSON Schema of version 2.1.0."""

import json
from functools import cache
from pathlib import Path

import pytest
from jsonschema import Draft4Validator

from karmakit_schemas.findings import Edit, Finding, Fix, Kind, Severity
from karmakit_schemas.sources import Sources
from karmakit_schemas.spans import Span
from karmakit_validators.catalogue import discover
from karmakit_validators.report import Manner, Part, render

PACKAGE = Path(__file__).parents[1] / "browser/node_modules/@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json"
PLACE = Span("modules/a.md", 1, 2, 1, 3)


@cache
def validator() -> Draft4Validator:
    if not PACKAGE.is_file():
        pytest.skip("the schema lies in the packages of tests/browser; `make test` installs them")
    schema = json.loads(PACKAGE.read_text(encoding="utf-8"))
    Draft4Validator.check_schema(schema)
    return Draft4Validator(schema)


def faults(*findings: Finding, manner: Manner | None = None) -> list[str]:
    log = json.loads(render("sarif", [Part("courses/रti one", findings, Sources("one", {"modules/a.md": b"abc"}))], manner))
    return [f"{list(error.path)}: {error.message}" for error in validator().iter_errors(log)]


def test_a_log_of_every_rule_is_valid() -> None:
    assert faults(*(Finding(e.code, e.name, "wrong", PLACE, e.rule.severity, "Mend it", e.rule.gate) for e in discover())) == []


@pytest.mark.parametrize(
    "told",
    [
        Finding("ACC001", "image-alt-missing", "wrong", Span("course.yml")),
        Finding("ACC001", "image-alt-missing", "wrong", Span("modules/a.md", 1, 5, 3, 2), Severity.info),
        Finding("LIC003", "licence-forbids-use", "wrong", PLACE, kind=Kind.needs_human),
        Finding("STR015", "text-not-nfc", "wrong", PLACE, fix=Fix("write it", (Edit(PLACE, "é"),), safe=True), related=(PLACE,)),
        Finding("XYZ999", "of-a-plugin", "wrong", PLACE),
    ],
    ids=["a whole file", "several lines", "for a human", "with a mend", "without a rule"],
)
def test_a_log_of_every_kind_of_finding_is_valid(told: Finding) -> None:
    assert faults(told) == []


def test_a_log_without_findings_is_valid() -> None:
    assert faults() == []


def test_a_log_in_hindi_that_names_what_could_not_be_read_is_valid() -> None:
    told = Finding("ACC001", "image-alt-missing", "wrong", PLACE)
    assert faults(told, manner=Manner(lang="hi", errors=("courses/gone: there is no course here",))) == []


def test_the_schema_would_find_a_fault() -> None:
    assert list(validator().iter_errors({"version": "2.1.0", "runs": [{"results": [{}]}]}))
