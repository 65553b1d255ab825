"""The catalogue: found by place, complete, and explained."""

import json
import re
import subprocess
import sys

import pytest

from karmakit_authoring import faults
from karmakit_schemas.errors import UsageError
from karmakit_validators import speaking
from karmakit_validators.catalogue import by_code, discover, matching
from karmakit_validators.explain import explain
from karmakit_validators.rulebook import rulebook, source


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


def test_the_list_in_markdown_has_a_row_for_each_rule_and_counts_them():
    text = rulebook("md")
    rows = [line for line in text.splitlines() if re.match(r"\| \[[A-Z]{3}\d{3}\]", line)]
    assert len(rows) == len(discover())
    assert f"\n{len(discover())} rules in " in text
    page = "../../validators/karmakit_validators/rules/accessibility/acc001_image_alt_missing.md"
    start = f"| [ACC001]({page}) image-alt-missing | {by_code()['ACC001'].title} | **error, gate**; file |  | WCAG 2.2, 1.1.1;"
    assert next(row for row in rows if "ACC001" in row).startswith(start)


def test_every_page_that_the_list_links_to_is_there(root):
    for target in re.findall(r"\]\((\.\./[^)]+)\)", rulebook("md")):
        assert (root / "authoring" / "guide" / target).resolve().is_file(), target


def test_the_list_in_json_and_in_text_holds_every_rule():
    told = json.loads(rulebook("json"))["rules"]
    assert [rule["code"] for rule in told] == [entry.code for entry in discover()]
    assert all(rule["title"]["hi"].endswith("।") and rule["source"] for rule in told)
    assert [line[:6] for line in rulebook("text").splitlines()[::2]] == [entry.code for entry in discover()]


def test_there_are_at_least_a_hundred_and_ninety_rules_each_with_title_source_and_hindi():
    assert len(discover()) >= 190
    for entry in discover():
        assert entry.title.endswith("."), entry.code
        assert source(entry), entry.code
        assert speaking.title(entry, "hi").endswith("।"), entry.code


def test_every_rule_has_two_examples_or_a_test_that_names_it(root):
    tests = "".join(path.read_text(encoding="utf-8") for path in sorted((root / "tests").rglob("test_*.py")))
    for entry in discover():
        shown = "```" in entry.section("Bad") and "```" in entry.section("Good")
        assert shown or entry.code in tests, entry.code


def test_explain_in_hindi_begins_with_the_hindi_title_and_says_nothing_twice():
    text = explain("ITM005", "hi")
    assert text.startswith("# ITM005 all-of-the-above\n\n*चेतावनी; स्तर: फ़ाइल*\n\nएक विकल्प")
    assert text.count("एक विकल्प कहता है") == 1
    assert "## हिंदी" not in text
    assert text.index("| English |") < text.index("## What is wrong")


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
