"""A quality framework says of each statement who answers it and by which rules, and how answers are counted."""

import re
from collections import Counter
from typing import Any

import pytest
import yaml
from pydantic import ValidationError

from karmakit_schemas.errors import UsageError
from karmakit_schemas.quality import PARTS, QualityFramework, names, quality_framework
from karmakit_schemas.vetting import Policy

IGOT = quality_framework("igot-cfqa")


def test_igot_s_form_has_35_statements_in_six_criteria() -> None:
    assert {criterion.id: len(criterion.statements) for criterion in IGOT.criteria} == {
        "instructional": 9,
        "assessment": 7,
        "competency": 4,
        "engagement": 6,
        "support": 5,
        "accessibility": 4,
    }


def test_19_are_answered_by_a_machine_13_with_evidence_and_3_by_a_person_alone() -> None:
    assert Counter(asked.answered for asked in IGOT.statements) == {"machine": 19, "evidence": 13, "person": 3}
    by_criterion = [Counter(asked.answered for asked in criterion.statements) for criterion in IGOT.criteria]
    told = [(counts["machine"], counts["evidence"], counts["person"]) for counts in by_criterion]
    assert told == [(3, 4, 2), (5, 2, 0), (2, 1, 1), (3, 3, 0), (4, 1, 0), (2, 2, 0)]


def test_a_statement_is_known_by_its_criterion_and_its_number() -> None:
    for criterion in IGOT.criteria:
        ids = [asked.id for asked in criterion.statements]
        assert ids == [f"{criterion.id}-{number}" for number in range(1, len(ids) + 1)]


def test_every_statement_reads_as_a_sentence_in_both_languages() -> None:
    for asked in IGOT.statements:
        for said in (asked.text, *([asked.basis] if asked.basis else [])):
            assert re.fullmatch(r"[A-Z\"c].*\.", said.en), said.en
            assert said.hi.endswith("।"), said.hi
            assert re.search(r"[\u0900-\u097f]", said.hi), said.hi


def test_what_a_person_decides_by_evidence_has_evidence() -> None:
    for asked in IGOT.statements:
        if asked.answered == "evidence":
            assert asked.rules or asked.counts, asked.id


def test_the_pack_says_what_it_is_made_of_and_what_is_not_public() -> None:
    assert any("our own plain words" in note for note in IGOT.notes)
    assert any("each criterion" in one for one in IGOT.unknown)
    assert IGOT.threshold == 70
    assert [(step.id, step.points) for step in IGOT.scale] == [
        ("strongly-agree", 5),
        ("agree", 3),
        ("disagree", 1),
        ("strongly-disagree", 0),
    ]


@pytest.mark.parametrize(
    ("points", "grade"),
    [(0, "Toddler"), (599, "Toddler"), (600, "Friendly"), (700, "Friendly"), (701, "Qualified"), (1000, "Qualified")],
)
def test_a_score_has_a_grade(points: int, grade: str) -> None:
    assert IGOT.grade(points, 1000) == f"iGOT {grade}"


def test_a_policy_that_names_none_means_a_framework_that_is_there() -> None:
    assert Policy.model_fields["framework"].default in names()
    assert Policy.model_fields["threshold"].default == IGOT.threshold


@pytest.mark.parametrize(
    ("name", "mend"),
    [("igot-cqfa", "Did you mean `igot-cfqa`?"), ("xx", "There is igot-cfqa"), ("../frameworks/kcm", "There is igot-cfqa")],
)
def test_an_unknown_framework_is_told_with_those_there_are(name: str, mend: str) -> None:
    with pytest.raises(UsageError, match=re.escape(f"no quality framework is called `{name}`. {mend}")):
        quality_framework(name)


SMALLEST = """
id: own
title: {en: Our own, hi: अपना}
publisher: The institute
sources: [A circular]
scale:
  - {id: good, points: 2, title: {en: Good, hi: अच्छा}, means: "yes"}
  - {id: bad, points: 0, title: {en: Bad, hi: बुरा}, means: "no"}
threshold: 50
criteria:
  - id: one
    title: {en: One, hi: एक}
    statements: [{id: one-1, text: {en: It is good., hi: यह अच्छा है।}, answered: person}]
"""


def changed(old: str, new: str) -> Any:
    assert old in SMALLEST
    return yaml.safe_load(SMALLEST.replace(old, new))


def test_an_institute_s_own_framework_is_read_the_same_way() -> None:
    own = QualityFramework.model_validate(yaml.safe_load(SMALLEST))
    assert (own.most, own.points("yes"), own.points("no"), own.grade(1, 2)) == (2, 2, 0, "")
    assert own.title.in_("hi") == "अपना"
    assert own.title.in_("ta") == "Our own"


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("answered: person", "answered: machine", "`basis`"),
        ("answered: person", "answered: person, basis: {en: X., hi: क।}", "`basis`"),
        ("answered: person", "answered: author", "machine"),
        ("answered: person", "answered: person, of: smell", "video"),
        ("answered: person", "answered: person, rules: [OBJ]", "pattern"),
        ('means: "no"', 'means: "yes"', "one step of the scale means yes"),
        ("statements: [", "statements: [{id: one-1, text: {en: X., hi: क।}, answered: person}, ", "two statements have one id"),
        ("threshold: 50", "threshold: 101", "100"),
        ("sources: [A circular]", "sources: []", "at least 1"),
    ],
)
def test_a_framework_that_cannot_be_answered_or_counted_is_refused(old: str, new: str, told: str) -> None:
    with pytest.raises(ValidationError, match=re.escape(told)):
        QualityFramework.model_validate(changed(old, new))


def test_the_parts_that_a_statement_may_speak_of_are_each_used() -> None:
    used = {part for asked in IGOT.statements for part in (*asked.counts, asked.of) if part}
    assert used == set(PARTS)
