"""What forges and pre-commit take up from here: their steps are run as the forge would run them, in a scratch repository."""

import json
import re
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
import yaml
from forge_runs import BROKEN, FILES, MODULE, outputs, run


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
    template = yaml.safe_load((root / ".gitlab/check.yml").read_text(encoding="utf-8"))
    job = template["karmakit"]
    return {**job, "variables": {**template["variables"], **job["variables"]}}


def edit(root: Path, text: str) -> None:
    (root / MODULE).write_text(FILES[MODULE] + text, encoding="utf-8")


@pytest.mark.parametrize("name", ["check", "review", "vetted"])
def test_the_actions_take_values_by_the_environment_and_pin_what_they_use(root, name):
    folder = root / ".github" / "actions" / name
    action = yaml.safe_load((folder / "action.yml").read_text(encoding="utf-8"))
    for each in action["runs"]["steps"]:
        if "run" in each:
            assert "${{" not in each["run"]  # what stands there would be run as it is, whoever wrote it
            assert each["shell"] == "bash"
            called = re.findall(r'bash "\$GITHUB_ACTION_PATH/([a-z./]+)"', each["run"])
            text = "\n".join([each["run"], *((folder / script).read_text(encoding="utf-8") for script in called)])
            named = set(re.findall(r"\$\{?([A-Z_]+)\b", text))
            given = {*each.get("env", {}), "GITHUB_OUTPUT", "GITHUB_STEP_SUMMARY", "GITHUB_ACTION_PATH", "RUNNER_TEMP", "RANDOM"}
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
