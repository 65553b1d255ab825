"""`karmakit check --fix`: what it writes, what it says, and what it leaves alone."""

import json
import re
import shutil
import subprocess
import sys

import pytest

from karmakit_build.checking.rewriting import Change, diff, rewrite
from karmakit_schemas.errors import OutputError

FAULTS = "\nThe cafe\u0301 opens at nine.\n\nThe the office is shut.\n"


@pytest.fixture
def faulty(folder):
    """Return the sample course with one fault of a safe fix and one of an unsafe one; and the module they stand in."""
    module = folder / "modules" / "counting.md"
    module.write_bytes(module.read_bytes() + FAULTS.encode())
    return folder, module


def state(folder):
    return {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_fix_mends_what_is_safe_and_says_what_else_could_be_mended(karmakit, faulty):
    folder, module = faulty
    said = karmakit("check", folder, "--fix", "--select", "STR015,LNG023")
    assert said.status == 0
    assert "mended 1 of 2 findings; --unsafe-fixes would mend 1 more" in said.err
    assert "LNG023" in said.out
    assert "STR015" not in said.out
    text = module.read_text(encoding="utf-8")
    assert "The caf\u00e9 opens" in text
    assert "The the office" in text


def test_unsafe_fixes_mends_both_and_a_second_run_nothing(karmakit, faulty):
    folder, module = faulty
    said = karmakit("check", folder, "--unsafe-fixes", "--select", "STR015,LNG023")
    assert "mended 2 of 2 findings\n" in said.err
    assert "\nThe office is shut.\n" in module.read_text(encoding="utf-8")
    before = state(folder)
    assert "mended 0 of 0 findings\n" in karmakit("check", folder, "--unsafe-fixes", "--select", "STR015,LNG023").err
    assert state(folder) == before


def test_diff_shows_what_fix_would_do_and_writes_nothing(karmakit, faulty):
    folder, module = faulty
    before = state(folder)
    said = karmakit("check", folder, "--diff", "--select", "STR015,LNG023")
    assert said.status == 1
    assert said.out.startswith(f"--- {module.as_posix()}\n+++ {module.as_posix()}\n@@ ")
    assert "\n-The cafe\u0301 opens at nine.\n+The caf\u00e9 opens at nine.\n" in said.out
    assert "would mend 1 of 2 findings" in said.err
    assert state(folder) == before
    assert "\n-The the office" in karmakit("check", folder, "--diff", "--unsafe-fixes", "--select", "LNG023").out


def test_a_diff_of_nothing_is_empty_and_no_fault(karmakit, folder):
    said = karmakit("check", folder, "--diff")
    assert (said.status, said.out) == (0, "")


def test_fix_is_a_word_for_check_fix(karmakit, faulty):
    folder, module = faulty
    assert karmakit("fix", folder, "--diff").status == 1
    assert "mended" in karmakit("fix", folder).err
    assert "The caf\u00e9 opens" in module.read_text(encoding="utf-8")


def test_windows_line_ends_and_a_byte_order_mark_are_left_as_they_are(karmakit, faulty):
    folder, module = faulty
    data = b"\xef\xbb\xbf" + module.read_bytes().replace(b"\n", b"\r\n")
    module.write_bytes(data)
    karmakit("check", folder, "--fix", "--select", "STR015")
    assert module.read_bytes() == data.replace("e\u0301".encode(), "\u00e9".encode())


def test_the_other_formats_stay_whole(karmakit, faulty):
    said = karmakit("check", faulty[0], "--fix", "--format", "json", "--select", "STR015,LNG023")
    assert [finding["code"] for finding in json.loads(said.out)["courses"][0]["findings"]] == ["LNG023"]
    assert "mended 1 of 2" in said.err


def test_a_report_says_how_many_findings_fix_would_mend(karmakit, faulty):
    for selected, told in (
        ("STR015,LNG023", "`karmakit check --fix` mends 1 of them, `--unsafe-fixes` 1 more.\n"),
        ("STR015", "`karmakit check --fix` mends 1 of them.\n"),
        ("LNG023", "`karmakit check --unsafe-fixes` mends 1 of them; look at the result.\n"),
    ):
        assert told in karmakit("check", faulty[0], "--select", selected).out


def test_a_course_that_cannot_be_read_does_not_keep_the_others_from_being_mended(karmakit, faulty, tmp_path):
    folder, module = faulty
    said = karmakit("check", tmp_path / "none", folder, "--fix")
    assert said.status == 2
    assert "there is no such folder" in said.err
    assert "The caf\u00e9 opens" in module.read_text(encoding="utf-8")


def test_a_file_that_is_read_only_is_one_line_and_nothing_is_half_done(karmakit, faulty):
    folder, module = faulty
    course = folder / "course.yml"
    course.write_text(course.read_text(encoding="utf-8").replace("Counting", "Cafe\u0301"), encoding="utf-8")
    module.chmod(0o444)
    before = state(folder)
    said = karmakit("check", folder, "--fix", "--select", "STR015")
    assert said.status == 2
    assert re.fullmatch(r"karmakit: [^\n]*counting\.md: is read-only; make it writable, nothing was written\n", said.err)
    assert state(folder) == before


@pytest.mark.skipif(sys.platform == "win32", reason="links need a right there")
def test_a_link_in_the_course_is_followed_to_its_file_and_stays_a_link(karmakit, faulty):
    folder, module = faulty
    (folder / "texts").mkdir()
    module.rename(folder / "texts" / "counting.md")
    module.symlink_to("../texts/counting.md")
    karmakit("check", folder, "--fix", "--select", "STR015")
    assert module.is_symlink()
    assert "The caf\u00e9 opens" in (folder / "texts" / "counting.md").read_text(encoding="utf-8")


@pytest.mark.skipif(sys.platform == "win32", reason="links need a right there")
def test_a_link_that_came_meanwhile_and_leads_out_of_the_course_is_not_followed(folder, tmp_path):
    outside = tmp_path / "outside.md"
    outside.write_bytes(b"old")
    (folder / "glossary.md").symlink_to(outside)
    with pytest.raises(OutputError, match="leads out of the course"):
        rewrite([Change(folder, "glossary.md", b"old", b"new")])
    assert outside.read_bytes() == b"old"


def test_a_file_that_was_changed_meanwhile_is_not_written_over(folder):
    course = folder / "course.yml"
    with pytest.raises(OutputError, match="was changed meanwhile"):
        rewrite([Change(folder, "course.yml", b"as it was read", b"new")])
    assert course.read_bytes() != b"new"


def test_where_one_file_cannot_be_put_in_place_all_are_as_they_were(folder, monkeypatch):
    before = state(folder)
    changes = [Change(folder, name, (folder / name).read_bytes(), b"new") for name in ("course.yml", "modules/counting.md")]
    replace = type(folder).replace
    calls = []

    def fail_second(self, target):
        calls.append(target)
        if len(calls) == 2:
            raise PermissionError(13, "Permission denied")
        return replace(self, target)

    monkeypatch.setattr(type(folder), "replace", fail_second)
    with pytest.raises(OutputError, match=r"counting\.md: cannot be written"):
        rewrite(changes)
    assert state(folder) == before


def test_the_rights_of_a_file_stay(karmakit, faulty):
    folder, module = faulty
    module.chmod(0o640)
    before = module.stat().st_mode
    karmakit("check", folder, "--fix", "--select", "STR015")
    assert module.stat().st_mode == before
    assert sorted(path.name for path in module.parent.iterdir()) == ["counting.md", "final-test.md"]


def test_a_diff_tells_of_a_missing_line_end(tmp_path):
    shown = diff([Change(tmp_path, "a.md", b"\xef\xbb\xbfone\r\ntwo", b"\xef\xbb\xbfone\r\n2\x0c2")])
    name = (tmp_path / "a.md").as_posix()
    ends = "\\ No newline at end of file\n"
    assert shown == f"--- {name}\n+++ {name}\n@@ -1,2 +1,2 @@\n one\n-two\n{ends}+2\x0c2\n{ends}"


@pytest.mark.parametrize(
    "options", [("--fix", "--watch"), ("--fix", "--write-baseline"), ("--watch", "--prune-baseline"), ("--diff", "--output", "x")]
)
def test_options_that_do_not_go_together_are_refused(karmakit, folder, options):
    said = karmakit("check", folder, *options)
    assert (said.status, said.out) == (2, "")
    assert said.err.count("\n") == 1


@pytest.mark.slow
@pytest.mark.skipif(not shutil.which("git"), reason="there is no Git here to apply it")
def test_the_diff_is_one_that_git_applies(faulty, tmp_path):
    folder, module = faulty
    code = "import sys; from karmakit_build.cli import main; sys.exit(main())"
    command = [sys.executable, "-c", code, "check", folder.name, "--diff", "--select", "STR015"]
    shown = subprocess.run(command, cwd=tmp_path, capture_output=True, check=False)
    done = subprocess.run(["git", "apply", "-p0", "-"], cwd=tmp_path, input=shown.stdout, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr
    assert "The caf\u00e9 opens" in module.read_text(encoding="utf-8")
