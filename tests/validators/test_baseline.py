"""A baseline hides what it records and nothing else, survives moved lines, and only ever shrinks."""

import json
import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from karmakit_schemas.errors import UnusableInputError
from karmakit_schemas.findings import Finding
from karmakit_schemas.sources import Sources
from karmakit_schemas.spans import Span
from karmakit_validators.baseline import Mark, as_text, mended, read, recorded, sift, total, without

PATH = "modules/one.md"


def course(text: str) -> Sources:
    return Sources("course", {PATH: text.encode()})


def finding(line: int, start: int, end: int, code: str = "LNG001", *, last: int | None = None) -> Finding:
    return Finding(code, "name", "message", Span(PATH, line, start, last or line, end))


TEXT = course("The utilisation hereof.\nAnother line.\nThe utilisation hereof.\n")
FOUND = (finding(1, 5, 16), finding(2, 1, 8), finding(3, 5, 16))


def test_what_is_recorded_is_hidden():
    baseline = recorded("course", FOUND, TEXT)
    assert total(baseline) == 3
    sifted = sift("course", FOUND, TEXT, baseline)
    assert sifted.kept == ()
    assert sifted.hidden == baseline


def test_moved_and_rewrapped_text_is_still_known():
    baseline = recorded("course", [finding(1, 5, 23)], TEXT)
    moved = course("A new line.\n\n> The utilisation\n> hereof.\nThe  utilisation\nhereof.\n")
    assert sift("course", [finding(5, 6, 7, last=6)], moved, baseline).kept == ()


def test_the_same_fault_once_more_is_shown():
    baseline = recorded("course", FOUND[:1], TEXT)
    assert sift("course", FOUND, TEXT, baseline).kept == FOUND[1:]


@pytest.mark.parametrize(
    "other",
    [finding(1, 5, 15), finding(1, 5, 16, "LNG002"), finding(1, 1, 16)],
    ids=["another text", "another rule", "a longer range"],
)
def test_another_fault_is_shown(other):
    baseline = recorded("course", FOUND[:1], TEXT)
    assert sift("course", [other], TEXT, baseline).kept == (other,)


def test_another_course_or_file_is_shown():
    baseline = recorded("course", FOUND, TEXT)
    assert sift("other", FOUND, TEXT, baseline).kept == FOUND
    elsewhere = Finding("LNG001", "name", "message", Span("modules/two.md", 1, 5, 1, 16))
    assert sift("course", [elsewhere], TEXT, baseline).kept == (elsewhere,)


def test_a_gate_is_never_hidden():
    gates = [replace(finding(1, 5, 16, "ACC001"), gate=True), finding(1, 5, 16, "ACC001")]
    assert recorded("course", gates, TEXT) == {}
    forged = {Mark("course", PATH, "ACC001", next(iter(recorded("course", FOUND[:1], TEXT))).text): 5}
    assert sift("course", gates, TEXT, forged).kept == tuple(gates)


def test_what_a_change_did_is_never_hidden():
    assert recorded("course", [finding(1, 5, 16, "MET014")], TEXT) == {}


def test_a_finding_of_a_whole_file_or_of_one_that_is_not_there_is_recorded_too():
    whole = [
        Finding("MET009", "name", "message", Span("course.yml")),
        Finding("MET009", "name", "message", Span("course.yml", 9, 9, 9, 9)),
    ]
    baseline = recorded("course", whole, TEXT)
    assert total(baseline) == 2
    assert sift("course", whole, TEXT, baseline).kept == ()


def test_what_is_mended_is_told_of_the_courses_and_rules_that_were_looked_at():
    baseline = recorded("course", FOUND, TEXT)
    hidden = sift("course", FOUND[:1], TEXT, baseline).hidden
    assert total(mended(baseline, hidden, {"course"}, {"LNG001"})) == 2
    assert mended(baseline, hidden, {"other"}, {"LNG001"}) == {}
    assert mended(baseline, hidden, {"course"}, {"ACC001"}) == {}


def test_a_rule_that_is_no_more_is_mended():
    baseline = {Mark("course", PATH, "OLD001", "0" * 16): 2}
    assert mended(baseline, {}, {"course"}, set()) == baseline


def test_a_baseline_without_what_is_mended_hides_the_rest():
    baseline = recorded("course", FOUND, TEXT)
    hidden = sift("course", FOUND[:1], TEXT, baseline).hidden
    smaller = without(baseline, mended(baseline, hidden, {"course"}, {"LNG001"}))
    assert smaller == hidden


def test_the_file_is_sorted_with_an_entry_a_line():
    lines = as_text(recorded("course", FOUND, TEXT)).splitlines()
    assert lines[:3] == ["{", '  "version": 1,', '  "findings": [']
    assert lines[-2:] == ["  ]", "}"]
    assert [json.loads(line.strip().removesuffix(","))["count"] for line in lines[3:-2]] == [1, 2]
    assert lines[3:-2] == sorted(lines[3:-2])


def test_an_empty_baseline_can_be_written_and_read():
    assert read(as_text({}).encode(), "b.json") == {}


marks = st.builds(Mark, st.text(max_size=9), st.text(max_size=9), st.sampled_from(["LNG001", "ACC005", "x"]), st.text(max_size=9))
baselines = st.dictionaries(marks, st.integers(1, 99), max_size=6)


@given(baselines)
def test_what_is_written_is_what_is_read(baseline):
    assert read(as_text(baseline).encode(), "b.json") == baseline


@given(baselines, baselines)
def test_a_baseline_never_grows(baseline, gone):
    smaller = without(baseline, gone)
    assert all(0 < number <= baseline[mark] for mark, number in smaller.items())


ENTRY = {"course": "a", "file": "b", "code": "LNG001", "text": "c", "count": 1}


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\xff",
        b"{",
        b"[]",
        b"null",
        b'{"version": 1}',
        b'{"version": true, "findings": []}',
        b'{"version": "1", "findings": []}',
        b'{"version": 1, "findings": {}}',
        b"[" * 100_000,
        b'{"version": 1, "findings": [' + b"9" * 5000 + b"]}",
        *(
            json.dumps({"version": 1, "findings": [entry]}).encode()
            for entry in (
                7,
                [],
                {},
                {**ENTRY, "count": 0},
                {**ENTRY, "count": -1},
                {**ENTRY, "count": 1.5},
                {**ENTRY, "count": True},
                {**ENTRY, "count": "1"},
                {**ENTRY, "count": 10**9},
                {**ENTRY, "code": None},
                {**ENTRY, "more": 1},
            )
        ),
    ],
    ids=range(22),
)
def test_a_broken_or_hostile_file_is_one_line_with_the_mend(content):
    with pytest.raises(UnusableInputError) as raised:
        read(content, "b.json")
    assert re.fullmatch(r"b\.json: [^\n]+; take it back from Git, or delete it [^\n]+", str(raised.value))


def test_a_file_of_a_later_version_says_so():
    with pytest.raises(UnusableInputError, match="a later karmakit wrote it"):
        read(b'{"version": 2, "findings": []}', "b.json")
