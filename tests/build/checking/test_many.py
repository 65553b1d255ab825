"""Several courses at a time: the same report, the same errors."""

import sys

import pytest

from karmakit_build import workers as processes
from karmakit_build.checking import courses


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="links need a right there")
def test_the_report_is_the_same_whatever_the_number_of_jobs(karmakit, project):
    (project / "broken").mkdir()
    (project / "broken" / "course.yml").symlink_to("nowhere")
    (project / "second" / "link.md").symlink_to("nowhere")
    alone = karmakit("check", project, "--no-cache", "--jobs", "1", "--format", "json")
    together = karmakit("check", project, "--no-cache", "--jobs", "2", "--format", "json")
    assert alone.status == 2
    assert "is a link to nothing" in alone.err
    assert together == alone


@pytest.mark.slow
def test_what_workers_find_is_remembered(karmakit, project, looks):
    first = karmakit("check", project, "--jobs", "2")
    assert looks == []
    assert karmakit("check", project) == first
    assert looks == []


def test_small_courses_are_checked_without_other_processes(karmakit, project, monkeypatch):
    asked = []
    really = courses.workers

    def workers(jobs, tasks):
        asked.append(jobs)
        return really(jobs, tasks)

    monkeypatch.setattr(courses, "workers", workers)
    karmakit("check", project)
    assert asked == [1]


def test_the_jobs_grow_with_the_work_up_to_the_processors(karmakit, project, monkeypatch):
    asked = []

    class NoWorkers:
        def __enter__(self):
            return None

        def __exit__(self, *_):
            return None

    def workers(jobs, _tasks):
        asked.append(jobs)
        return NoWorkers()

    monkeypatch.setattr(courses, "workers", workers)
    monkeypatch.setattr(processes.os, "cpu_count", lambda: 3)
    monkeypatch.setattr(processes, "WORTH_A_PROCESS", 2000)
    karmakit("check", project, "--no-cache")
    monkeypatch.setattr(processes, "WORTH_A_PROCESS", 100)
    karmakit("check", project, "--no-cache")
    assert 1 <= asked[0] <= 3
    assert asked[1] == 3


def test_a_wrong_option_is_one_line_whatever_the_number_of_jobs(karmakit, project):
    said = karmakit("check", project, "--select", "XXX999", "--jobs", "2")
    assert said.status == 2
    assert said.err.count("\n") == 1


def test_processes_are_started_only_where_they_pay_or_are_asked_for(monkeypatch):
    monkeypatch.setattr(processes.os, "cpu_count", lambda: 3)
    assert [processes.paying(None, size) for size in (0, 1_900_000, 2_000_000, 9_000_000)] == [1, 1, 2, 3]
    assert processes.paying(2, 0) == 2
