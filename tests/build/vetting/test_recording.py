"""A decision file becomes records: only as it was decided, only on what is there, all of it or nothing."""

import json
import shutil
import subprocess
from pathlib import Path

import pytest

from karmakit_build.vetting.reading import vetting_of
from karmakit_build.vetting.recording import LARGEST

HOST = Path(__file__).parents[2] / "validators" / "host"
COURSE = Path("courses/desk")
KEYGEN = shutil.which("ssh-keygen")
PEOPLE = {"expert": "subject-expert", "designer": "instructional-designer"}
STATEMENT = "instructional-4"
ANSWER = {"statement": STATEMENT, "answer": "yes", "by": "person"}
LATER = {"opened": "2026-11-20T10:00:00Z", "closed": "2026-11-20T11:00:00Z"}


@pytest.fixture
def course(tmp_path, monkeypatch, karmakit):
    """A course below a policy whose persons have no keys."""
    return laid_out(tmp_path, monkeypatch, karmakit, dict.fromkeys(PEOPLE, ""))


def laid_out(folder, monkeypatch, karmakit, keys, **more):
    shutil.copytree(HOST, folder / COURSE)
    monkeypatch.chdir(folder)
    people = "".join(
        f"  - {{id: {name}, title: {name.title()}, institution: The institute, roles: [{role}], keys: [{keys[name]}]}}\n"
        for name, role in PEOPLE.items()
    )
    Path(".vetting").mkdir()
    Path(".vetting/policy.yml").write_text(
        "version: 1\nname: The institute\nowners: {persons: [expert], quorum: 1}\n"
        f"{''.join(f'{name}: {value}' for name, value in more.items())}\n"
        f"quorum: {{persons: 2, roles: [{{role: subject-expert}}, {{role: instructional-designer}}]}}\npersons:\n{people}",
        encoding="utf-8",
    )
    assert karmakit("vet", "policy", ".vetting").status == 0
    return folder / COURSE


def decided(*subjects, **more):
    digests = {content.name: content.digest for content in vetting_of(COURSE).contents}
    return [{"subject": name, "digest": digests.get(name, "0" * 64), "verdict": "approve", **more} for name in subjects]


def saved(name="decision.json", **more):
    """Save a decision file, by default the expert's approval of one module; return its path."""
    file = {
        "version": 1,
        "kind": "karmakit-decision",
        "course": vetting_of(COURSE).parsed.part.meta.id,
        "language": "en",
        "person": "expert",
        "role": "subject-expert",
        "opened": "2026-11-20T09:00:00Z",
        "closed": "2026-11-20T09:40:00.250Z",
        "no_conflict": True,
        **more,
    }
    file.setdefault("decided", decided("example"))
    Path(name).write_text(json.dumps(file), encoding="utf-8")
    return name


def record(karmakit, *files, **options):
    named = [part for name, value in options.items() for part in (f"--{name.strip('_')}", value)]
    return karmakit("vet", "record", *files, "--course", COURSE, *named)


def records():
    found = [json.loads(path.read_bytes()) for path in COURSE.glob(".vetting/[!_]*/*.json")]
    found += [json.loads(path.read_bytes()) for path in COURSE.glob(".vetting/_course/*.json")]
    return {(one["predicate"]["scope"]["subject"], one["predicate"]["reviewer"]["person"]): one["predicate"] for one in found}


def remark(identifier, **more):
    return {"id": identifier, "at": "register-1", "text": "Say which evening", **more}


def test_a_decision_file_becomes_a_record_of_each_subject_as_it_was_decided(course, karmakit):
    remarks = [remark("a", blocking=True)]
    both = [*decided("_course"), *decided("example", verdict="request-changes", reason="It is unclear", comments=remarks)]
    done = record(karmakit, saved(decided=both, thoroughness="sample"))
    assert done.status == 0, done.err
    assert len(done.out.splitlines()) == 2
    assert "expert signs with `karmakit vet sign courses/desk --as expert" in done.err
    found = records()["example", "expert"]
    assert (found["verdict"], found["reason"], found["thoroughness"]) == ("request-changes", "It is unclear", "sample")
    assert found["comments"] == [remark("a", blocking=True)]
    assert (found["opened"], found["closed"]) == ("2026-11-20T09:00:00+00:00", "2026-11-20T09:40:00.250000+00:00")
    assert "since" not in found
    assert records()["_course", "expert"]["verdict"] == "approve"
    told = karmakit("vet", "status", COURSE).out
    assert "the record is not signed" in told
    assert "VET014" not in told


def test_what_is_recorded_already_is_not_written_again(course, karmakit):
    file = saved(decided=decided("example", comments=[remark("a")]))
    record(karmakit, file)
    before = sorted(COURSE.rglob("*"))
    again = record(karmakit, file)
    assert (again.status, again.out) == (0, "")
    assert "1 decision is recorded already" in again.err
    assert "expert signs with `karmakit vet sign" in again.err
    module = COURSE / "modules" / "example.md"
    module.write_text(module.read_text(encoding="utf-8") + "\nMore.\n", encoding="utf-8")
    assert record(karmakit, file).status == 0
    assert sorted(COURSE.rglob("*")) == before
    copied = shutil.copy(saved(decided=decided("look", "more"), **LATER), "copy.json")
    assert "copy.json: 2 decisions are recorded already" in record(karmakit, "decision.json", copied).err
    assert len(records()) == 3


def test_of_two_files_side_by_side_the_older_may_be_recorded_last(course, karmakit):
    record(karmakit, saved(person="designer", role="instructional-designer", **LATER))
    assert record(karmakit, saved()).status == 0
    assert records()["example", "expert"]["previous"] == []
    assert "VET014" not in karmakit("vet", "status", COURSE).out
    after = {"opened": "2026-11-21T10:00:00Z", "closed": "2026-11-21T11:00:00Z"}
    record(karmakit, saved(decided=decided("more"), **after))
    assert len(records()["more", "expert"]["previous"]) == 2


def test_a_decision_that_was_overtaken_is_recorded_and_said_to_be(course, karmakit):
    record(karmakit, saved(decided=decided("example", verdict="request-changes", reason="It is unclear"), **LATER))
    told = record(karmakit, saved("older.json"))
    assert told.status == 0
    assert "older.json: expert has decided on example again since; the later decision counts" in told.err


def test_ids_of_remarks_are_made_unique_and_stay_so(course, karmakit):
    twice = [remark("r1"), remark("r1", text="And another thing")]
    file = saved(decided=[*decided("example", comments=twice), *decided("more", comments=[remark("r1")])])
    record(karmakit, file)
    found = records()
    assert [one["id"] for one in found["example", "expert"]["comments"]] == ["r1", "expert-1"]
    assert [one["id"] for one in found["more", "expert"]["comments"]] == ["expert-2"]
    assert record(karmakit, file).out == ""
    theirs = saved("theirs.json", person="designer", role="instructional-designer", decided=decided("example", comments=twice))
    record(karmakit, theirs)
    assert [one["id"] for one in records()["example", "designer"]["comments"]] == ["designer-1", "designer-2"]


def test_a_remark_is_resolved_only_if_somebody_made_it(course, karmakit):
    record(karmakit, saved(decided=decided("example", comments=[remark("a", blocking=True)])))
    answer = decided("example", comments=[remark("b", resolves=["a"])])
    assert record(karmakit, saved(decided=answer, **LATER)).status == 0
    elsewhere = saved(decided=decided("more", comments=[remark("c", resolves=["a"])]), **LATER)
    assert "it resolves the remark `a`, which nobody made on more" in record(karmakit, elsewhere).err


def test_answers_are_kept_with_the_course_or_with_the_first_module(course, karmakit):
    answers = [{"statement": STATEMENT, "answer": "no", "by": "person", "note": "The example is dated"}]
    record(karmakit, saved(decided=[*decided("example"), *decided("_course")], answers=answers))
    assert [one["statement"] for one in records()["_course", "expert"]["answers"]] == [STATEMENT]
    assert "answers" not in records()["example", "expert"]
    told = record(karmakit, saved(decided=decided("more", "look"), answers=answers, **LATER))
    assert "`_course` is not decided, so the answers to the form are kept with more" in told.err
    assert records()["more", "expert"]["answers"][0]["note"] == "The example is dated"
    assert "answers" not in records()["look", "expert"]


@pytest.mark.parametrize(
    ("changed", "word"),
    [
        ({"course": "another"}, "it was made on another in en, and courses/desk is"),
        ({"language": "hi"}, "in hi, and courses/desk is"),
        ({"person": "exprt"}, "`exprt` is not on the roster of the policy; Did you mean `expert`?"),
        ({"role": "registrar"}, "expert is no registrar on the roster, but subject-expert"),
        ({"closed": "2026-11-20T08:00:00Z"}, "before it was opened"),
        ({"closed": "2098-12-01T09:00:00Z"}, "which is still to come"),
        ({"closed": "2026-11-20T09:40:00"}, "closed: a moment is written"),
        ({"no_conflict": False}, "without the declaration that there is no conflict of interest"),
        ({"decided": []}, "decided: "),
        ({"decided": [{"subject": "nothing", "digest": "0" * 64, "verdict": "approve"}]}, "has no module `nothing`, but _course"),
        (
            {"decided": [{"subject": "example", "digest": "0" * 64, "verdict": "approve"}]},
            "the pack showed another text of module example; make a new pack with `karmakit review courses/desk --format html",
        ),
        ({"decided": [{"subject": "a", "digest": "0" * 64, "verdict": "approve"}] * 2}, "it decides twice on `a`"),
        ({"decided": [{"subject": "a", "digest": "0" * 64, "verdict": "waive"}]}, "decided.0.verdict"),
        ({"answers": [{**ANSWER, "statement": "nothing"}]}, "`nothing` is no statement of igot-cfqa"),
        ({"answers": [{**ANSWER, "by": "rule"}]}, f"`{STATEMENT}` is not answered by a person"),
        ({"answers": [ANSWER, ANSWER]}, f"`{STATEMENT}` is answered twice"),
        ({"person": "expert\u001b[2J"}, "control characters"),
        ({"\ud800": 1}, "control characters"),
        ({"another key" * 99: 1}, "this is no decision file"),
        ({"version": 2}, "version"),
    ],
    ids=str,
)
def test_a_file_that_does_not_fit_is_refused_in_one_line_and_nothing_is_written(course, karmakit, changed, word):
    done = record(karmakit, saved("good.json"), saved("bad.json", **changed))
    assert (done.status, done.out) == (2, "")
    assert word in done.err
    assert "bad.json" in done.err
    assert len(done.err.strip().splitlines()) == 1
    assert len(done.err) < 500
    assert not (COURSE / ".vetting").exists()


@pytest.mark.parametrize(
    ("data", "word"),
    [
        (b"", "this is no decision file"),
        (b"\xff\xfe\x00", "this is no decision file"),
        (b'{"version": 1, "version": 1}', "a key stands there twice"),
        (b'{"version": NaN}', "NaN is no JSON"),
        (b"[" * 100_000, "this is no decision file"),
        (b"1" * 10_000, "this is no decision file"),
        (b" " * (LARGEST + 1), "at most 512 KB"),
    ],
    ids=["empty", "bytes", "twice", "nan", "deep", "long number", "large"],
)
def test_what_is_no_decision_file_is_refused_in_one_line(course, karmakit, data, word):
    Path("bad.json").write_bytes(data)
    done = record(karmakit, "bad.json")
    assert done.status == 2
    assert word in done.err
    assert len(done.err.strip().splitlines()) == 1
    assert not (COURSE / ".vetting").exists()


@pytest.mark.parametrize("place", ["nowhere.json", "courses"])
def test_what_is_no_file_is_refused(course, karmakit, place):
    assert "there is no such file" in record(karmakit, place).err


def test_changes_are_not_asked_for_without_saying_which(course, karmakit):
    file = saved(decided=decided("example", verdict="request-changes", reason=" "))
    assert "does not say which" in record(karmakit, file).err
    assert record(karmakit, saved(decided=decided("example", verdict="request-changes", comments=[remark("a")]))).status == 0


def test_a_file_of_somebody_else_is_refused_where_one_persons_is_expected(course, karmakit):
    done = record(karmakit, saved(), _as="designer")
    assert done.status == 2
    assert "this is a decision of expert, not of designer" in done.err
    assert record(karmakit, saved(), _as="expert").status == 0


def test_a_policy_without_a_form_takes_no_answers(course, karmakit):
    policy = Path(".vetting/policy.yml")
    policy.write_text(policy.read_text(encoding="utf-8") + "framework: null\n", encoding="utf-8")
    assert karmakit("vet", "policy", ".vetting").status == 0
    assert "the policy asks for none" in record(karmakit, saved(answers=[ANSWER])).err


def test_without_a_policy_nothing_is_recorded(course, karmakit):
    file = saved()
    shutil.rmtree(".vetting")
    assert "make a policy with `karmakit vet init`" in record(karmakit, file).err


@pytest.mark.skipif(not KEYGEN, reason="OpenSSH is not installed here")
def test_two_reviewers_files_signed_vet_a_course_and_a_key_signs_for_its_owner_alone(tmp_path, monkeypatch, karmakit):
    keys = {}
    for name in PEOPLE:
        subprocess.run([KEYGEN, "-q", "-t", "ed25519", "-N", "", "-f", tmp_path / name], check=True)
        public = (tmp_path / f"{name}.pub").read_text(encoding="ascii").strip()
        keys[name] = f'{{key: "{public}", since: 2026-01-01, until: 2099-12-31}}'
    laid_out(tmp_path / "institute", monkeypatch, karmakit, keys, framework="null")
    assert karmakit("vet", "sign", ".vetting", "--as", "expert", "--key", tmp_path / "expert").status == 0
    all_of_it = decided(*(content.name for content in vetting_of(COURSE).contents))
    theirs = saved("theirs.json", person="designer", role="instructional-designer", decided=all_of_it, **LATER)
    refused = record(karmakit, saved(decided=all_of_it), key=tmp_path / "designer")
    assert (refused.status, refused.out) == (2, "")
    assert "is no key of expert on the roster" in refused.err
    signed = record(karmakit, theirs, key=tmp_path / "designer")
    assert (signed.status, signed.err) == (0, "")
    assert record(karmakit, "decision.json").status == 0  # the operator's part
    assert karmakit("vet", "status", COURSE).status == 1
    assert karmakit("vet", "sign", COURSE, "--as", "expert", "--key", tmp_path / "expert").status == 0
    told = karmakit("vet", "status", COURSE, "--root", tmp_path / "expert.pub")
    assert told.status == 0, told.out
