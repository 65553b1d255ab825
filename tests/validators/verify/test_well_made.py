"""Bundles that nothing, or nothing of weight, can be said against."""

from karmakit_schemas.findings import Severity
from karmakit_validators.catalogue import by_code
from karmakit_validators.verify.faults import FAULTS


def test_a_well_made_bundle_has_no_findings(read, bundle):
    verdict = read(bundle)
    assert verdict.findings == ()
    assert verdict.fit


def test_the_facts_say_what_the_bundle_is(read, bundle, pack):
    facts = read(bundle).facts
    assert (facts.standard, facts.title, facts.version, facts.language) == ("SCORM 1.2", "Small course", "1.0.0", "en")
    assert (facts.launch, facts.scos, facts.files, facts.size) == ("index.html", 1, 10, len(pack(bundle)))
    assert (facts.made_here, facts.tool, facts.csp, facts.vetted) == (True, "karmakit 0.1.0", True, False)


def test_the_longest_state_is_worked_out_from_the_documented_form(read, bundle):
    # 1;p....  ;m two modules  ;q one in practice, two drawn of three (the longest first)  ;t one test
    expected = 1 + (2 + 4) + (2 + 2 * 5) + (2 + (7 + 1) + (7 + 3) + (7 + 1)) + (2 + 20)
    assert read(bundle).facts.state == expected


def test_a_strangers_minimal_package_is_fit_and_what_is_ours_alone_is_information(read, stranger):
    verdict = read(stranger)
    assert verdict.fit
    assert {finding.severity for finding in verdict.findings} == {Severity.info}
    assert not any(finding.gate for finding in verdict.findings)
    assert not verdict.facts.made_here
    assert verdict.facts.state is None


def test_the_verdict_as_json_names_every_fact_and_every_finding(read, stranger):
    data = read(stranger).as_json()
    assert data["fit"] is True
    assert data["facts"]["title"] == "Theirs"
    assert {finding["severity"] for finding in data["findings"]} == {"info"}


def test_every_code_of_verify_has_its_page_and_weighs_the_same_there():
    entries = by_code()
    told = {code: (fault.name, fault.severity, fault.gate) for code, fault in FAULTS.items()}
    written = {
        code: (entries[code].name, entries[code].rule.severity, entries[code].rule.gate) for code in FAULTS if code in entries
    }
    assert told == written


def test_every_rule_of_the_bundle_is_known_to_verify():
    assert {entry.code for entry in by_code().values() if entry.rule.layer == "bundle"} <= set(FAULTS)


def test_the_page_of_every_bundle_rule_has_the_headings_that_explain_shows():
    for entry in by_code().values():
        if entry.rule.layer == "bundle":
            lines = entry.page().splitlines()
            assert lines[0] == f"# {entry.code} {entry.name}"
            headings = [line for line in lines if line.startswith("## ")]
            assert headings == ["## What is wrong", "## Why it matters", "## How to mend it", "## Source", "## हिंदी"]
