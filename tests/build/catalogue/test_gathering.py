"""Courses are read into entries as they stand on a day."""

import pickle
import shutil
from datetime import date

from karmakit_build.catalogue.entry import Status, Taught
from karmakit_build.catalogue.gathering import gathered, read

TODAY = date(2026, 11, 22)


def test_an_entry_says_what_the_course_says(folder):
    entry = read(folder, (), TODAY)
    assert (entry.id, entry.title, entry.minutes) == ("sample-course", "Counting the days", 8)
    assert entry.roles == ("Section Officer",)
    assert [step.title for step in entry.steps] == ["Counting the thirty days", "Final test"]
    assert entry.competencies == (Taught("Functional", "Handling RTI Matters", "RTI Responsiveness", 1, 1, 2),)
    assert entry.iri == "https://training.example.gov.in/sample-course"


def test_a_course_for_which_no_policy_speaks_is_not_vetted_and_says_why(folder):
    entry = read(folder, (), TODAY)
    assert (entry.status, entry.judged) == (Status.not_vetted, False)


def test_a_course_below_a_policy_is_not_vetted_until_somebody_has_passed_it(folder, root):
    shutil.copytree(root / "courses" / ".vetting", folder.parent / ".vetting")
    entry = read(folder, (), TODAY)
    assert (entry.status, entry.judged) == (Status.not_vetted, True)


def test_a_level_by_its_name_is_the_level_by_its_number(folder):
    module = folder / "modules" / "counting.md"
    text = module.read_text(encoding="utf-8")
    line = "  - {area: Functional, theme: Handling RTI Matters, subtheme: RTI Responsiveness, level: 1}\n"
    assert line in text
    module.write_text(text.replace(line, line + line.replace("level: 1", "level: Operational")), encoding="utf-8")
    assert [one.level for one in read(folder, (), TODAY).competencies] == [1]


def test_a_course_that_cannot_be_read_whole_is_told_in_a_line_and_the_others_go_on(folder):
    other = folder.parent / "other"
    shutil.copytree(folder, other)
    (other / "modules" / "counting.md").write_text("---\ntitle: [\n---\n", encoding="utf-8")
    held = gathered([other, folder], (), TODAY)
    assert [entry.id for entry in held.entries] == ["sample-course"]
    (line,) = held.errors
    assert "cannot be read whole" in line
    assert "\n" not in line


def test_of_two_courses_with_one_id_the_second_is_told(folder):
    other = folder.parent / "other"
    shutil.copytree(folder, other)
    held = gathered([folder, other], (), TODAY)
    assert len(held.entries) == 1
    assert f"the id `sample-course` is that of {folder} too" in held.errors[0]


def test_the_courses_here_are_vetted_as_a_demonstration_by_their_own_root_alone(root):
    from karmakit_build.vetting.signing import public_blob  # noqa: PLC0415 - this test alone

    course = root / "courses" / "noting-drafting"
    assert read(course, [public_blob(root / "courses" / "root.pub")], TODAY).status is Status.demonstration
    assert read(course, [b"another key"], TODAY).status is Status.not_vetted


def test_what_is_read_can_travel_between_processes(folder):
    entry = read(folder, (), TODAY)
    assert pickle.loads(pickle.dumps(entry)) == entry
