"""The cache of `karmakit check`: what it saves, and that nobody can tell that it is there."""

import json
import os
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from karmakit_authoring.load import survey
from karmakit_build.checking import cache
from karmakit_build.checking.cache import FOLDER, Question, recall, remember
from karmakit_build.checking.edition import edition
from karmakit_build.checking.records import packed, unpacked
from karmakit_schemas.findings import Edit, Finding, Fix, Kind, Severity
from karmakit_schemas.sources import Sources
from karmakit_schemas.spans import Span
from karmakit_validators.settings import Settings

FORMATS = ("text", "json", "sarif")
FINDING = Finding(
    "TST001",
    "test",
    "`नियम` \U0001f600",
    Span("modules/a.md", 1, 2, 3, 4),
    Severity.warning,
    "help",
    gate=True,
    kind=Kind.needs_human,
    fix=Fix("t", (Edit(Span("modules/a.md", 1, 2, 3, 4), "x\n"),), safe=True),
    related=(Span("course.yml"),),
)


def entries(project):
    return sorted((project / FOLDER).glob("*.json"))


@pytest.mark.parametrize("form", FORMATS)
def test_a_second_run_says_the_same_and_checks_nothing(karmakit, project, looks, form):
    first = karmakit("check", project, "--format", form)
    assert sorted(looks) == ["first", "second", "third"]
    assert first.status == 1
    looks.clear()
    assert karmakit("check", project, "--format", form) == first
    assert looks == []


@pytest.mark.parametrize("form", FORMATS)
def test_with_and_without_the_cache_the_report_is_the_same(karmakit, project, form):
    without = karmakit("check", project, "--format", form, "--no-cache")
    karmakit("check", project, "--format", form)
    assert karmakit("check", project, "--format", form) == without


def test_only_the_course_that_was_changed_is_checked_again(karmakit, project, looks):
    karmakit("check", project)
    looks.clear()
    module = project / "third" / "modules" / "counting.md"
    module.write_text(module.read_text(encoding="utf-8") + "\nTODO write more.\n", encoding="utf-8")
    said = karmakit("check", project)
    assert looks == ["third"]
    assert "TODO" in said.out


@pytest.mark.parametrize("name", ["modules/more.md", "media/more.svg", "glossary.md"])
def test_a_file_that_comes_or_goes_is_a_change(karmakit, project, looks, name):
    (project / "first" / name).write_text("More.\n", encoding="utf-8")
    karmakit("check", project)
    looks.clear()
    (project / "first" / name).unlink()
    karmakit("check", project)
    assert looks == ["first"]


@pytest.mark.parametrize("options", [("--profile", "draft"), ("--select", "ACC"), ("--ignore", "MED001")])
def test_other_settings_are_another_question(karmakit, project, looks, options):
    plain = karmakit("check", project)
    looks.clear()
    other = karmakit("check", project, *options)
    assert len(looks) == 3
    looks.clear()
    assert karmakit("check", project, *options) == other
    assert karmakit("check", project) == plain
    assert looks == []


def test_the_configuration_is_a_part_of_the_question(karmakit, project, looks):
    karmakit("check", project)
    looks.clear()
    (project / "karmakit.toml").write_text('[check]\nignore = ["LNG"]\n', encoding="utf-8")
    karmakit("check", project)
    assert len(looks) == 3


def test_another_day_is_another_question(project):
    asked = question(project, day="2026-11-22")
    remember(asked, asked_sources(asked), (FINDING,))
    assert recall(asked).findings == (FINDING,)
    assert recall(question(project, day="2026-11-23")) is None


def test_another_karmakit_is_another_question(karmakit, project, looks, monkeypatch):
    karmakit("check", project)
    looks.clear()
    monkeypatch.setattr(cache, "edition", lambda: "of tomorrow")
    karmakit("check", project)
    assert len(looks) == 3


def test_no_cache_neither_uses_nor_keeps_anything(karmakit, project, looks):
    karmakit("check", project, "--no-cache")
    assert not (project / FOLDER).exists()
    karmakit("check", project)
    looks.clear()
    karmakit("check", project, "--no-cache")
    assert len(looks) == 3


def test_the_cache_lies_beside_the_configuration_and_git_and_backups_leave_it_out(karmakit, project):
    karmakit("check", project / "first")
    assert (project / FOLDER / ".gitignore").read_text(encoding="utf-8") == "*\n"
    assert (project / FOLDER / "CACHEDIR.TAG").read_bytes().startswith(b"Signature: 8a477f597d28d172789f06886806bc55")
    assert len(entries(project)) == 1


def test_without_a_configuration_it_lies_at_the_root_of_the_repository_or_here(karmakit, project, monkeypatch):
    (project / "karmakit.toml").unlink()
    (project / "here").mkdir()
    monkeypatch.chdir(project / "here")
    karmakit("check", project / "first")
    assert entries(project / "here")
    (project / ".git").mkdir()
    karmakit("check", project / "first")
    assert entries(project)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\xff\xfe",
        b"{}",
        b"[]",
        b"null",
        b'{"head": 1}',
        b"[" * 100_000,
        b'{"head": [], "files": {}, "findings": [], "digest": 1}',
    ],
)
def test_a_broken_or_foreign_file_is_as_none(karmakit, project, looks, data):
    said = karmakit("check", project)
    for entry in entries(project):
        entry.write_bytes(data)
    looks.clear()
    assert karmakit("check", project) == said
    assert len(looks) == 3


def test_findings_that_are_none_are_not_told(karmakit, project, looks):
    said = karmakit("check", project)
    for entry in entries(project):
        kept = json.loads(entry.read_bytes())
        kept["findings"] = [[["A", "b", "c", "d", ""], [9, 9], ["x", "1", 2, 3, 4], [], None]]
        entry.write_text(json.dumps(kept), encoding="utf-8")
    looks.clear()
    assert karmakit("check", project) == said
    assert len(looks) == 3


@pytest.mark.parametrize("blocked", ["a file", "a folder that may not be written"])
def test_where_nothing_can_be_kept_all_goes_on_in_silence(karmakit, project, looks, monkeypatch, blocked):
    without = karmakit("check", project, "--no-cache")
    if blocked == "a file":
        (project / FOLDER).write_text("not a folder", encoding="utf-8")
    else:

        def refuse(*_args, **_options):
            raise PermissionError(13, "Permission denied")

        monkeypatch.setattr(cache.Path, "write_bytes", refuse)
    looks.clear()
    assert karmakit("check", project) == without
    assert karmakit("check", project) == without
    assert len(looks) == 6


def test_a_cache_that_came_with_a_checkout_tells_nothing(karmakit, project, looks):
    karmakit("check", project)
    looks.clear()
    for file in (project / "first").rglob("*.md"):  # the same bytes, written anew: what a checkout does
        data = file.read_bytes()
        file.unlink()
        file.write_bytes(data)
        os.utime(file, ns=(1, 1))
    karmakit("check", project)
    assert looks == ["first"]


def test_of_a_young_file_the_content_is_compared_too(karmakit, project, looks, monkeypatch):
    monkeypatch.setattr(cache, "YOUNG", 10**15)
    karmakit("check", project)
    looks.clear()
    karmakit("check", project)
    assert looks == []
    files = json.loads(entries(project)[0].read_bytes())["files"]
    assert all(len(content) == 64 for *_, content in files.values())


def test_a_young_file_changed_without_a_sign_is_seen(project):
    asked = question(project, time=0)
    remember(asked, asked_sources(asked), ())
    course = project / "first" / "course.yml"
    course.write_bytes(course.read_bytes().replace(b"Counting", b"counting"))
    assert recall(asked) is None  # asked with the times and sizes of before


@pytest.mark.slow
def test_two_runs_at_once_say_the_same_and_leave_a_sound_cache(karmakit, project, looks):
    code = "import sys; from karmakit_build.cli import main; sys.exit(main())"
    runs = [
        subprocess.Popen(
            [sys.executable, "-c", code, "check", project, "--format", "json"], stdout=subprocess.PIPE, encoding="utf-8"
        )
        for _ in range(2)
    ]
    first, second = (run.communicate(timeout=120)[0] for run in runs)
    assert first == second == karmakit("check", project, "--format", "json").out
    assert looks == []
    assert len(entries(project)) == 3


def test_old_entries_make_room(karmakit, project, monkeypatch):
    monkeypatch.setattr(cache, "MOST_FILES", 2)
    karmakit("check", project)
    for profile in ("draft", "publish", "review"):
        karmakit("check", project, "--profile", profile, "--select", "ACC")
    assert len(entries(project)) <= 4
    assert {entry.suffix for entry in (project / FOLDER).iterdir()} == {"", ".TAG", ".json"}


def test_what_is_too_large_is_not_kept(project, monkeypatch):
    monkeypatch.setattr(cache, "LARGEST", 10)
    asked = question(project)
    remember(asked, asked_sources(asked), (FINDING,))
    assert not (project / FOLDER).exists()


@pytest.mark.skipif(sys.platform == "win32", reason="a file in use cannot be taken away there")
def test_a_course_that_became_unreadable_is_an_error_also_where_it_is_remembered(karmakit, project):
    karmakit("check", project)
    (project / "first" / "link.md").symlink_to("nowhere")
    said = karmakit("check", project)
    assert said.status == 2
    assert "is a link to nothing" in said.err


def question(project, day="2026-11-22", time=10**19):
    return Question(project / "first", survey(project / "first"), time, Settings(today=date.fromisoformat(day)))


def asked_sources(asked):
    return Sources("first", {name: Path(seen.file).read_bytes() for name, seen in asked.seen.items()})


TEXT = st.text(st.characters(codec="utf-8"), max_size=20)
SPANS = st.builds(Span, TEXT, *[st.integers(0, 10**6)] * 4)
FIXES = st.builds(Fix, TEXT, st.lists(st.builds(Edit, SPANS, TEXT), max_size=3).map(tuple), st.booleans())


@settings(max_examples=50, deadline=None, derandomize=True, database=None)
@given(
    st.builds(
        Finding,
        TEXT,
        TEXT,
        TEXT,
        SPANS,
        st.sampled_from(Severity),
        TEXT,
        st.booleans(),
        st.sampled_from(Kind),
        st.none() | FIXES,
        st.lists(SPANS, max_size=3).map(tuple),
    )
)
def test_a_finding_comes_back_as_it_went(finding):
    assert unpacked(json.loads(json.dumps(packed(finding)))) == finding


@given(st.recursive(st.none() | st.booleans() | st.integers() | TEXT, lambda inner: st.lists(inner, max_size=5), max_leaves=20))
@settings(max_examples=50, deadline=None, derandomize=True, database=None)
def test_what_is_no_finding_is_refused(data):
    with pytest.raises((ValueError, TypeError, KeyError, AttributeError)):
        unpacked(data)


def test_the_edition_changes_with_a_file_of_ours(tmp_path, monkeypatch):
    from karmakit_build.checking import edition as module  # noqa: PLC0415 - it is patched here

    room = tmp_path / "sound_room"
    room.mkdir()
    (room / "__init__.py").write_text("", encoding="utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.setattr(module, "ROOMS", ("sound_room",))
    edition.cache_clear()
    before = edition()
    edition.cache_clear()
    assert edition() == before
    (room / "rule.py").write_text("RULE = 1\n", encoding="utf-8")
    edition.cache_clear()
    assert edition() != before
    edition.cache_clear()
