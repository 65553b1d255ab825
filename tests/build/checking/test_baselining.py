"""A baseline on the command line: made once, hiding what it records, and never growing."""

import json

import pytest

LONG = "A sentence " + "that goes on and on " * 20 + "ends.\n"
NO_ALT = "\n![](../media/desk.svg)\n"
BASELINE = "karmakit-baseline.json"


@pytest.fixture
def old(folder, monkeypatch):
    """A module of an old course, with a sentence that is too long; here is the folder above the course."""
    monkeypatch.chdir(folder.parent)
    module = folder / "modules" / "counting.md"
    module.write_text(
        module.read_text(encoding="utf-8").replace("Count the next day", LONG + "Count the next day"), encoding="utf-8"
    )
    return module


@pytest.fixture
def check(karmakit):
    """Check for one rule, or for those that are named."""
    return lambda *arguments, select="LNG001,ACC001": karmakit("check", "sample-course", "--select", select, *arguments)


def add(module, text):
    module.write_text(module.read_text(encoding="utf-8") + text, encoding="utf-8")


def test_a_baseline_is_made_and_hides_what_it_records(check, old):
    made = check("--baseline", BASELINE, "--write-baseline")
    assert made.status == 0
    assert made.err == f"karmakit: {BASELINE}: the baseline records 1 finding; gates are never hidden\n"
    said = check("--baseline", BASELINE)
    assert (said.status, said.err) == (0, f"karmakit: 1 finding hidden by the baseline {BASELINE}\n")
    assert "LNG001" not in said.out
    assert "LNG001" in check().out


def test_the_configuration_names_the_baseline_and_a_build_goes_by_it(karmakit, check, old, tmp_path):
    (tmp_path / "karmakit.toml").write_text(
        f'[check]\nbaseline = "{BASELINE}"\n[check.severity]\nLNG001 = "error"\n', encoding="utf-8"
    )
    assert check().status == 2
    assert karmakit("check", "sample-course", "--write-baseline").status == 0
    assert check().status == 0
    built = karmakit("build", "sample-course", "--target", "web")
    assert built.status == 0, built.err
    assert "hidden by the baseline" in built.err


def test_moved_lines_change_nothing_and_new_faults_are_shown(check, old):
    check("--baseline", BASELINE, "--write-baseline")
    text = old.read_text(encoding="utf-8")
    old.write_text(text.replace("The thirty days run", "A line before.\n\nThe thirty days run"), encoding="utf-8")
    assert "LNG001" not in check("--baseline", BASELINE).out
    add(old, "\n" + LONG.replace("on and on", "off and off"))
    assert "LNG001" in check("--baseline", BASELINE).out


def test_a_gate_is_never_recorded(check, old):
    add(old, NO_ALT)
    made = check("--baseline", BASELINE, "--write-baseline")
    assert made.status == 1
    assert "ACC001" in made.out
    assert "ACC001" not in (old.parent.parent.parent / BASELINE).read_text(encoding="utf-8")


def test_a_baseline_that_is_there_is_not_made_again(check, old, tmp_path):
    check("--baseline", BASELINE, "--write-baseline")
    before = (tmp_path / BASELINE).read_bytes()
    add(old, "\n" + LONG.replace("on and on", "off and off"))
    said = check("--baseline", BASELINE, "--write-baseline")
    assert said.status == 2
    assert "only ever shrinks" in said.err
    assert (tmp_path / BASELINE).read_bytes() == before


def test_what_is_mended_is_told_and_can_be_taken_out(check, old, tmp_path):
    check("--baseline", BASELINE, "--write-baseline")
    old.write_text(old.read_text(encoding="utf-8").replace(LONG, ""), encoding="utf-8")
    told = f"karmakit: 1 finding of the baseline {BASELINE} is mended"
    assert check("--baseline", BASELINE).err == f"{told}: take them out with --prune-baseline\n"
    assert check("--baseline", BASELINE, "--prune-baseline").err == f"{told} and taken out of it\n"
    assert json.loads((tmp_path / BASELINE).read_bytes())["findings"] == []
    assert check("--baseline", BASELINE).err == ""


def test_pruning_adds_nothing(check, old, tmp_path):
    check("--baseline", BASELINE, "--write-baseline")
    before = (tmp_path / BASELINE).read_bytes()
    add(old, "\n" + LONG.replace("on and on", "off and off"))
    check("--baseline", BASELINE, "--prune-baseline")
    assert (tmp_path / BASELINE).read_bytes() == before


def test_rules_that_were_not_asked_are_not_taken_for_mended(check, old, tmp_path):
    check("--baseline", BASELINE, "--write-baseline")
    before = (tmp_path / BASELINE).read_bytes()
    assert check("--baseline", BASELINE, "--prune-baseline", select="ACC").err == ""
    assert (tmp_path / BASELINE).read_bytes() == before


def test_a_course_that_cannot_be_read_whole_is_not_taken_for_mended(check, old, tmp_path):
    check("--baseline", BASELINE, "--write-baseline")
    before = (tmp_path / BASELINE).read_bytes()
    old.write_text(old.read_text(encoding="utf-8").replace("kind: do", "kind: [do"), encoding="utf-8")
    check("--baseline", BASELINE, "--prune-baseline", select="LNG001,STR")
    assert (tmp_path / BASELINE).read_bytes() == before


def test_a_course_that_is_no_more_is_mended(karmakit, check, old, folder, tmp_path):
    check("--baseline", BASELINE, "--write-baseline")
    folder.rename(tmp_path / "another-course")
    said = karmakit("check", "another-course", "--select", "ACC001", "--baseline", BASELINE, "--prune-baseline")
    assert "1 finding of the baseline" in said.err


def test_one_baseline_speaks_of_many_courses(karmakit, old, folder, tmp_path):
    other = tmp_path / "other-course"
    other.mkdir()
    for file in folder.rglob("*"):
        if file.is_file():
            (other / file.relative_to(folder)).parent.mkdir(exist_ok=True)
            (other / file.relative_to(folder)).write_bytes(file.read_bytes())
    arguments = ("check", "--select", "LNG001", "--baseline", BASELINE)
    assert "records 2 findings" in karmakit(*arguments, "--write-baseline").err
    entries = json.loads((tmp_path / BASELINE).read_bytes())["findings"]
    assert [entry["course"] for entry in entries] == ["other-course", "sample-course"]
    assert "2 findings hidden" in karmakit(*arguments).err


def test_the_baseline_knows_courses_by_their_way_from_it(karmakit, old, folder, tmp_path, monkeypatch):
    karmakit("check", "--select", "LNG001", "--baseline", BASELINE, "--write-baseline")
    monkeypatch.chdir(folder)
    assert "1 finding hidden" in karmakit("check", "--select", "LNG001", "--baseline", f"../{BASELINE}").err


def test_nothing_is_recorded_where_a_course_cannot_be_read(karmakit, old, tmp_path):
    (tmp_path / "empty").mkdir()
    said = karmakit("check", "sample-course", "empty", "--baseline", BASELINE, "--write-baseline")
    assert said.status == 2
    assert not (tmp_path / BASELINE).exists()


@pytest.mark.parametrize("task", ["--write-baseline", "--prune-baseline"])
def test_a_task_without_a_file_asks_for_one(check, old, task):
    said = check(task)
    assert said.status == 2
    assert "Name its file" in said.err


@pytest.mark.parametrize("content", [None, b"{", b'{"version": 1, "findings": [1]}'])
@pytest.mark.parametrize("task", [(), ("--prune-baseline",)])
def test_a_baseline_that_cannot_be_used_is_one_line_and_stays_as_it_is(check, old, tmp_path, content, task):
    if content is not None:
        (tmp_path / BASELINE).write_bytes(content)
    said = check("--baseline", BASELINE, *task)
    assert (said.status, said.out, said.err.count("\n")) == (2, "", 1)
    assert said.err.startswith(f"karmakit: {BASELINE}: ")
    assert content is None or (tmp_path / BASELINE).read_bytes() == content


def test_a_folder_is_no_baseline(check, old):
    for task in ((), ("--write-baseline",)):
        said = check("--baseline", "sample-course", *task)
        assert (said.status, said.err.count("\n")) == (2, 1)


def test_a_link_to_nothing_is_not_written_through(check, old, tmp_path):
    try:
        (tmp_path / BASELINE).symlink_to(tmp_path / "elsewhere.json")
    except OSError:
        pytest.skip("this system makes no links")
    assert check("--baseline", BASELINE, "--write-baseline").status == 2
    assert not (tmp_path / "elsewhere.json").exists()
