"""What may be published: nothing that the right people have not passed, whatever a configuration says."""

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from karmakit_authoring.load import load
from karmakit_authoring.parse import parse
from karmakit_build.vetting.gate import left, obstacles
from karmakit_build.vetting.passage import Checked, passage
from karmakit_build.vetting.reading import vetting_of
from karmakit_schemas.findings import Finding
from karmakit_schemas.spans import Span
from karmakit_validators.check import check
from karmakit_validators.settings import Settings

TODAY = datetime.now(tz=UTC).date()


def published(karmakit, institute, *more):
    return karmakit("build", institute.course, "--profile", "publish", "--out", institute.folder / "out", *more)


def passes(institute, profile, today=TODAY):
    parsed = parse(load(institute.course))
    settings = Settings(profile=profile)
    found = check(parsed, settings)
    return passage(institute.course, Checked(parsed, settings, found, found), today)


def write_a_fault(institute):
    """Write what is an error and no gate: a link that says nothing of where it leads."""
    module = institute.course / "modules" / "example.md"
    module.write_text(module.read_text(encoding="utf-8") + "\nSee [click here](https://example.org/).\n", encoding="utf-8")


def test_a_course_that_nobody_passed_is_refused_and_each_module_is_named(institute, karmakit):
    done = published(karmakit, institute)
    assert done.status == 1
    assert not (institute.folder / "out").exists()
    assert "modules/example.md:1:1: error VET001 nobody-decided (gate)" in done.err
    assert "Writing it into the register: the approval of subject-expert and instructional-designer is missing" in done.err
    assert "help: Ask for it with `karmakit vet request`" in done.err
    assert "not built; mend the errors above" in done.err
    assert karmakit("build", institute.course, "--out", institute.folder / "out").status == 0


def test_a_module_that_lacks_one_approval_says_whose(institute, karmakit):
    institute.decide("expert")
    done = published(karmakit, institute)
    assert done.status == 1
    assert "error VET005 quorum-not-met" in done.err
    assert "the approval of instructional-designer is missing; 1 of 2 persons passed it" in done.err


def test_a_course_without_a_policy_is_told_how_to_begin(tmp_path, karmakit, institute):
    for path in (institute.folder / ".vetting").iterdir():
        path.unlink()
    done = published(karmakit, institute)
    assert done.status == 1
    assert "course.yml:1:1: error VET001 nobody-decided (gate)" in done.err
    assert "Receiving a letter: there is no policy to judge it by" in done.err
    assert "karmakit vet init" in done.err
    assert done.err.count("VET001 nobody-decided") == 1


def test_a_policy_that_was_never_put_into_force_is_none(institute, karmakit):
    (institute.folder / ".vetting" / "policy.json").unlink()
    done = published(karmakit, institute)
    assert done.status == 1
    assert "error VET001" in done.err


def test_a_course_that_everybody_passed_is_published(vetted, karmakit):
    done = published(karmakit, vetted)
    assert done.status == 0, done.err
    assert [path.name for path in (vetted.folder / "out" / "host").iterdir()] == ["host-scorm12.zip"]


def test_a_change_after_the_approval_shuts_the_gate_and_the_record_is_named(vetted, karmakit):
    module = vetted.course / "modules" / "example.md"
    module.write_text(module.read_text(encoding="utf-8") + "\nOne more sentence.\n", encoding="utf-8")
    done = published(karmakit, vetted, "--format", "json")
    assert done.status == 1
    found = [one for one in json.loads(done.out)["courses"][0]["findings"] if one["code"].startswith("VET")]
    assert {(one["path"], one["code"]) for one in found} == {("modules/example.md", "VET002"), ("modules/example.md", "VET005")}
    assert any(".vetting/example/" in one["message"] for one in found)


def test_an_approval_that_has_grown_old_shuts_the_gate_and_changes_no_bytes(vetted):
    later = TODAY + timedelta(days=731)
    assert passes(vetted, "publish").evidence is not None
    assert {one.code for one in passes(vetted, "publish", later).findings if one.gate} == {"VET002", "VET005"}
    assert passes(vetted, "publish", later).evidence is None
    assert passes(vetted, "review", later).evidence == passes(vetted, "review").evidence == passes(vetted, "publish").evidence


def test_a_quality_form_with_open_statements_shuts_the_gate(vetted):
    vetted.rule(framework="igot-cfqa")
    for who in ("expert", "designer"):
        vetted.decide(who)
    (found,) = (one for one in passes(vetted, "publish").findings if one.gate)
    assert (found.code, found.span.path) == ("VET007", "course.yml")
    assert "statements of the quality form are open" in found.message
    assert passes(vetted, "review").evidence is None


def test_a_quality_form_with_too_few_points_shuts_the_gate_and_one_with_enough_opens_it(vetted):
    vetted.rule(framework="igot-cfqa")
    open_statements = [line.statement for line in vetting_of(vetted.course).report.form if line.answer is None]

    def answered(answer):
        return [{"statement": name, "answer": answer, "by": "person"} for name in open_statements]

    for who in ("expert", "designer"):
        vetted.decide(who, answers=answered("no"))
    (found,) = (one for one in passes(vetted, "publish").findings if one.gate)
    assert (found.code, found.message.endswith("the policy asks for 70 per cent")) == ("VET007", True)
    for who in ("expert", "designer"):
        vetted.decide(who)
        vetted.decide(who, subject="_course", answers=answered("yes"))
    assert not [one for one in passes(vetted, "publish").findings if one.gate]
    assert passes(vetted, "publish").evidence is not None


def test_what_a_configuration_hides_is_found_at_the_gate(institute, karmakit):
    write_a_fault(institute)
    (institute.folder / "karmakit.toml").write_text('[check]\nignore = ["ACC005"]\n', encoding="utf-8")
    for who in ("expert", "designer"):
        institute.decide(who)
    assert karmakit("build", institute.course, "--out", institute.folder / "draft").status == 0
    done = published(karmakit, institute)
    assert done.status == 1
    assert "modules/example.md" in done.err
    assert "error ACC005 link-text-generic" in done.err
    assert "neither a baseline nor karmakit.toml lets it pass" in done.err
    assert "VET" not in done.err.replace("--profile", "")


def test_an_error_that_was_waived_stops_no_build(institute, karmakit):
    write_a_fault(institute)
    institute.rule(waivers='{role: registrar, rules: ["ACC*"], days: 60, at_most: 1}')
    for who in ("expert", "designer"):
        institute.decide(who)
    refused = published(karmakit, institute)
    assert (refused.status, refused.err.count("error ACC005")) == (1, 1)
    until = (TODAY + timedelta(days=30)).isoformat()
    institute.decide(
        "registrar", "waive", "example", waivers=[{"rule": "ACC005", "reason": "The address is to go", "until": until}]
    )
    assert published(karmakit, institute).status == 0
    assert karmakit("build", institute.course, "--out", institute.folder / "review").status == 0
    bundle = Path("host") / "host-scorm12.zip"
    assert (institute.folder / "out" / bundle).read_bytes() == (institute.folder / "review" / bundle).read_bytes()


def test_a_waiver_lets_its_rule_pass_in_its_subject_alone_and_never_a_gate(vetted):
    standings = vetting_of(vetted.course).judged(TODAY)
    waived = tuple(
        replace(one, waived=frozenset({"LNG001", "ACC001"})) if one.content.name == "example" else one for one in standings
    )
    here, there = Span("modules/example.md"), Span("modules/look.md")
    known = Finding("LNG001", "long", "", here)
    others = (
        Finding("LNG001", "long", "", there),
        Finding("LNG002", "other", "", here),
        Finding("ACC001", "gate", "", here, gate=True),
        Finding("LNG001", "of no subject", "", Span("media/left.png")),
    )
    assert left((known, *others), waived) == others
    assert left((known, *others), standings) == (known, *others)


@pytest.mark.parametrize("profile", ["draft", "review"])
def test_what_is_not_for_publishing_is_built_whoever_passed_it(institute, profile):
    assert not [one for one in passes(institute, profile).findings if one.code.startswith("VET")]
    assert passes(institute, profile).evidence is None


def test_what_stands_open_is_told_before_the_rules_are_asked(institute):
    vetting = vetting_of(institute.course)
    assert next(obstacles(vetting, vetting.judged(TODAY))).code == "VET001"
    assert "report" not in vars(vetting)


def test_a_course_that_cannot_be_read_is_not_judged(vetted, karmakit):
    (vetted.course / "modules" / "example.md").write_text("---\ntitle: [\n---\n", encoding="utf-8")
    done = published(karmakit, vetted)
    assert done.status == 1
    assert "VET" not in done.err
