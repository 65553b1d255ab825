"""A change on a forge, from its review to vetted: the steps of the actions and jobs, run against a bare repository."""

import re
import shutil
import subprocess
import zipfile
from pathlib import Path

import pytest
import yaml
from forge_runs import BROKEN, FILES, MODULE, lay_out, outputs, run, script

KEYGEN = shutil.which("ssh-keygen")
MARK = "<!-- karmakit review -->"
PEOPLE = {"expert": "subject-expert", "designer": "instructional-designer"}
COURSE = "courses/sample"
pytestmark = pytest.mark.skipif(not KEYGEN, reason="OpenSSH is not installed here")


@pytest.fixture(scope="module")
def keys(tmp_path_factory):
    folder = tmp_path_factory.mktemp("keys")
    for name in (*PEOPLE, *(f"stranger-{name}" for name in PEOPLE)):
        subprocess.run([KEYGEN, "-q", "-t", "ed25519", "-N", "", "-f", folder / name], check=True)
    return folder


@pytest.fixture(scope="module")
def forge(tmp_path_factory, command, bash, git, keys):
    """A forge's bare repository, what was published in it vetted, and beside it a shallow clone and the commands of runs."""
    around = tmp_path_factory.mktemp("forge")
    repository = lay_out(around, git, command)
    people = "".join(
        f"  - {{id: {name}, title: {name.title()}, institution: The institute, roles: [{role}], keys: "
        f'[{{key: "{(keys / f"{name}.pub").read_text().strip()}", since: 2026-01-01, until: 2099-12-31}}]}}\n'
        for name, role in PEOPLE.items()
    )
    (repository / ".vetting").mkdir()
    (repository / ".vetting" / "policy.yml").write_text(
        "version: 1\nname: The institute\nowners: {persons: [expert], quorum: 1}\nframework: null\n"
        f"quorum: {{persons: 2, roles: [{{role: subject-expert}}, {{role: instructional-designer}}]}}\npersons:\n{people}",
        encoding="utf-8",
    )
    lines = ["karmakit vet policy .vetting", f"karmakit vet sign .vetting --as expert --key {keys / 'expert'}"]
    done = run(bash, "\n".join([*lines, *approvals(keys)]), repository)
    assert done.returncode == 0, done.stderr
    git(repository, "add", "-A")
    git(repository, "commit", "-q", "-m", "vetted")
    git(around, "clone", "-q", "--bare", str(repository), "forge.git")
    git(around, "clone", "-q", "--depth=1", (around / "forge.git").as_uri(), "clone")
    return around


@pytest.fixture
def change(tmp_path, forge, git):
    """The clone, on the branch of a change that nobody has passed."""
    for name in ("clone", "bin"):
        shutil.copytree(forge / name, tmp_path / name)
    clone = tmp_path / "clone"
    git(clone, "checkout", "-q", "-b", "change")
    (clone / MODULE).write_text(FILES[MODULE] + "\nThe day of receipt is not counted.\n", encoding="utf-8")
    git(clone, "commit", "-q", "-a", "-m", "changed")
    return clone


def approvals(keys, *subjects):
    subjects = subjects or ("_course", "start")
    return [
        f"karmakit vet decide {COURSE} {' '.join(subjects)} --as {name} --role {role} --approve --no-conflict --key {keys / name}"
        for name, role in PEOPLE.items()
    ]


@pytest.fixture
def step(bash, root, change):
    """Run a step of an action by its id or name, as for a pull request to the main branch."""

    def play(action, name, **values):
        steps = yaml.safe_load((root / ".github/actions" / action / "action.yml").read_text(encoding="utf-8"))["runs"]["steps"]
        text = next(each["run"] for each in steps if name in {each.get("id"), each.get("name")})
        (change.parent / "github_output").unlink(missing_ok=True)
        (change.parent / "github_step_summary").unlink(missing_ok=True)
        return run(bash, text, change, action, **values)

    return play


def base_of(change, step, git, action="review"):
    target = git(change, "rev-parse", "origin/main")
    done = step(action, "base", ASKED="", TARGET=target, BEFORE="")
    assert done.returncode == 0, done.stderr
    assert outputs(change) == {"base": target}
    return target


def review(change, step, git):
    done = step("review", "review", PATHS=".", BASE=base_of(change, step, git), TARGETS="scorm12")
    assert done.returncode == 0, done.stderr
    return outputs(change)


def test_the_base_comes_with_all_of_the_history_that_a_shallow_clone_lacks(change, step, git):
    assert git(change, "rev-parse", "--is-shallow-repository") == "true"
    base_of(change, step, git)
    assert git(change, "rev-parse", "--is-shallow-repository") == "false"
    assert git(change, "log", "--format=%s").splitlines() == ["changed", "vetted", "published"]


def test_what_others_did_meanwhile_is_no_part_of_a_change(change, step, git):
    left = git(change, "rev-parse", "origin/main")
    git(change, "checkout", "-q", "-b", "other", "origin/main")
    git(change, "commit", "-q", "--allow-empty", "-m", "meanwhile")
    ahead = git(change, "rev-parse", "HEAD")
    git(change, "checkout", "-q", "change")
    step("review", "base", ASKED="", TARGET=ahead, BEFORE="")
    assert outputs(change) == {"base": left}


@pytest.mark.parametrize(
    ("asked", "before", "word"), [("", "0" * 40, ""), ("", "1" * 40, "::warning::"), ("nowhere", "", "::warning::")]
)
def test_without_a_base_nothing_is_compared(change, step, asked, before, word):
    done = step("review", "base", ASKED=asked, TARGET="", BEFORE=before)
    assert done.returncode == 0, done.stderr
    assert word in done.stdout
    assert outputs(change) == {"base": ""}


def test_a_review_leaves_the_text_of_a_comment_a_pack_and_bundles(change, step, git):
    told = review(change, step, git)
    text = Path(told["comment"]).read_text(encoding="utf-8")
    assert text.startswith(MARK)
    assert "The day of receipt is not counted." in text
    pack = Path(told["packs"]) / "courses-sample.html"
    assert pack.read_text(encoding="utf-8").lower().startswith("<!doctype html>")
    bundles = sorted(path.name for path in Path(told["bundles"]).rglob("*.zip"))
    assert "sample-scorm12.zip" in bundles
    with zipfile.ZipFile(next(Path(told["bundles"]).rglob("sample-scorm12.zip"))) as bundle:
        assert any(b"not been vetted" in bundle.read(name) for name in bundle.namelist() if name.endswith(".html"))


def test_a_change_that_cannot_be_built_is_reviewed_and_checked_all_the_same(change, step, git):
    (change / MODULE).write_text(FILES[MODULE] + BROKEN, encoding="utf-8")
    told = review(change, step, git)
    assert "ACC001" in Path(told["comment"]).read_text(encoding="utf-8")
    assert "bundles" not in told
    done = step("review", "check", PATHS=".", PROFILE="", BASE="HEAD")
    assert re.search(rf"^::error .*file={MODULE}", done.stdout, re.MULTILINE)
    assert outputs(change)["status"] == "1"
    assert Path(outputs(change)["sarif"]).is_file()
    assert step("review", "Say how it went", STATUS="1").returncode == 1


def test_a_change_of_no_course_leaves_neither_packs_nor_bundles(change, step, git):
    git(change, "checkout", "-q", "main")
    told = review(change, step, git)
    assert sorted(path.name for path in Path(told["packs"]).iterdir()) == ["review.json", "review.md"]
    assert "bundles" not in told


def comment(step, api, file, text):
    file.write_text(f"{MARK}\n{text}\n", encoding="utf-8")
    values = {"GITHUB_TOKEN": "secret", "GITHUB_REPOSITORY": "institute/courses", "GITHUB_API_URL": api[1]}
    done = step("review", "Comment", REVIEW=str(file), NUMBER="12", AUTHOR="github-actions[bot]", **values)
    assert done.returncode == 0, done.stderr
    return done


def test_the_review_is_one_comment_that_is_renewed(tmp_path, step, api):
    comment(step, api, tmp_path / "review.md", "One")
    comment(step, api, tmp_path / "review.md", "Two")
    assert [one["body"] for one in api[0].comments] == [f"{MARK}\nTwo\n"]


def test_where_the_token_may_not_write_the_review_stands_in_the_summary(tmp_path, step, api):
    api[0].refused.add("POST")
    done = comment(step, api, tmp_path / "review.md", "One")
    assert "::notice::" in done.stdout
    assert (tmp_path / "github_step_summary").read_text(encoding="utf-8") == f"{MARK}\nOne\n"
    assert "secret" not in done.stdout + done.stderr


def vetted(change, step, git, roots):
    base = base_of(change, step, git, "vetted")
    return step("vetted", "Vetted", PATHS="courses", BASE=base, ROOTS=roots)


def test_the_check_vetted_fails_until_the_change_is_passed(change, step, bash, git, keys):
    root = (keys / "expert.pub").read_text(encoding="ascii")
    before = vetted(change, step, git, root)
    assert before.returncode == 1
    assert "VET002" in before.stdout
    summary = (change.parent / "github_step_summary").read_text(encoding="utf-8")
    assert "1 of 2 vetted" in summary
    assert summary.rstrip().splitlines()[-1] == "`" * 18
    done = run(bash, "\n".join(approvals(keys, "start")), change)
    assert done.returncode == 0, done.stderr
    git(change, "add", "-A")
    git(change, "commit", "-q", "-m", "passed")
    after = vetted(change, step, git, root)
    assert after.returncode == 0, after.stdout
    stranger = vetted(change, step, git, f"\n{root}{(keys / 'stranger-expert.pub').read_text(encoding='ascii')}")
    assert stranger.returncode == 1
    assert "VET013" in stranger.stdout


def test_the_check_vetted_believes_no_policy_without_a_root_key(change, step, git):
    done = vetted(change, step, git, "")
    assert done.returncode == 2
    assert "::error::no root key is given" in done.stdout


def test_a_policy_that_a_change_brings_itself_passes_nothing(change, step, bash, git, keys):
    own = change / "courses" / ".vetting"
    shutil.copytree(change / ".vetting", own)
    (own / "policy.json").unlink()
    text = (own / "policy.yml").read_text(encoding="utf-8")
    for name in PEOPLE:
        text = text.replace((keys / f"{name}.pub").read_text().strip(), (keys / f"stranger-{name}.pub").read_text().strip())
    (own / "policy.yml").write_text(text, encoding="utf-8")
    lines = [f"karmakit vet policy {own}", f"karmakit vet sign {own} --as expert --key {keys / 'stranger-expert'}"]
    done = run(
        bash, "\n".join([*lines, *(line.replace(f"--key {keys}/", f"--key {keys}/stranger-") for line in approvals(keys))]), change
    )
    assert done.returncode == 0, done.stderr
    said = vetted(change, step, git, (keys / "expert.pub").read_text(encoding="ascii"))
    assert said.returncode == 1
    assert "VET013" in said.stdout


def test_nothing_that_is_told_of_a_course_acts_in_the_log(change, step, bash, git, keys):
    remark = "x\n::error::pay attention\n::set-output name=a::b"
    ask = f"--as expert --role subject-expert --request-changes --reason '{remark}' --key {keys / 'expert'}"
    run(bash, f"karmakit vet decide {COURSE} start {ask}", change)
    said = vetted(change, step, git, (keys / "expert.pub").read_text(encoding="ascii")).stdout
    token = re.search(r"^::stop-commands::(karmakit-\d+)$", said, re.MULTILINE)
    assert token
    assert said.index(token[0]) < said.index("pay attention") < said.index(f"::{token[1]}::")


@pytest.fixture
def job(bash, root, change, git):
    """Run a job of the template for GitLab, with what it takes over from the hidden one, as for a merge request."""
    texts = [(root / ".gitlab" / name).read_text(encoding="utf-8") for name in ("check.yml", "review.yml")]
    check, jobs = map(yaml.safe_load, texts)
    git(change, "fetch", "-q", "--unshallow")

    def play(name, **values):
        given = {**check["variables"], **jobs["variables"], **jobs[jobs[name]["extends"]]["variables"]}
        told = {"CI_MERGE_REQUEST_DIFF_BASE_SHA": git(change, "rev-parse", "origin/main"), "CI_MERGE_REQUEST_IID": "12", **values}
        return run(bash, "\n".join(jobs[name]["script"]), change, **{key: str(value) for key, value in {**given, **told}.items()})

    return play


def test_the_gitlab_job_leaves_a_note_packs_and_bundles(change, job, api):
    token = {"KARMAKIT_GITLAB_TOKEN": "secret", "CI_PROJECT_ID": "7", "CI_API_V4_URL": api[1]}
    api[0].add(f"{MARK}\nOf an earlier run", id=api[0].me["id"])
    done = job("karmakit-review", KARMAKIT_PATHS="courses", **token)
    assert done.returncode == 0, done.stderr
    assert "secret" not in done.stdout + done.stderr
    (note,) = api[0].comments
    assert "The day of receipt is not counted." in note["body"]
    folder = change / "karmakit-review"
    assert {path.name for path in folder.iterdir()} == {"review.md", "review.json", "courses-sample.html", "bundles"}
    assert any(folder.rglob("sample-scorm12.zip"))


def test_the_gitlab_job_without_a_token_leaves_artifacts_alone(change, git, job):
    git(change, "checkout", "-q", "main")
    done = job("karmakit-review")
    assert done.returncode == 0, done.stderr
    assert "KARMAKIT_GITLAB_TOKEN is not set" in done.stdout
    assert (change / "karmakit-review" / "review.md").is_file()


def test_the_gitlab_job_vetted_fails_until_the_change_is_passed(change, bash, job, keys):
    roots = (keys / "expert.pub").read_text(encoding="ascii")
    before = job("vetted", KARMAKIT_PATHS="courses", KARMAKIT_ROOTS=roots)
    assert before.returncode == 1
    assert "VET002" in before.stdout
    unrooted = job("vetted")
    assert unrooted.returncode == 2
    assert "KARMAKIT_ROOTS is not set" in unrooted.stdout
    run(bash, "\n".join(approvals(keys, "start")), change)
    assert job("vetted", KARMAKIT_PATHS="courses", KARMAKIT_ROOTS=roots).returncode == 0
    stranger = job("vetted", KARMAKIT_ROOTS=f"{roots}\n{(keys / 'stranger-expert.pub').read_text(encoding='ascii')}")
    assert stranger.returncode == 1
    assert "VET013" in stranger.stdout


def test_the_gitlab_template_brings_the_check_and_takes_no_ready_script(root):
    jobs = yaml.safe_load((root / ".gitlab/review.yml").read_text(encoding="utf-8"))
    assert [(root / one["local"].lstrip("/")).is_file() for one in jobs["include"]] == [True]
    assert {name for name in jobs if not name.startswith(".")} == {"include", "variables", "karmakit-review", "vetted"}


def test_the_workflow_of_the_guide_comments_for_forks_by_the_number_that_the_event_tells(tmp_path, bash, root, change, api):
    page = (root / "authoring/guide/forge.md").read_text(encoding="utf-8")
    workflow = next(one for one in re.findall(r"^```yml\n(.*?)^```$", page, re.MULTILINE | re.DOTALL) if "workflow_run" in one)
    (step,) = yaml.safe_load(workflow)["jobs"]["comment"]["steps"]
    assert "${{" not in step["run"]
    (tmp_path / "review.md").write_text(f"{MARK}\nFrom a fork\n", encoding="utf-8")
    # what GitHub's own program would do: lay down the artifact, tell the number of the branch's request
    script(
        tmp_path / "bin" / "gh",
        f"echo \"$@\" >> '{tmp_path}/gh-was-called'\n"
        f"if [ \"$1\" = run ]; then mkdir review && cp '{tmp_path}/review.md' review; else echo 12; fi",
    )
    given = {"GITHUB_TOKEN": "secret", "GITHUB_REPOSITORY": "institute/courses", "GITHUB_API_URL": api[1]}
    done = run(bash, step["run"], change, **given, GH_TOKEN="secret", RUN="77", HEAD="asha:change")
    assert done.returncode == 0, done.stderr
    assert [one["body"] for one in api[0].comments] == [f"{MARK}\nFrom a fork\n"]
    called = (tmp_path / "gh-was-called").read_text(encoding="utf-8").splitlines()
    assert called[0].startswith("run download 77 ")
    assert "head=asha:change" in called[1]


def test_the_workflows_of_the_guide_hand_the_actions_inputs_that_they_have(root):
    page = (root / "authoring/guide/forge.md").read_text(encoding="utf-8")
    used = []
    for block in re.findall(r"^```yml\n(.*?)^```$", page, re.MULTILINE | re.DOTALL):
        shown = yaml.safe_load(block)
        steps = shown.get("steps") or [step for job in shown.get("jobs", {}).values() for step in job["steps"]]
        for step in steps:
            if found := re.fullmatch(r"OWNER/karmakit/(\.github/actions/[a-z]+)@v[\d.]+", step.get("uses", "")):
                action = yaml.safe_load((root / found[1] / "action.yml").read_text(encoding="utf-8"))
                assert set(step["with"]) <= set(action["inputs"])
                used.append(Path(found[1]).name)
    assert sorted(used) == ["check", "review", "vetted"]
