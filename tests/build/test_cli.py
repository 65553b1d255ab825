"""The command line: what it says, where, and how it ends."""

import json
import os
import re
import subprocess
import sys
import zipfile

import pytest

from karmakit_build.cli import main

COMMANDS = ("build", "check", "explain", "rules", "verify")


def run(*arguments, **environment):
    """Call the command line in a process of its own."""
    command = [sys.executable, "-c", "import sys; from karmakit_build.cli import main; sys.exit(main())", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, env={**os.environ, **environment}, check=False, timeout=120)


def test_help_names_every_command_and_each_has_its_own(karmakit):
    said = karmakit("--help")
    assert said.status == 0
    for name in COMMANDS:
        assert f"\n  {name} " in said.out
        assert karmakit(name, "--help").status == 0


def test_the_version_is_one_line(karmakit):
    assert re.fullmatch(r"karmakit \d+\.\d+\.\d+\S*\n", karmakit("--version").out)


def test_help_imports_nothing_heavy():
    heavy = {"pydantic", "lxml", "yaml", "markdown_it", "regex", "karmakit_authoring", "karmakit_validators"}
    code = f"import sys; from karmakit_build.cli import main; main(['--help']); print(sorted({heavy} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "[]"


def test_check_build_and_verify_go_through_on_a_sound_course(karmakit, folder, tmp_path):
    assert karmakit("check", folder).status == 0
    built = karmakit("build", folder, "--target", "scorm12", "--out", tmp_path / "out")
    bundle = tmp_path / "out" / "sample-course" / "sample-course-scorm12.zip"
    assert built.status == 0, built.err
    assert re.fullmatch(rf"{re.escape(str(bundle))}  {bundle.stat().st_size} bytes  sha256 [0-9a-f]{{64}}\n", built.out)
    verified = karmakit("verify", bundle)
    assert verified.status == 0, verified.out
    assert "fit" in verified.out


def test_the_keys_of_a_test_stand_nowhere_in_clear_in_the_bundle(karmakit, folder, tmp_path):
    karmakit("build", folder, "--out", tmp_path / "out")
    with zipfile.ZipFile(tmp_path / "out" / "sample-course" / "sample-course-scorm12.zip") as archive:
        for name in archive.namelist():
            assert b"SECRET-KEY-WORDS" not in archive.read(name), name


def test_json_of_every_command_is_one_object(karmakit, folder, tmp_path):
    checked = json.loads(karmakit("check", folder, "--format", "json").out)
    assert {finding["severity"] for finding in checked["courses"][0]["findings"]} <= {"warning", "info"}
    built = json.loads(karmakit("build", folder, "--out", tmp_path / "out", "--format", "json").out)
    (bundle,) = built["courses"][0]["bundles"]
    assert bundle.keys() == {"course", "target", "path", "size", "sha256"}
    verified = json.loads(karmakit("verify", bundle["path"], "--format", "json").out)
    assert verified["bundles"][0]["fit"] is True
    assert verified["bundles"][0]["facts"]["sha256"] == bundle["sha256"]


def test_an_error_in_the_course_stops_the_build_and_nothing_is_written(karmakit, folder, tmp_path):
    module = folder / "modules" / "counting.md"
    module.write_text(module.read_text(encoding="utf-8").replace("../media/desk.svg", "../media/none.svg"), encoding="utf-8")
    said = karmakit("build", folder, "--out", tmp_path / "out")
    assert said.status == 1
    assert said.out == ""
    assert "modules/counting.md:" in said.err
    assert "not built" in said.err
    assert not (tmp_path / "out").exists()
    assert karmakit("check", folder).status == 1


def test_every_finding_of_a_course_comes_in_one_run(karmakit, folder):
    module = folder / "modules" / "counting.md"
    module.write_text(module.read_text(encoding="utf-8").replace("../media/desk.svg", "../media/none.svg"), encoding="utf-8")
    (folder / "modules" / "final-test.md").write_text("no front-matter", encoding="utf-8")
    findings = json.loads(karmakit("check", folder, "--format", "json").out)["courses"][0]["findings"]
    assert {finding["path"] for finding in findings} >= {"modules/counting.md", "modules/final-test.md"}


@pytest.mark.parametrize(
    "arguments",
    [
        ("check", "no-such-place"),
        ("build", "no-such-place"),
        ("verify", "no-such-place.zip"),
        ("build",),
        ("verify",),
        ("explain", "XXX999"),
        ("check", "--select", "XXX999", "."),
        ("check", "--profile", "lax"),
        ("no-such-command",),
        ("build", "x", "--jobs", "0"),
        ("build", "x", "--target", ","),
        ("check", "\x00"),
        ("--no-such-option",),
    ],
    ids=" ".join,
)
def test_a_wrong_call_is_one_line_on_stderr_and_status_two(karmakit, tmp_path, monkeypatch, arguments):
    (tmp_path / "empty").mkdir()
    monkeypatch.chdir(tmp_path / "empty")
    said = karmakit(*arguments)
    assert said.status == 2
    assert said.out == ""
    assert re.fullmatch(r"karmakit: [^\n]+\n", said.err)
    assert "Traceback" not in said.err


def test_a_wrong_target_is_told_the_right_ones(karmakit, folder):
    said = karmakit("build", folder, "--target", "scorm13")
    assert said.status == 2
    assert "scorm12" in said.err


def test_one_unusable_course_does_not_keep_the_others_from_being_built(karmakit, folder, tmp_path):
    said = karmakit("build", tmp_path / "none", folder, "--out", tmp_path / "out", "--jobs", "1")
    assert said.status == 2
    assert "there is no such folder" in said.err
    assert (tmp_path / "out" / "sample-course" / "sample-course-scorm12.zip").is_file()


def test_a_place_that_cannot_be_written_is_one_line(karmakit, folder, tmp_path):
    (tmp_path / "out").write_text("a file", encoding="utf-8")
    said = karmakit("build", folder, "--out", tmp_path / "out")
    assert said.status == 2
    assert re.fullmatch(r"karmakit: cannot write[^\n]+\n", said.err)


def test_what_should_not_happen_is_one_line_and_a_traceback_only_where_asked_for(monkeypatch, capsys):
    monkeypatch.setattr("karmakit_validators.explain.explain", lambda *_: 1 / 0)
    assert main(["explain", "ACC001"]) == 2
    said = capsys.readouterr().err
    assert "ZeroDivisionError" in said
    assert said.count("\n") == 1
    monkeypatch.setenv("KARMAKIT_DEBUG", "1")
    with pytest.raises(ZeroDivisionError):
        main(["explain", "ACC001"])


@pytest.mark.parametrize("error", [RecursionError(), MemoryError(), KeyboardInterrupt()])
def test_a_run_that_ends_early_says_why_in_one_line(monkeypatch, capsys, error):
    def fail(*_):
        raise error

    monkeypatch.setattr("karmakit_validators.explain.explain", fail)
    assert main(["explain", "ACC001"]) == (130 if isinstance(error, KeyboardInterrupt) else 2)
    assert re.fullmatch(r"\n?karmakit: [^\n]+\n", capsys.readouterr().err)


def test_colours_are_for_terminals_and_never_where_they_are_not_wanted(monkeypatch):
    from karmakit_build.cli._show import wants_colour  # noqa: PLC0415 - after the patches

    monkeypatch.setattr("sys.stdout.isatty", lambda: True, raising=False)
    monkeypatch.delenv("NO_COLOR", raising=False)
    assert wants_colour()
    monkeypatch.setenv("NO_COLOR", "1")
    assert not wants_colour()


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="pipes break otherwise there")
def test_a_reader_that_goes_away_is_no_error():
    command = f"{sys.executable} -c 'import sys; from karmakit_build.cli import main; sys.exit(main())' rules | head -n 1"
    done = subprocess.run(["sh", "-c", command], capture_output=True, text=True, check=False)
    assert done.stderr == ""
    assert done.stdout.startswith("ACC001 ")


@pytest.mark.slow
def test_words_in_any_script_pass_through_a_pipe_of_any_locale(folder):
    course = folder / "course.yml"
    course.write_text(
        course.read_text(encoding="utf-8").replace("modules: [counting", "modules: [गिनती, counting"), encoding="utf-8"
    )
    done = run("check", folder, LC_ALL="C", PYTHONUTF8="0", PYTHONIOENCODING="ascii")
    assert done.returncode == 1
    assert "गिनती" in done.stdout.decode()
    assert b"Traceback" not in done.stderr


@pytest.mark.slow
def test_many_courses_are_built_at_a_time_with_the_same_result(karmakit, folder, tmp_path):
    other = tmp_path / "second-course"
    other.mkdir()
    for path in sorted(folder.rglob("*")):
        target = other / path.relative_to(folder)
        if path.is_dir():
            target.mkdir()
        else:
            target.write_bytes(path.read_bytes().replace(b"id: sample-course", b"id: second-course"))
    alone = karmakit("build", folder, other, "--jobs", "1", "--out", tmp_path / "one")
    together = karmakit("build", folder, other, "--jobs", "2", "--out", tmp_path / "two")
    assert (alone.status, together.status) == (0, 0), together.err
    assert [line.split()[-1] for line in alone.out.splitlines()] == [line.split()[-1] for line in together.out.splitlines()]
