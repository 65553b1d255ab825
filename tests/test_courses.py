"""The courses of this repository: fit to publish, vetted, and the same course in every language."""

import re
import subprocess
import sys
from importlib import resources
from pathlib import Path

import pytest
import yaml

from karmakit_authoring.load import load
from karmakit_authoring.parse import parse
from karmakit_build.cli import main
from karmakit_build.vetting.reading import vetting_of
from karmakit_build.vetting.signing import public_blob
from karmakit_schemas.course import Course
from karmakit_schemas.quality import quality_framework
from karmakit_schemas.questions import Question
from karmakit_validators.check import check
from karmakit_validators.settings import Settings

COURSES = Path(__file__).resolve().parent.parent / "courses"
EVERY_TYPE = {"single", "multiple", "true-false", "matching", "ordering", "fill-in", "numeric", "scale"}
DEMONSTRATION = COURSES.parent / "build" / "demonstration"
ROOT_KEY = COURSES / "root.pub"
AGAIN = "read what was changed, then `make vetted KEYS=folder` vets it again; CONTRIBUTING.md says how"
NAMES = sorted(path.parent.name for path in COURSES.glob("*/course.yml"))


def course(name: str) -> Course:
    parsed = parse(load(COURSES / name))
    assert parsed.course, parsed.findings
    return parsed.course


def questions(whole: Course) -> list[Question]:
    return [question for module in whole.modules for question in module.questions]


def shape(question: Question) -> tuple[object, ...]:
    """What of a question no translation may change."""
    codes = tuple((option.code, option.correct) for option in getattr(question, "options", ()))
    numbers = tuple((blank.value, blank.tolerance) for blank in getattr(question, "blanks", ()) if hasattr(blank, "value"))
    return question.id, question.type, question.objective, question.points, len(question.hints), codes, numbers


@pytest.mark.parametrize("name", NAMES)
def test_a_course_has_nothing_to_mend_before_it_is_published(name: str) -> None:
    assert check(parse(load(COURSES / name)), Settings(profile="publish")) == ()


@pytest.mark.parametrize("name", NAMES)
def test_a_course_is_a_course_of_small_modules_and_all_question_types(name: str) -> None:
    whole = course(name)
    assert 3 <= len(whole.meta.units) <= 5
    assert len(whole.modules) >= 12
    assert all(module.meta.duration <= 5 for module in whole.modules if module.meta.kind != "test")
    assert {question.type for question in questions(whole)} == EVERY_TYPE
    assert [module.meta.final for module in whole.modules].count(True) == 1


def test_the_hindi_edition_has_the_ids_the_keys_and_the_marks_of_the_english_one() -> None:
    english, hindi = course("rti-answering"), course("rti-answering-hi")
    assert english.meta.translations == {"hi": hindi.meta.id}
    assert hindi.meta.translations == {"en": english.meta.id}
    assert [(unit.id, unit.modules) for unit in english.meta.units] == [(unit.id, unit.modules) for unit in hindi.meta.units]
    assert [module.test for module in english.modules] == [module.test for module in hindi.modules]
    assert [shape(question) for question in questions(english)] == [shape(question) for question in questions(hindi)]
    assert {term.id for term in english.glossary} == {term.id for term in hindi.glossary}


@pytest.mark.parametrize("name", NAMES)
def test_all_of_a_course_is_vetted_as_the_root_key_proves(name: str) -> None:
    vetting = vetting_of(COURSES / name, [public_blob(ROOT_KEY)])
    days = [record.statement.predicate.closed.date() for record in vetting.log.records.values()]
    assert days, f"{name} was never vetted; {AGAIN}"
    told = [flaw.message for standing in vetting.judged(max(days)) for flaw in standing.flaws]
    assert not told, f"{name}: {'; '.join(told)}; {AGAIN}"


def test_the_roster_is_a_demonstration_of_roles_and_says_so() -> None:
    policy = vetting_of(COURSES / "rti-answering").chain.policy
    assert policy is not None
    assert policy.demonstration
    assert all(person.title.startswith("Demonstration: ") for person in policy.persons)
    assert {person.institution for person in policy.persons} == {"Demonstration roster"}
    written, in_force = (
        file.read_text(encoding="utf-8") for file in (DEMONSTRATION / "policy.yml", COURSES / ".vetting" / "policy.yml")
    )
    assert re.sub(r"ssh-ed25519 [^\"]+", "KEY", in_force) == re.sub(r"@[^\"]+@", "KEY", written), AGAIN


@pytest.mark.parametrize("name", NAMES)
def test_the_roster_answers_all_that_the_rules_leave_open_and_says_why(name: str) -> None:
    said = yaml.safe_load((DEMONSTRATION / "answers" / f"{name}.yml").read_text(encoding="utf-8"))
    answers = [(statement, given) for of_person in said.values() for statement, given in of_person.items()]
    left_open = {asked.id for asked in quality_framework("igot-cfqa").statements if asked.answered != "machine"}
    assert {statement for statement, _ in answers} == left_open
    assert all(given["answer"] in {"yes", "no"} and given["note"].endswith((".", "।")) for _, given in answers)


def test_the_roster_takes_no_keys_that_lie_in_the_repository() -> None:
    command = [sys.executable, str(DEMONSTRATION / "vetted.py"), str(COURSES / "keys")]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "no private key may ever lie" in done.stderr
    assert not (COURSES / "keys").exists()


def test_what_is_published_of_a_course_proves_who_passed_it(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    if not resources.files("karmakit_build").joinpath("player", "web.js").is_file():
        pytest.skip("the player is missing: run `make setup`")
    course, out = str(COURSES / "rti-answering"), str(tmp_path)
    status = main(["build", course, "--profile", "publish", "--target", "scorm12,web,igot", "--out", out])
    said = capsys.readouterr()
    assert status == 0, f"{said.out}{said.err}\n{AGAIN}"
    bundle = str(tmp_path / "rti-answering" / "rti-answering-web.zip")
    main(["verify", bundle, "--root", str(ROOT_KEY)])
    told = capsys.readouterr().out
    # nobody signs what a test builds: the builder's key is not here
    assert "PKG018" in told
    assert "PKG019" not in told
