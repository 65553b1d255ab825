"""The quality form: what the rules answer, what they leave to a person, and which answers count."""

import json
import re
from collections.abc import Mapping
from datetime import date
from typing import Any

import pytest

from karmakit_authoring.load import load
from karmakit_authoring.parse import parse
from karmakit_schemas.findings import Finding, Kind
from karmakit_schemas.quality import quality_framework
from karmakit_schemas.sources import Sources
from karmakit_schemas.spans import Span
from karmakit_schemas.vetting import Answer
from karmakit_validators.catalogue import by_code
from karmakit_validators.check import check
from karmakit_validators.report.words import LANGUAGES
from karmakit_validators.settings import Settings
from karmakit_validators.vetting.form import Form, Line, settled
from karmakit_validators.vetting.form_report import Shown, _words, as_json, markdown, text
from karmakit_validators.vetting.prefilling import Seen, prefilled, seen

from .conftest import HOST, TODAY

IGOT = quality_framework("igot-cfqa")
FILES: Mapping[str, bytes] = load(HOST).files
OPEN = [asked.id for asked in IGOT.statements if asked.answered != "machine"]
ALL_ABOVE = "\n::: question {#above objective=weigh-it}\nWhich?\n\n- [ ] One\n- [ ] Two\n- [x] All of the above\n\n:::\n"


def seen_of(files: Mapping[str, str] | None = None, settings: Settings | None = None) -> Seen:
    given = {path: data.encode() for path, data in (files or {}).items()}
    parsed = parse(Sources("host", {**FILES, **given}))
    asked = settings or Settings(today=TODAY)
    return seen(parsed, check(parsed, asked), asked)


def lines_of(files: Mapping[str, str] | None = None, settings: Settings | None = None) -> dict[str, Line]:
    return {line.statement.id: line for line in prefilled(IGOT, seen_of(files, settings))}


def with_text(more: str, path: str = "modules/example.md") -> dict[str, str]:
    return {path: FILES[path].decode() + more}


def with_course(old: str, new: str) -> dict[str, str]:
    course = FILES["course.yml"].decode()
    assert old in course
    return {"course.yml": course.replace(old, new)}


def said(statement: str, answer: str, **more: Any) -> Answer:
    return Answer.model_validate({"statement": statement, "answer": answer, "by": "person", **more})


def form_of(*answers: Answer, files: Mapping[str, str] | None = None, waived: frozenset[str] = frozenset()) -> Form:
    return settled(IGOT, lines_of(files).values(), answers, waived)


def answer_of(form: Form, statement: str) -> tuple[str | None, str | None, bool]:
    return next((one.answer, one.by, one.refused) for one in form.lines if one.line.statement.id == statement)


def everything(answer: str = "yes") -> list[Answer]:
    return [said(name, answer) for name in OPEN]


def test_every_rule_of_a_framework_is_one_of_ours_and_an_answering_one_is_asked_by_check() -> None:
    for asked in IGOT.statements:
        for code in asked.rules:
            assert code in by_code(), asked.id
            layer = by_code()[code].rule.layer
            assert layer not in {"bundle", "browser", "vetting", "repository"}, (asked.id, code)


def test_a_clean_course_has_a_yes_for_what_the_machine_answers_and_nothing_else() -> None:
    lines = lines_of()
    assert {line.answer for line in lines.values() if line.statement.answered == "machine"} == {"yes", "not-applicable"}
    absent = {name for name, line in lines.items() if line.answer == "not-applicable"}
    assert absent == {"accessibility-1", "accessibility-2", "accessibility-4"}
    assert all(lines[name].answer is None for name in OPEN if name != "accessibility-4")


def test_a_finding_is_a_no_with_the_finding_as_its_evidence() -> None:
    line = lines_of(with_text(ALL_ABOVE))["assessment-7"]
    assert line.answer == "no"
    assert [finding.code for finding in line.findings] == ["ITM005"]
    assert line.findings[0].span.path == "modules/example.md"


def test_a_finding_is_evidence_beside_a_question_that_a_person_answers() -> None:
    line = lines_of(with_text("\n::: question {#two objective=weigh-it}\nWhich?\n\n- [ ] One\n- [x] Two\n\n:::\n"))["assessment-4"]
    assert (line.answer, line.why) == (None, "person")
    assert "ITM003" in {finding.code for finding in line.findings}


def test_what_the_author_excepted_in_the_text_the_author_has_not_answered() -> None:
    mark = 'All of the above <!-- allow: ITM005 reason="The Act says so." -->'
    quiet = with_text(ALL_ABOVE.replace("All of the above", mark))
    line = lines_of(quiet)["assessment-7"]
    assert (line.answer, line.why, line.findings) == (None, "excepted", ())
    assert [(one.code, one.reason) for one in line.excepted] == [("ITM005", "The Act says so.")]
    assert answer_of(form_of(said("assessment-7", "yes"), files=quiet), "assessment-7") == ("yes", "person", False)


@pytest.mark.parametrize(("until", "answer"), [("2026-11-21", "no"), ("2026-11-22", None)])
def test_an_exception_that_ran_out_is_none(until: str, answer: str | None) -> None:
    mark = f'All of the above <!-- allow: all-of-the-above reason="x" until={until} -->'
    line = lines_of(with_text(ALL_ABOVE.replace("All of the above", mark)))["assessment-7"]
    assert line.answer == answer


def test_a_rule_that_the_project_does_not_ask_answers_nothing() -> None:
    line = lines_of(settings=Settings(ignore=("OBJ014",)))["engagement-5"]
    assert (line.answer, line.why, line.unasked) == (None, "not-asked", ("OBJ014",))
    assert lines_of(settings=Settings("draft"))["engagement-5"].answer == "yes"


def test_a_gate_cannot_be_excepted_in_the_text() -> None:
    lines = lines_of(with_text('\n<!-- allow: OBJ016 reason="x" -->\nText.\n'))
    assert lines["assessment-1"].answer == "yes"


def test_of_a_course_that_cannot_be_read_whole_nothing_is_said_but_what_was_found() -> None:
    lines = lines_of({**with_text(ALL_ABOVE), "modules/look.md": "---\ntitle: [\n---\n"})
    assert {line.answer for line in lines.values()} == {None, "no"}
    assert lines["assessment-7"].answer == "no"
    assert lines["assessment-2"].why == "unread"
    assert lines["instructional-9"].why == "unread"
    assert lines["instructional-4"].why == "person"


def test_exceptions_in_a_file_that_cannot_be_read_are_none() -> None:
    parsed = parse(Sources("host", {**FILES, "modules/look.md": b"\xff\xfe <!-- allow: OBJ014 -->"}))
    assert seen(parsed, (), Settings()).excepted == ()


def test_a_key_that_cannot_be_read_makes_no_yes_of_the_silence_of_its_rules() -> None:
    lines = lines_of(with_course("pass_mark: 70", "pass_mark: high"))
    assert (lines["assessment-2"].answer, lines["assessment-2"].why) == (None, "unread")


@pytest.mark.parametrize(
    ("old", "new", "answer"),
    [
        ("contact: {name: Course desk, email: desk@example.gov.in}\n", "", "no"),
        ("email: desk@example.gov.in", "email: desk", "no"),
        ("licence: CC-BY-4.0\n", "", None),
    ],
)
def test_that_there_is_someone_to_ask_hangs_on_the_contact_alone(old: str, new: str, answer: str | None) -> None:
    assert lines_of(with_course(old, new))["support-4"].answer == answer


def test_what_a_course_has_none_of_is_not_asked_and_not_counted() -> None:
    lines = lines_of(with_course("language: en\n", "language: en\nmode: instructor-led\n"))
    assert lines["engagement-1"].answer == "not-applicable"
    before, after = form_of().score, settled(IGOT, lines.values()).score
    assert (before.points - after.points, before.most - after.most) == (5, 5)


def test_a_rule_that_is_not_sure_leaves_the_answer_to_a_person() -> None:
    unsure = Finding("OBJ019", "further-reading-missing", "perhaps", Span("course.yml"), kind=Kind.needs_human)
    line = next(
        line
        for line in prefilled(IGOT, Seen((unsure,), frozenset(by_code()), there={"question": 1}))
        if line.statement.id == "support-2"
    )
    assert (line.answer, line.why) == (None, "unsure")


def test_how_much_a_course_has_stands_beside_the_question() -> None:
    scenario = "\n::: scenario\nA letter lies on the desk.\n:::\n"
    before, after = lines_of()["engagement-6"].counts["scenario"], lines_of(with_text(scenario))["engagement-6"].counts["scenario"]
    assert after == before + 1


def test_all_answered_with_yes_is_the_whole_and_passes() -> None:
    form = form_of(*everything())
    assert (form.score.points, form.score.open, form.unanswered, form.grade) == (form.score.most, 0, (), "iGOT Qualified")
    assert form.holds(70)
    assert form.holds(100)


def test_all_answered_with_no_fails_on_the_machine_s_points_alone() -> None:
    form = form_of(*everything("no"))
    assert form.score.points == 5 * sum(one.by == "rule" and one.answer == "yes" for one in form.lines)
    assert not form.holds(70)
    assert form.grade == "iGOT Toddler"


def test_a_form_with_an_open_statement_does_not_hold_however_many_points_it_has() -> None:
    form = form_of(*everything()[1:])
    assert form.score.reaches(70)
    assert form.unanswered == ("instructional-1",)
    assert (form.holds(70), form.grade) == (False, "")
    assert form.score.reachable == form.score.most


def test_the_threshold_is_reached_exactly() -> None:
    form = form_of(*everything())
    noes = 0
    while (form := form_of(*everything()[noes:], *(said(name, "no") for name in OPEN[:noes]))).holds(70):
        noes += 1
    assert form.score.points * 10 < 7 * form.score.most <= (form.score.points + 5) * 10


def test_the_criteria_add_up_to_the_whole() -> None:
    form = form_of(*everything())
    scores = [form.score_of(criterion) for criterion in IGOT.criteria]
    assert sum(score.points for score in scores) == form.score.points
    assert sum(score.most for score in scores) == form.score.most


def test_a_person_may_say_no_to_the_machine_s_yes() -> None:
    assert answer_of(form_of(said("assessment-1", "no", note="It asks nothing.")), "assessment-1") == ("no", "person", False)


@pytest.mark.parametrize("answer", ["yes", "not-applicable"])
def test_nobody_says_better_of_a_no_of_the_machine_without_a_waiver(answer: str) -> None:
    files = with_text(ALL_ABOVE)
    milder = said("assessment-7", answer)
    assert answer_of(form_of(milder, files=files), "assessment-7") == ("no", "rule", True)
    assert answer_of(form_of(milder, files=files, waived=frozenset({"ITM006"})), "assessment-7") == ("no", "rule", True)
    assert answer_of(form_of(milder, files=files, waived=frozenset({"ITM005"})), "assessment-7") == (answer, "person", False)
    assert answer_of(form_of(files=files, waived=frozenset({"ITM005"})), "assessment-7") == ("no", "rule", False)


def test_what_is_not_there_does_not_become_a_yes_by_being_said() -> None:
    form = form_of(said("accessibility-1", "yes"))
    assert answer_of(form, "accessibility-1") == ("not-applicable", "rule", True)


def test_of_several_persons_the_strictest_counts() -> None:
    for answers, counts in ((("yes", "no"), "no"), (("no", "yes"), "no"), (("yes", "not-applicable"), "not-applicable")):
        form = form_of(*(said("instructional-1", answer) for answer in answers))
        assert answer_of(form, "instructional-1") == (counts, "person", False)


def test_what_a_record_says_that_a_rule_said_is_worth_nothing() -> None:
    forged = [said("assessment-7", "yes", by="rule", evidence=["ITM005"]), said("instructional-1", "yes", by="rule")]
    form = form_of(*forged, files=with_text(ALL_ABOVE))
    assert answer_of(form, "assessment-7") == ("no", "rule", False)
    assert answer_of(form, "instructional-1") == (None, None, False)


def test_an_answer_to_a_statement_of_another_form_changes_nothing() -> None:
    assert form_of(said("another-1", "yes")).score == form_of().score


HOSTILE = "a | b <b>x</b> @someone [l](https://evil.example) `c`\x1b[31m www.evil.example"


def shown(lang: str = "en", **more: Any) -> Shown:
    return Shown("courses/host", HOSTILE, form_of(**more), 70, lang)


def test_the_words_of_the_form_are_the_same_in_every_language() -> None:
    holes = {lang: {key: sorted(_holes(told)) for key, told in _words(lang).texts.items()} for lang in LANGUAGES}
    assert holes["en"] == holes["hi"]


def _holes(told: str) -> list[str]:
    return [part.partition("}")[0] for part in told.split("{")[1:]]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_form_is_told_on_a_terminal_with_nothing_that_steers_it(lang: str) -> None:
    told = text(shown(lang, files=with_text(ALL_ABOVE)))
    assert "\x1b" not in told
    assert "courses/host/modules/example.md" in told
    for asked in IGOT.statements:
        assert f"[{asked.id}]" in told
    assert ("Score so far" if lang == "en" else "अब तक के अंक") in told


def test_the_form_as_markdown_lets_nothing_of_the_course_become_markup() -> None:
    told = markdown(shown(files=with_text(ALL_ABOVE)))
    assert "<b>" not in told
    assert "@someone" not in told
    assert not re.search(r"(?<!\\)\]\(", told)
    assert "https://" not in told
    assert " www.evil" not in told
    rows = [line for line in told.splitlines() if line.startswith("|")]
    assert {line.replace("\\|", "").count("|") for line in rows} == {4}
    assert len(rows) == 35 + 2 * 6


def test_only_the_first_findings_are_listed_and_the_rest_is_counted() -> None:
    many = "".join(ALL_ABOVE.replace("#above", f"#above-{number}") for number in range(5))
    told = text(shown(files=with_text(many)))
    assert told.count("ITM005 `All of the above`") == 3
    assert "and 2 more" in told


def test_a_program_reads_everything() -> None:
    told = json.loads(json.dumps(as_json(shown(files=with_text(ALL_ABOVE)))))
    assert (told["framework"], told["threshold"], told["holds"], told["grade"]) == ("igot-cfqa", 70, False, None)
    statements = {one["id"]: one for criterion in told["criteria"] for one in criterion["statements"]}
    assert len(statements) == 35
    assert statements["assessment-7"]["findings"][0]["code"] == "ITM005"
    assert statements["assessment-1"]["basis"].startswith("The course has a test")
    assert told["unanswered"] == [name for name, one in statements.items() if one["answer"] is None]


def test_a_form_that_is_answered_says_what_it_comes_to() -> None:
    lines = lines_of().values()
    passed = settled(IGOT, lines, [*everything(), said("assessment-1", "no", note="The test asks\x1b nothing.")])
    told = text(Shown("x", "A course", passed, 70))
    assert "All 35 statements are answered." in told
    assert "iGOT Qualified. 70 % pass: the form passes." in told
    assert "· a reviewer's answer" in told
    assert "a reviewer: The test asks nothing." in told
    failed = settled(IGOT, lines, everything("no"))
    assert "iGOT Toddler. 70 % pass: the form does not pass." in text(Shown("x", "A course", failed, 70))
    refused = form_of(said("assessment-7", "yes"), files=with_text(ALL_ABOVE))
    assert "a reviewer's milder answer does not count" in text(Shown("x", "A course", refused, 70))


def test_an_exception_and_a_rule_that_was_not_asked_are_told() -> None:
    mark = "All of the above <!-- allow: ITM005 -->"
    lines = lines_of(with_text(ALL_ABOVE.replace("All of the above", mark)), Settings(ignore=("OBJ014",), today=date(2026, 11, 22)))
    told = text(Shown("x", "A course", settled(IGOT, lines.values()), 70))
    assert "exception for ITM005: no reason given" in told
    assert "not asked by karmakit.toml: OBJ014; a reviewer decides" in told


def test_a_form_of_which_nothing_applies_has_no_score() -> None:
    nothing = settled(IGOT, lines_of().values(), [said(asked.id, "not-applicable") for asked in IGOT.statements])
    assert (nothing.score.most, nothing.grade, nothing.holds(0)) == (0, "", False)
    assert "no statement applies" in text(Shown("x", "A course", nothing, 70))
