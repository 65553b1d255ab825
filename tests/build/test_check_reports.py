"""`karmakit check` writes reports into files, in the reader's language; `karmakit rules` says when its list is stale."""

import json
import shutil
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
FORMATS = ("text", "json", "sarif", "github", "gitlab", "junit", "html")


@pytest.fixture
def course(tmp_path, monkeypatch):
    """Lay out a course with one picture that nobody describes."""
    folder = tmp_path / "courses" / "host"
    shutil.copytree(ROOT / "tests" / "validators" / "host", folder)
    module = folder / "modules" / "example.md"
    module.write_text(module.read_text(encoding="utf-8") + "\n![](../media/logo.svg)\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return folder


@pytest.mark.parametrize("form", FORMATS)
def test_every_format_goes_into_a_file_as_it_is_printed(course, karmakit, tmp_path, form):
    printed = karmakit("check", "courses", "--format", form)
    written = karmakit("check", "courses", "--format", form, "--output", "out/report")
    assert printed.status == written.status == 1
    assert (tmp_path / "out" / "report").read_text(encoding="utf-8") == printed.out
    assert written.out == "1 error in 1 file (profile review). The report is in out/report.\n"


def test_the_formats_of_the_command_are_those_of_the_reports():
    from karmakit_build.cli.check import command  # noqa: PLC0415 - as the command line does
    from karmakit_validators.report import FORMATS as KNOWN  # noqa: PLC0415 - the same

    (option,) = [each for each in command.params if each.name == "form"]
    assert tuple(option.type.choices) == KNOWN == FORMATS


def test_a_report_that_cannot_be_written_is_one_line(course, karmakit):
    (course / "file").write_text("", encoding="utf-8")
    said = karmakit("check", "courses", "--output", "courses/host/file/report.txt")
    assert said.status == 2
    assert said.err.startswith("karmakit: cannot write to")
    assert said.err.count("\n") == 1


def test_a_report_of_nothing_is_written_all_the_same_and_never_says_fit(course, karmakit, tmp_path):
    said = karmakit("check", "courses/gone", "--format", "html", "--output", "report.html")
    assert said.status == 2
    page = (tmp_path / "report.html").read_text(encoding="utf-8")
    assert "Nothing was checked" in page
    assert "courses/gone" in page
    assert 'class="verdict fit"' not in page


def test_what_could_be_checked_beside_what_could_not_is_not_called_fit(course, karmakit, tmp_path):
    karmakit("check", "courses", "courses/gone", "--ignore", "ACC001", "--format", "html", "--output", "report.html")
    assert "Not everything was checked" in (tmp_path / "report.html").read_text(encoding="utf-8")


def test_findings_are_told_in_hindi_and_programs_are_told_that_they_are(course, karmakit):
    said = json.loads(karmakit("check", "courses", "--lang", "hi", "--format", "json").out)
    assert said["lang"] == "hi"
    assert "वैकल्पिक पाठ नहीं है" in said["courses"][0]["findings"][0]["message"]
    assert "त्रुटि ACC001" in karmakit("check", "courses", "--lang", "hi").out


def test_the_language_may_stand_in_the_configuration(course, karmakit, tmp_path):
    (tmp_path / "karmakit.toml").write_text('[check]\nlang = "hi"\n', encoding="utf-8")
    assert "त्रुटि ACC001" in karmakit("check", "courses").out
    assert "error ACC001" in karmakit("check", "courses", "--lang", "en").out


def test_explain_speaks_hindi(karmakit):
    said = karmakit("explain", "image-alt-missing", "--lang", "hi").out
    assert said.splitlines()[2] == "*त्रुटि; अनिवार्य; स्तर: फ़ाइल*"


def test_rules_are_listed_written_and_found_stale(karmakit, tmp_path):
    file = tmp_path / "rules.md"
    assert karmakit("rules", "--format", "md", "--check", str(file)).status == 1
    assert karmakit("rules", "--format", "md", "--output", str(file)).status == 0
    assert karmakit("rules", "--format", "md", "--check", str(file)).status == 0
    file.write_bytes(file.read_bytes().replace(b"\n", b"\r\n"))
    assert karmakit("rules", "--format", "md", "--check", str(file)).status == 0
    file.write_text("# All rules\n", encoding="utf-8")
    stale = karmakit("rules", "--format", "md", "--check", str(file))
    assert (stale.status, stale.err.count("\n")) == (1, 1)
    assert file.read_text(encoding="utf-8") == "# All rules\n"


def test_rules_either_write_or_check(karmakit, tmp_path):
    assert karmakit("rules", "--output", str(tmp_path / "a"), "--check", str(tmp_path / "b")).status == 2
