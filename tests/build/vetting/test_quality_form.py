"""The quality form by the command line: of the project's rules, the policy's framework, and the decisions that count."""

import json
import shutil
import subprocess
from datetime import UTC, datetime
from pathlib import Path

import pytest

from karmakit_build.vetting.deciding import Decision
from karmakit_build.vetting.reading import vetting_of
from karmakit_build.vetting.writing import keep
from karmakit_schemas.quality import quality_framework

ROOT = Path(__file__).parents[3]
HOST = ROOT / "tests" / "validators" / "host"
KEYGEN = shutil.which("ssh-keygen")
OPEN = [asked.id for asked in quality_framework("igot-cfqa").statements if asked.answered != "machine"]
PEOPLE = {"owner": "registrar", "expert": "subject-expert", "designer": "instructional-designer"}
NOW = datetime(2026, 11, 22, 10, tzinfo=UTC)


@pytest.fixture
def institute(tmp_path, monkeypatch):
    """A folder with one course, `desk`."""
    shutil.copytree(HOST, tmp_path / "desk")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def form(karmakit, *options):
    told = karmakit("vet", "form", "desk", "--format", "json", *options)
    assert told.status == 0, told.err
    data = json.loads(told.out)
    return data, {one["id"]: one for criterion in data["criteria"] for one in criterion["statements"]}


def test_the_form_of_a_course_is_readable_in_a_terminal(institute, karmakit):
    told = karmakit("vet", "form", "desk")
    assert (told.status, told.err) == (0, "")
    lines = told.out.splitlines()
    assert lines[0].startswith("Receiving a letter: iGOT Content Framework")
    assert "  yes   There is a test at the end. [assessment-1]" in lines
    assert "  ?     The course puts the learner at its centre. [instructional-1]" in lines
    assert max(map(len, lines[3:-4])) <= 100


@pytest.mark.parametrize("form", ["text", "markdown"])
def test_a_course_in_hindi_has_a_form_in_hindi(karmakit, form):
    told = karmakit("vet", "form", ROOT / "courses" / "rti-answering-hi", "--lang", "hi", "--format", form)
    assert told.status == 0
    assert "शिक्षण की विधियाँ" in told.out
    assert "अंत में परीक्षा है।" in told.out
    assert "nothing" not in told.out
    assert "points" not in told.out


def test_the_project_says_the_language_and_which_rules_are_asked(institute, karmakit):
    Path("karmakit.toml").write_text('[check]\nlang = "hi"\nignore = ["OBJ014"]\n', encoding="utf-8")
    _, statements = form(karmakit)
    assert statements["assessment-1"]["text"] == "अंत में परीक्षा है।"
    assert statements["engagement-5"]["answer"] is None
    assert (statements["engagement-5"]["why"], statements["engagement-5"]["unasked"]) == ("not-asked", ["OBJ014"])
    assert form(karmakit, "--lang", "en")[1]["assessment-1"]["text"] == "There is a test at the end."


def test_a_baseline_hides_nothing_from_the_form(institute, karmakit):
    module = Path("desk/modules/example.md")
    text = module.read_text(encoding="utf-8").replace("Until then nobody could find the letter.", "Wrong.")
    module.write_text(text, encoding="utf-8")
    Path("karmakit.toml").write_text('[check]\nbaseline = "known.json"\n', encoding="utf-8")
    assert karmakit("check", "desk", "--write-baseline").status == 0
    _, statements = form(karmakit)
    assert [finding["code"] for finding in statements["instructional-7"]["findings"]] == ["ITM028"]


def test_a_course_that_cannot_be_read_whole_has_a_form_with_what_is_known(institute, karmakit):
    Path("desk/course.yml").write_text("title: [\n", encoding="utf-8")
    data, statements = form(karmakit)
    assert data["title"] == "desk"
    assert {one["answer"] for one in statements.values()} <= {None, "no"}


def test_what_is_no_course_is_told_in_a_line(institute, karmakit):
    told = karmakit("vet", "form", "nowhere")
    assert (told.status, told.out) == (2, "")
    assert told.err.count("\n") == 1


@pytest.fixture
def keys(institute):
    if not KEYGEN:
        pytest.skip("OpenSSH is not installed here")
    for name in PEOPLE:
        subprocess.run([KEYGEN, "-q", "-t", "ed25519", "-N", "", "-f", institute / name], check=True)
    return institute


def enforce(karmakit, keys, more=""):
    """Put a policy into force that asks for the expert and the designer."""
    people = "".join(
        f"  - {{id: {name}, title: {name}, institution: Ours, roles: [{role}], "
        f'keys: [{{key: "{(keys / f"{name}.pub").read_text().strip()}", since: 2026-01-01, until: 2099-12-31}}]}}\n'
        for name, role in PEOPLE.items()
    )
    quorum = "{persons: 2, roles: [{role: subject-expert}, {role: instructional-designer}]}"
    Path(".vetting").mkdir()
    Path(".vetting/policy.yml").write_text(
        f"version: 1\nname: Ours\nowners: {{persons: [owner], quorum: 1}}\n{more}quorum: {quorum}\npersons:\n{people}",
        encoding="utf-8",
    )
    assert karmakit("vet", "policy", ".vetting").status == 0
    assert karmakit("vet", "sign", ".vetting", "--as", "owner", "--key", keys / "owner").status == 0


def decide(keys, who, answers, subject="_course"):
    given = [{"statement": name, "answer": answer, "by": "person"} for name, answer in answers.items()]
    decision = Decision(
        person=who,
        role=PEOPLE[who],
        verdict="approve",
        subject=subject,
        opened=NOW,
        closed=NOW,
        no_conflict=True,
        more={"answers": given},
    )
    keep(vetting_of(Path("desk")), [decision], keys / who)


def test_answers_count_that_were_given_with_a_decision_on_the_course(keys, karmakit):
    enforce(karmakit, keys, "threshold: 80\n")
    decide(keys, "expert", dict.fromkeys(OPEN, "yes"))
    data, statements = form(karmakit)
    assert (data["threshold"], data["unanswered"], data["holds"], data["grade"]) == (80, [], True, "iGOT Qualified")
    assert statements["instructional-1"]["by"] == "person"
    assert "80 % pass: the form passes." in karmakit("vet", "form", "desk").out
    course = Path("desk/course.yml")
    course.write_text(course.read_text(encoding="utf-8").replace("Receiving a letter", "Receiving letters"), encoding="utf-8")
    assert form(karmakit)[0]["unanswered"], "the answers were given on another course.yml"


def test_a_yes_on_one_module_is_none_for_the_course_and_a_no_is(keys, karmakit):
    enforce(karmakit, keys)
    decide(keys, "expert", {"instructional-1": "yes", "instructional-4": "no"}, subject="example")
    _, statements = form(karmakit)
    assert statements["instructional-1"]["answer"] is None
    assert statements["instructional-4"]["answer"] == "no"


def test_a_policy_that_names_a_form_that_is_not_there_is_told_in_a_line(keys, karmakit):
    enforce(karmakit, keys, "framework: igot-cqfa\n")
    told = karmakit("vet", "form", "desk")
    assert (told.status, told.out) == (2, "")
    assert "no quality framework is called `igot-cqfa`. Did you mean `igot-cfqa`?" in told.err
