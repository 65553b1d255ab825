"""What forges and pre-commit take up from here: their steps are run as the forge would run them, in a scratch repository."""

import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
import yaml

FORKED = str(Path(__file__).with_name("forked.py"))
MODULE = "courses/sample/modules/start.md"
FILES = {
    "README.md": "# A repository\n",
    "karmakit.toml": '[check]\nselect = ["ACC", "MET014", "LNG009"]\nterms = { "e-mail" = "email" }\n',
    "courses/sample/course.yml": """id: sample
title: Counting the days
summary: How the time limit of an application is counted.
outcomes: [Count the time limit of an application]
language: en
provider: Institute of Examples
licence: CC-BY-4.0
version: 1.0.0
audience: {roles: [Section officer], level: operational}
contact: {name: Course desk, email: desk@example.gov.in}
publisher: {domain: training.example.gov.in}
units:
  - {id: basics, title: The basics, modules: [start]}
""",
    MODULE: """---
title: Counting the thirty days
kind: explore
duration: 1 min
---

The thirty days run from the day on which the application reaches the office.
""",
}
BROKEN = "\n![](../media/none.png)\n"


@pytest.fixture
def bash():
    """The way of bash on which the forges run their steps."""
    found = shutil.which("bash")
    if not found or sys.platform == "win32":
        pytest.skip("there is no bash here that takes paths of this system")
    return [found, "--noprofile", "--norc", "-eo", "pipefail", "-c"]


@pytest.fixture(scope="module")
def command() -> Iterator[str]:
    """A line of shell that calls karmakit, in a fork of one process that has it loaded."""
    if not hasattr(os, "fork"):
        pytest.skip("this system has no forks")
    # a socket's place must be short
    with tempfile.TemporaryDirectory(prefix="k-") as folder:
        served = [sys.executable, FORKED, "serve", f"{folder}/s"]
        with subprocess.Popen(served, stdout=subprocess.PIPE, text=True, env={**os.environ, "KARMAKIT_NO_CACHE": "1"}) as server:
            try:
                assert server.stdout
                assert server.stdout.readline() == "ready\n"
                yield f"exec '{sys.executable}' -I -S '{FORKED}' call '{folder}/s' \"$@\""
            finally:
                server.terminate()


@pytest.fixture
def repository(tmp_path, git, command):
    """A repository with one published course; the commands `karmakit` and `python` stand in `bin` beside it."""
    root = tmp_path / "scratch"
    for name, text in FILES.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, encoding="utf-8")
    git(root, "init", "-q")
    git(root, "add", "-A")
    git(root, "commit", "-q", "-m", "published")
    commands = tmp_path / "bin"
    commands.mkdir()
    script(commands / "karmakit", command)
    script(commands / "python", f"printf '%s\\n' \"$@\" > '{tmp_path}/python-was-called'")
    return root


def script(path: Path, line: str) -> None:
    path.write_text(f"#!/bin/sh\n{line}\n", encoding="utf-8")
    path.chmod(0o755)


def run(bash: list[str], step: str, root: Path, **values: str) -> subprocess.CompletedProcess[str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("GIT_", "GITHUB_", "CI_"))}
    environment = {
        **kept,
        "PATH": f"{root.parent / 'bin'}{os.pathsep}{os.environ['PATH']}",
        "RUNNER_TEMP": str(root.parent),
        **values,
    }
    for name in ("GITHUB_OUTPUT", "GITHUB_STEP_SUMMARY"):
        environment.setdefault(name, str(root.parent / name.lower()))
    return subprocess.run([*bash, step], cwd=root, env=environment, capture_output=True, text=True, check=False, timeout=60)


def outputs(root: Path) -> dict[str, str]:
    lines = (root.parent / "github_output").read_text(encoding="utf-8").splitlines()
    return dict(line.split("=", 1) for line in lines)


@pytest.fixture
def action(root):
    return yaml.safe_load((root / ".github/actions/check/action.yml").read_text(encoding="utf-8"))


@pytest.fixture
def step(action):
    """Return the script of a step by its id or name."""
    steps = action["runs"]["steps"]
    return lambda name: next(each["run"] for each in steps if name in {each.get("id"), each.get("name")})


@pytest.fixture
def job(root):
    return yaml.safe_load((root / ".gitlab/check.yml").read_text(encoding="utf-8"))["karmakit"]


def edit(root: Path, text: str) -> None:
    (root / MODULE).write_text(FILES[MODULE] + text, encoding="utf-8")


def test_the_action_takes_values_by_the_environment_and_pins_what_it_uses(action):
    for each in action["runs"]["steps"]:
        if "run" in each:
            assert "${{" not in each["run"]  # what stands there would be run as it is, whoever wrote it
            assert each["shell"] == "bash"
            named = set(re.findall(r"\$\{?([A-Z_]+)\b", each["run"]))
            given = {*each.get("env", {}), "GITHUB_OUTPUT", "GITHUB_STEP_SUMMARY", "GITHUB_ACTION_PATH", "RUNNER_TEMP"}
            assert named <= given
        else:
            assert re.fullmatch(r"[a-z-]+/[a-z/-]+@v\d+", each["uses"])
    inputs = set(re.findall(r"inputs\.([a-z]+)", json.dumps(action)))
    assert inputs == set(action["inputs"])


def test_the_action_installs_its_own_checkout_or_what_it_is_told(bash, repository, step, tmp_path):
    here = {"GITHUB_ACTION_PATH": "/checkout/.github/actions/check"}
    assert run(bash, step("Install karmakit"), repository, **here, PACKAGE="").returncode == 0
    assert (tmp_path / "python-was-called").read_text().splitlines()[-1] == "/checkout/.github/actions/check/../../.."
    run(bash, step("Install karmakit"), repository, **here, PACKAGE="karmakit==0.1.0")
    assert (tmp_path / "python-was-called").read_text().splitlines()[-1] == "karmakit==0.1.0"


def test_the_checkout_of_the_action_is_the_root_of_the_project(root):
    assert (root / ".github" / "actions" / "check" / "../../../pyproject.toml").is_file()


@pytest.mark.parametrize(
    ("values", "base"),
    [
        ({"ASKED": "", "TARGET": "", "BEFORE": ""}, ""),
        ({"ASKED": "", "TARGET": "", "BEFORE": "0" * 40}, ""),
        ({"ASKED": "HEAD", "TARGET": "x", "BEFORE": "y"}, "HEAD"),
        ({"ASKED": "", "TARGET": "HEAD", "BEFORE": "y"}, "HEAD"),
        ({"ASKED": "", "TARGET": "", "BEFORE": "HEAD"}, "HEAD"),
    ],
    ids=["nothing", "a new branch", "what is asked for", "the target", "the push"],
)
def test_the_action_finds_what_was_published(bash, repository, step, values, base):
    done = run(bash, step("base"), repository, **values)
    assert done.returncode == 0, done.stderr
    assert outputs(repository) == {"base": base}


@pytest.mark.parametrize("asked", ["", "v1", "origin/release"])
def test_the_action_fetches_what_a_shallow_checkout_lacks(bash, repository, git, step, asked):
    around = repository.parent
    published = git(repository, "rev-parse", "HEAD")
    git(repository, "tag", "v1")
    git(repository, "branch", "release")
    edit(repository, "\nMore.\n")
    git(repository, "commit", "-q", "-a", "-m", "changed")
    git(around, "clone", "-q", "--depth=1", "--no-tags", repository.as_uri(), "shallow")
    assert run(bash, step("base"), around / "shallow", ASKED=asked, TARGET="" if asked else published, BEFORE="").returncode == 0
    base = outputs(around / "shallow")["base"]
    assert base == (asked or published)
    done = run(bash, f"karmakit check --base '{base}'", around / "shallow")
    assert "has changed since version 1.0.0" in done.stdout, done.stderr


def test_the_action_warns_where_the_commit_before_a_push_is_no_more(bash, repository, step):
    done = run(bash, step("base"), repository, ASKED="", TARGET="", BEFORE="1" * 40)
    assert done.returncode == 0
    assert "::warning::" in done.stdout
    assert outputs(repository) == {"base": ""}


def test_the_action_annotates_fills_code_scanning_and_writes_a_summary(bash, repository, step):
    edit(repository, BROKEN)
    done = run(bash, step("check"), repository, PATHS="courses README.md --skip-outside", PROFILE="publish", BASE="HEAD")
    assert done.returncode == 0, done.stderr
    assert re.search(rf"^::error .*file={MODULE}", done.stdout, re.MULTILINE)
    told = outputs(repository)
    assert told["status"] == "1"
    log = json.loads(Path(told["sarif"]).read_text(encoding="utf-8"))
    assert {"ACC001", "MET014"} <= {each["ruleId"] for each in log["runs"][0]["results"]}
    assert Path(told["report"]).read_text(encoding="utf-8").lower().startswith("<!doctype html>")
    summary = (repository.parent / "github_step_summary").read_text(encoding="utf-8")
    assert "ACC001" in summary
    assert summary.rstrip().splitlines()[-1] == "`" * 18
    assert run(bash, step("Say how it went"), repository, STATUS=told["status"]).returncode == 1


def test_the_action_passes_a_sound_course(bash, repository, step):
    run(bash, step("check"), repository, PATHS=".", PROFILE="", BASE="")
    assert outputs(repository)["status"] == "0"
    assert run(bash, step("Say how it went"), repository, STATUS="0").returncode == 0


def test_the_action_says_what_could_not_be_checked(bash, repository, step):
    done = run(bash, step("check"), repository, PATHS="none", PROFILE="", BASE="")
    assert outputs(repository)["status"] == "2"
    assert "there is no such folder" in done.stderr
    assert "there is no such folder" in (repository.parent / "github_step_summary").read_text(encoding="utf-8")


def gitlab(bash, job, root, **values):
    given = {name: str(value) for name, value in job["variables"].items()}
    return run(bash, "\n".join(job["script"]), root, **{**given, **values})


def test_the_gitlab_job_reports_code_quality_and_tests_and_fails(bash, repository, job):
    edit(repository, BROKEN)
    done = gitlab(bash, job, repository, CI_MERGE_REQUEST_DIFF_BASE_SHA="HEAD")
    assert done.returncode == 1
    assert "ACC001" in done.stdout
    for kind, name in job["artifacts"]["reports"].items():
        content = (repository / name).read_text(encoding="utf-8")
        assert "ACC001" in content, kind
        assert "MET014" in content, kind
    assert json.loads((repository / job["artifacts"]["reports"]["codequality"]).read_text(encoding="utf-8"))[0]["fingerprint"]
    assert ET.fromstring((repository / job["artifacts"]["reports"]["junit"]).read_text(encoding="utf-8")).tag == "testsuites"
    assert (repository / job["artifacts"]["paths"][0]).read_text(encoding="utf-8").lower().startswith("<!doctype html>")


def test_the_gitlab_job_passes_a_sound_course_and_takes_its_variables(bash, repository, git, job):
    assert gitlab(bash, job, repository).returncode == 0
    git(repository, "tag", "v1")
    edit(repository, "\nMore.\n")
    assert gitlab(bash, job, repository, KARMAKIT_BASE="v1", KARMAKIT_PATHS="courses/sample").returncode == 1
    assert "profile draft" in gitlab(bash, job, repository, KARMAKIT_PROFILE="draft").stdout


def test_the_gitlab_job_installs_what_it_is_told(bash, repository, job, tmp_path):
    run(bash, "\n".join(job["before_script"]), repository, KARMAKIT_PACKAGE="karmakit==0.1.0")
    assert (tmp_path / "python-was-called").read_text().splitlines()[-1] == "karmakit==0.1.0"


@pytest.fixture
def hooks(root):
    return {hook["id"]: hook for hook in yaml.safe_load((root / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))}


def test_the_hooks_see_the_files_of_courses_and_no_others(hooks):
    for hook in hooks.values():
        files = re.compile(hook["files"])
        assert files.search("course.yml")
        assert files.search("courses/sample/course.yml")
        assert files.search("courses/sample/glossary.md")
        assert files.search(MODULE)
        assert files.search("courses/sample/media/film.hi.vtt")
        assert not files.search("README.md")
        assert not files.search("courses/sample/my-course.yml")
        assert hook["language"] == "python"
        assert hook["require_serial"]


def test_the_check_hook_is_called_with_names_of_files(bash, repository, hooks):
    names = f"'{MODULE}' courses/sample/course.yml README.md"
    assert run(bash, f"{hooks['karmakit-check']['entry']} {names}", repository).returncode == 0
    edit(repository, BROKEN)
    done = run(bash, f"{hooks['karmakit-check']['entry']} {names}", repository)
    assert done.returncode == 1
    assert done.stdout.count("ACC001 image-alt-missing") == 1


def test_the_fix_hook_mends_the_course_of_a_file(bash, repository, hooks):
    edit(repository, "\nSend an e-mail.\n")
    run(bash, f"{hooks['karmakit-fix']['entry']} '{MODULE}'", repository)
    assert (repository / MODULE).read_text(encoding="utf-8").endswith("\nSend an email.\n")
