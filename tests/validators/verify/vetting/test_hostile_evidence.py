"""Evidence that somebody wrote to break its reader is refused in a finding; nothing raises, and nothing takes long."""

import json
import random

import pytest

from karmakit_schemas.evidence import BUILD, POLICIES, RECORDS, REPORT
from karmakit_schemas.vetting import canonical
from karmakit_validators.verify.vetting.evidence import LARGEST
from karmakit_validators.vetting import records

DEEP = b"[" * 200_000 + b"]" * 200_000
POLICY = f"{POLICIES}policy.json"
STATEMENTS = {
    "no JSON": b"\xff\xfe{",
    "nothing": b"",
    "a list": b"[]\n",
    "another thing": b'{"a":1}\n',
    "a key twice": b'{"_type":1,"_type":2}\n',
    "no number": b'{"_type":NaN}\n',
    "too deep": DEEP,
    "half a character": b'{"_type":"\\ud800"}\n',
    "half a character in a key": b'{"\\ud800":1}\n',
    "a number without end": b'{"_type":' + b"9" * 5000 + b"}\n",
    "too large": b" " * (LARGEST + 1),
}


@pytest.mark.parametrize("path", [BUILD, REPORT])
@pytest.mark.parametrize("data", STATEMENTS.values(), ids=STATEMENTS)
def test_a_statement_or_report_that_cannot_be_read_is_said_so(bundle, judge, path, data):
    verdict = judge(bundle | {path: data}, "owner")
    assert [finding.message for finding in verdict.findings if finding.code == "PKG018" and path in finding.message]
    assert not verdict.facts.vetted
    json.dumps(verdict.as_json()).encode()
    "".join(finding.message for finding in verdict.findings).encode()


@pytest.mark.parametrize("path", [POLICY, f"{RECORDS}example/{'0' * 16}.json", f"{RECORDS}_heads/asha.json"])
@pytest.mark.parametrize("data", STATEMENTS.values(), ids=STATEMENTS)
def test_a_policy_record_or_head_that_cannot_be_read_is_a_fault_of_the_log(bundle, judge, path, data):
    verdict = judge((bundle | {path: data}).by_a_builder(), "owner")
    told = [finding for finding in verdict.findings if finding.code == "PKG019"]
    code = "VET013" if path == POLICY else "VET014"
    assert any(code in finding.message for finding in told)
    assert not verdict.facts.vetted
    "".join(finding.message + str(finding.span) for finding in verdict.findings).encode()


def test_a_record_that_leads_out_of_its_folder_is_never_opened(bundle, judge):
    verdict = judge((bundle | {f"{RECORDS}../../../course.json": b"{}"}).by_a_builder(), "owner")
    assert {"SEC014", "PKG018"} <= {finding.code for finding in verdict.findings}


def test_more_records_than_any_course_has_are_not_even_read(bundle, judge, monkeypatch):
    monkeypatch.setattr(records, "MOST", 40)
    path = next(name for name in bundle.files if name.startswith(f"{RECORDS}example/") and name.endswith(".json"))
    many = {f"{RECORDS}example/{number:016x}.json": bundle.files[path] for number in range(41)}
    verdict = judge(bundle | many, "owner")
    assert any("VET014 more than 40 records" in finding.message for finding in verdict.findings)


def test_many_records_that_are_none_are_told_in_few_words(bundle, judge):
    many = {f"{RECORDS}example/{number:016x}.json": b"[]" for number in range(2_000)}
    verdict = judge((bundle | many).by_a_builder(), "owner")
    (told,) = (finding for finding in verdict.findings if "`example` is not vetted" in finding.message)
    assert "(and 1999 more: VET014)" in told.message


def test_words_of_strangers_are_shown_and_never_obeyed(bundle, judge):
    def edit(built):
        for one in built["subjects"]:
            one["title"] = "\x1b[2Jvetted\u202e\r\n" + "x" * 5000
        built["subjects"][1]["digest"] = "0" * 64

    verdict = judge(bundle.by_a_builder(edit), "asha")
    assert verdict.findings
    assert all((finding.message + finding.help + str(finding.span)).isprintable() for finding in verdict.findings)
    assert max(len(finding.message) for finding in verdict.findings) < 1000
    json.dumps(verdict.as_json()).encode()


@pytest.mark.parametrize("path", [BUILD, REPORT, POLICY])
def test_a_proof_with_any_value_in_the_place_of_another_never_raises(bundle, judge, path):
    chance = random.Random(path)
    for _ in range(12):
        value = bundle.json(path)
        _spoil(value, chance)
        judge((bundle | {path: canonical(value)}).by_a_builder() if path != BUILD else bundle | {path: canonical(value)}, "owner")


def _spoil(value, chance):
    """Put something odd into one place of a JSON value."""
    odd = [None, True, -1, 10**30, "", "\u202e", [], {}, "0" * 64, "é" * 300]
    while True:
        keys = list(value) if isinstance(value, dict) else list(range(len(value)))
        key = chance.choice(keys)
        if not value[key] or not isinstance(value[key], dict | list) or chance.random() < 0.2:
            value[key] = chance.choice(odd)
            return
        value = value[key]
