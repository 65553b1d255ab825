"""The labels, the table that is made of them, and, with the corpus at hand, that rules still do what the table says."""

from pathlib import Path

import found
import labels
import off
import pytest
import quizzes
import record
import table
from foreign import blanked
from works import WORKS, sources

CORPUS = Path(__file__).resolve().parents[3] / "shared" / "corpus"
SMALL = ("exercism-python", "pratham-books", "skills")


def test_at_least_six_hundred_findings_were_judged():
    given = labels.read()
    assert sum(label.counts for label in given) >= 600
    assert {label.verdict for label in given} <= labels.VERDICTS
    assert all(label.reason and label.text and label.rule for label in given)


def test_no_finding_is_labelled_twice():
    places = [record.name(label) for label in labels.read()]
    assert len(places) == len(set(places))


def test_every_rule_is_at_its_bar_by_the_recorded_run():
    assert table.below(labels.read(), record.read()) == []


def test_the_table_of_the_guide_is_not_stale():
    assert table.main(["--check"]) == 0


def test_every_rule_that_is_not_asked_has_a_reason_and_no_label():
    assert all(why.endswith(tuple("abcdefghijklmnopqrstuvwxyz")) for why in off.OFF.values())
    assert [label for label in labels.read() if off.reason(label.code)] == []


def test_marks_of_other_dialects_become_spaces_and_nothing_moves():
    text = "---\ntitle: A\n---\n\n{% include x.html %} word {{ site.url }}\n{: .box}\n![](a.png){alt='A desk'}\n"
    read = blanked(text)
    assert [len(line) for line in read.split("\n")] == [len(line) for line in text.split("\n")]
    assert read.split("\n")[4].strip() == "word"
    assert read.split("\n")[6].rstrip() == "![A desk](a.png)"


def test_a_quiz_of_liascript_becomes_a_question_on_the_same_lines():
    text = "Intro.\n\nWhich one?\n\n- [( )] This\n- [(X)] That\n\nMore."
    assert quizzes.from_liascript(text).split("\n") == [
        "Intro.",
        "::: question {#q1}",
        "Which one?",
        "",
        "-   [ ] This",
        "-   [x] That",
        ":::",
        "More.",
    ]


def test_a_gift_question_becomes_one_of_ours():
    read = quizzes.from_gift("::Tomb::Who is buried there?{~%50%Grant#Half of it. =Nobody ~Jefferson}")
    assert [line for line in read.split("\n") if line] == [
        "::: question {#g1}",
        "Who is buried there?",
        "- [x] Grant",
        "  > Half of it.",
        "- [x] Nobody",
        "- [ ] Jefferson",
        ":::",
    ]


@pytest.mark.parametrize("work", [work for work in WORKS if work.folder in SMALL], ids=lambda work: work.name)
def test_what_the_record_says_is_still_reported_is(work):
    if not (CORPUS / work.folder).is_dir():
        pytest.skip("the corpus of foreign works is not here")
    reported = {one.key for one in found.of_work(work, sources(CORPUS, work), others=False)}
    known = {key[:4] for key in reported} | {(path, code, line, text) for path, code, line, _, text in reported}
    run = record.read()
    own = [label for label in labels.read() if label.path.startswith(f"{work.folder}/{work.start}") and run.stands(label)]
    lost = [record.name(label) for label in own if known.isdisjoint([label.place, label.wording])]
    assert lost == [], "a rule has changed: run tests/precision/run.py with --record, then tests/precision/table.py"
