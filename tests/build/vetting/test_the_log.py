"""The log by the command line: heads, what Git remembers of it, reports, waivers, and how it is read again."""

import json
import shutil
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from dulwich.repo import Repo

from karmakit_build.vetting import signing
from karmakit_build.vetting.reading import vetting_of
from karmakit_validators.vetting.reports import digest_of

DESK, LOG = Path("courses/desk"), Path("courses/desk/.vetting")
HEADS = LOG / "_heads"


@pytest.fixture
def status(karmakit):
    """Ask how the course stands: `status("--base", "HEAD")` returns each subject by name, and the quality form as `form`."""

    def ask(*options):
        (course,) = json.loads(karmakit("vet", "status", DESK, "--format", "json", *options).out)["courses"]
        return {**{one["subject"]: one for one in course["subjects"]}, "form": course.get("form")}

    return ask


@pytest.fixture
def codes(status):
    """Ask what is wrong with `_course`, where the flaws of the log stand."""
    return lambda *options: {flaw["code"] for flaw in status(*options)["_course"]["flaws"]}


@pytest.fixture
def sign(karmakit, people):
    return lambda who: karmakit("vet", "sign", DESK, "--as", who, "--key", people / who)


@pytest.fixture
def committed(vetted, git):
    """The course that was passed, in Git."""
    git(vetted.folder, "init", "-q")
    git(vetted.folder, "add", "-A")
    git(vetted.folder, "commit", "-q", "-m", "Vetted")
    return vetted


def commit(git, folder):
    git(folder, "add", "-A")
    git(folder, "commit", "-q", "-m", "More")


def head(who):
    (path,) = HEADS.glob(f"{who}-*.json")
    return path


def test_whoever_signs_leaves_a_head_and_makes_another_where_none_reaches_what_they_decided(vetted, codes, sign):
    assert sorted(path.name.partition("-")[0] for path in HEADS.glob("*.json")) == ["designer", "expert"]
    head("expert").unlink()
    assert codes() == {"VET014"}
    assert "_heads/expert-" in sign("expert").out
    assert codes() == set()
    assert "nothing of expert to sign" in sign("expert").out


def test_a_head_that_is_no_text_any_more_is_told_until_it_is_removed(vetted, codes, sign):
    head("expert").write_text("<<<<<<< HEAD\n", encoding="utf-8")
    assert sign("expert").status == 0
    assert codes() == {"VET014"}
    for path in HEADS.glob("expert-*.json"):
        if path.read_text(encoding="utf-8").startswith("<"):
            path.unlink()
    assert codes() == set()


def test_many_decisions_and_the_head_are_signed_in_one_run(institute, monkeypatch):
    calls = []
    run = signing.subprocess.run
    monkeypatch.setattr(signing.subprocess, "run", lambda command, **more: calls.append(command) or run(command, **more))
    institute.decide("expert")
    subjects = [content.name for content in vetting_of(institute.course).contents]
    assert len(calls) == 1
    assert len(calls[0]) == len(["ssh-keygen", "-Y", "sign", "-f", "key", "-n", "namespace", *subjects, "head"])


def test_of_decisions_that_are_made_together_each_follows_one_other(vetted):
    log = vetting_of(DESK).log
    followed = [len(record.statement.predicate.previous) for record in log.in_order]
    assert followed == [0, *[1] * 11]
    assert len(log.tips) == 1


def test_a_decision_names_the_report_that_lay_beside_it(vetted):
    report = vetting_of(DESK).report
    for record in (LOG / "example").glob("*.json"):
        said = json.loads(record.read_text(encoding="utf-8"))["predicate"]
        assert (said["tool"], said["ruleset"], said["source"]) == (report.tool, report.ruleset, report.source)
        assert said["report"] == digest_of(report)


def test_a_log_rolled_back_is_seen_beside_what_git_has(committed, codes, karmakit, git, tmp_path):
    shutil.copytree(LOG, tmp_path / "before")
    committed.decide("expert", "request-changes", "example", reason="The key is wrong")
    commit(git, committed.folder)
    assert codes("--base", "HEAD") == set()
    shutil.rmtree(LOG)
    shutil.copytree(tmp_path / "before", LOG)
    assert codes() == set()
    assert codes("--base", "HEAD") == {"VET014"}
    told = karmakit("vet", "status", DESK, "--base", "HEAD")
    assert told.status == 1
    assert "was taken out since" in told.out
    assert "Restore the file from Git: records are only ever added" in told.out


def test_an_older_policy_put_back_is_seen_beside_what_git_has(committed, codes, git, tmp_path):
    shutil.copytree(".vetting", tmp_path / "before")
    committed.rule(max_age_days="30")
    commit(git, committed.folder)
    assert codes("--base", "HEAD") == set()
    shutil.rmtree(".vetting")
    shutil.copytree(tmp_path / "before", ".vetting")
    assert codes() == set()
    assert codes("--base", "HEAD") == {"VET013"}


def test_a_form_that_is_not_complete_is_told_and_keeps_the_course_open(vetted, status, karmakit):
    assert karmakit("vet", "status", DESK).status == 0
    vetted.rule(framework="igot-cfqa", threshold="70")
    for who in ("expert", "designer"):
        vetted.decide(who)
    told = karmakit("vet", "status", DESK)
    assert told.status == 1
    assert "6 of 6 vetted" in told.out
    assert "quality form  20 of 35 answered, 15 open" in told.out
    form = status()["form"]
    assert not form["holds"]
    assert len(form["unanswered"]) == 15


def test_a_policy_that_names_another_form_asks_for_decisions_anew(vetted, codes):
    vetted.rule(framework="igot-cfqa")
    assert codes() == {"VET005", "VET017"}


@pytest.fixture
def desk(institute, monkeypatch):
    """The course on which nobody has decided yet, in the working folder."""
    monkeypatch.chdir(institute.folder)
    return institute


def test_a_waiver_is_recorded_where_the_policy_lets_it_count_and_refused_where_not(desk, people, status, karmakit):
    day = str(datetime.now(tz=UTC).date() + timedelta(30))

    def waive(rule, until=day):
        given = ["--rule", rule, "--until", until, "--reason", "A quotation", "--as", "registrar", "--role", "registrar"]
        return karmakit("vet", "waive", DESK, "example", *given, "--key", people / "registrar")

    assert "its `waivers` name no role" in waive("LNG001").err
    desk.rule(waivers='{role: registrar, rules: ["LNG*"], days: 60, at_most: 1}')
    for rule, until, word in (
        ("LNG001", "2099-01-01", "and the policy allows 60"),
        ("LNG001", "2020-01-01", "is over"),
        ("ACC001", day, "is a gate"),
        ("ITM028", day, "does not let ITM028 be waived"),
        ("LNG00", day, "Did you mean"),
    ):
        refused = waive(rule, until)
        assert refused.status == 2
        assert word in refused.err
        assert len(refused.err.strip().splitlines()) == 1
    assert not LOG.exists()
    done = waive("lng001")
    assert done.status == 0, done.err
    assert status()["example"]["waived"] == ["LNG001"]
    assert "waived: LNG001" in karmakit("vet", "status", DESK).out


def test_the_log_is_read_from_its_first_record_to_its_last(vetted, karmakit, people):
    vetted.decide("expert", "request-changes", "example", reason="The \x1b[2Jkey\nis wrong")
    whole = karmakit("vet", "verify", DESK, "--root", people / "registrar.pub")
    assert whole.status == 0, whole.out
    assert "the log of 13 decisions" in whole.out
    assert "✓ policy 1  The institute" in whole.out
    assert "a later decision stands in its place" in whole.out
    assert "✓ expert  13 records on" in whole.out
    assert "Every signature holds, and nothing is missing from the log." in whole.out
    assert "\x1b" not in whole.out + karmakit("vet", "status", DESK).out
    unsigned = head("designer")
    unsigned.with_name(f"{unsigned.name}.sig").unlink()
    record = next((LOG / "look").glob("*.json.sig"))
    record.write_text("none", encoding="ascii")
    broken = karmakit("vet", "verify", DESK, "--format", "json")
    assert broken.status == 1
    (told,) = json.loads(broken.out)["courses"]
    assert not told["holds"]
    assert [one["why"]["code"] for one in told["records"] if not one["signed"]] == ["VET003"]
    assert f"_heads/{unsigned.name}" in {flaw["path"] for flaw in told["flaws"]}
    assert "1 of 13 signatures does not hold" in karmakit("vet", "verify", DESK).out


def test_a_log_of_which_there_is_nothing_yet_and_one_without_a_policy(institute, karmakit):
    assert "Nothing has been decided yet." in karmakit("vet", "verify", institute.course).out
    shutil.rmtree(institute.folder / ".vetting")
    done = karmakit("vet", "verify", institute.course)
    assert done.status == 2
    assert "there is no policy to verify the log by" in done.err


def test_a_request_walks_the_history_once_and_names_the_authors_of_each_module(institute, people, git, karmakit, monkeypatch):
    git(institute.folder, "init", "-q")
    commit(git, institute.folder)
    for name in ("example", "look"):
        module = institute.course / "modules" / f"{name}.md"
        module.write_text(module.read_text(encoding="utf-8") + "\nOne more sentence.\n", encoding="utf-8")
        git(institute.folder, "commit", "-q", "-a", f"--author={name} <{name}@example.org>", "-m", f"More of {name}")
    walks = []
    walker = Repo.get_walker
    monkeypatch.setattr(Repo, "get_walker", lambda *given, **more: walks.append(more) or walker(*given, **more))
    who = ["--as", "registrar", "--role", "registrar", "--key", people / "registrar"]
    asked = karmakit("vet", "request", institute.course, *who)
    assert asked.status == 0, asked.err
    assert len(walks) == 1
    records = (institute.course / ".vetting").glob("[!_]*/*.json")
    authors = {path.parent.name: set(json.loads(path.read_text(encoding="utf-8"))["predicate"]["authors"]) for path in records}
    assert "example@example.org" in authors["example"]
    assert "look@example.org" in authors["look"]
    assert "desk@example.gov.in" in authors["look"] & authors["example"] & authors["final"]
    assert not {"look@example.org", "example@example.org"} & authors["final"]
