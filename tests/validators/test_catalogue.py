"""The catalogue: found by place, complete, and explained."""

import re
import subprocess
import sys

import pytest

from karmakit_authoring import faults
from karmakit_schemas.errors import UsageError
from karmakit_validators.catalogue import by_code, discover, matching
from karmakit_validators.explain import catalogue, explain


def test_every_rule_has_a_code_of_its_own_and_a_name_of_its_own():
    assert len({entry.code for entry in discover()}) == len({entry.name for entry in discover()}) == len(discover())
    assert all(re.fullmatch(r"[A-Z]{3}\d{3}", entry.code) for entry in discover())
    assert all(re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", entry.name) for entry in discover())


def test_there_are_at_least_sixty_five_rules_for_courses():
    assert len([entry for entry in discover() if entry.rule.layer != "bundle"]) >= 65


def test_every_gate_is_an_error():
    assert all(entry.rule.severity.name in {"error", "fatal"} for entry in discover() if entry.rule.gate)


def test_every_fault_of_parse_has_a_rule_of_the_same_name_weight_and_gate():
    found = [value for value in vars(faults).values() if isinstance(value, faults.Fault)]
    assert found
    for fault in found:
        entry = by_code()[fault.code]
        assert (entry.name, entry.rule.severity, entry.rule.gate) == (fault.name, fault.severity, True)
        assert entry.rule.layer == "parse"


def test_every_rule_of_the_layer_parse_is_reported_by_parse():
    known = {value.code for value in vars(faults).values() if isinstance(value, faults.Fault)}
    assert {entry.code for entry in discover() if entry.rule.layer == "parse"} == known


def test_explain_shows_the_page_with_severity_gate_and_layer():
    text = explain("acc001")
    assert text.startswith("# ACC001 image-alt-missing\n\n*error, gate; layer: file*\n")
    assert "## How to mend it" in text
    assert explain("image-alt-missing") == text


@pytest.mark.parametrize("code", ["ACC01", "image-alt-mising", "ACC999"])
def test_explain_answers_an_unknown_code_with_the_one_meant(code):
    with pytest.raises(UsageError, match="did you mean"):
        explain(code)


def test_the_catalogue_is_a_table_of_all_rules():
    rows = catalogue().splitlines()
    assert len(rows) == len(discover()) + 2
    assert "| ACC001 | image-alt-missing | error | yes | file |" in rows


def test_a_beginning_selects_a_family():
    assert matching(["ACC"]) == {entry.code for entry in discover() if entry.code.startswith("ACC")}
    assert matching(["acc", "ACC001"]) == matching(["ACC"])


def test_finding_the_rules_loads_neither_the_markdown_library_nor_xml():
    program = (
        "import sys, karmakit_validators.check; from karmakit_validators.catalogue import discover; discover();"
        "print([m for m in ('markdown_it', 'lxml', 'regex', 'karmakit_authoring', 'karmakit_build') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
