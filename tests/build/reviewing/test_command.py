"""`karmakit review --format html`: which files it makes, and what it says where it cannot."""

import base64
import hashlib
import json
import re
import shutil

import pytest
from dulwich import porcelain


def parts(path):
    """Return the policy, the styles, the script and the data of a pack."""
    text = path.read_text(encoding="utf-8")
    policy = re.search(r'Content-Security-Policy" content="([^"]*)"', text)[1]
    data = json.loads(re.search(r'<script type="application/json" id="pack">(.*?)</script>', text, re.DOTALL)[1])
    styles = [re.search(r"<style>(.*?)</style>", text, re.DOTALL)[1], data["frames"]["style"]]
    return policy, styles, re.search(r"<script>(.*?)</script>", text, re.DOTALL)[1], data


def test_without_a_base_and_a_policy_all_is_new_and_nothing_can_be_decided(karmakit, folder, tmp_path):
    output = tmp_path / "pack.html"
    said = karmakit("review", folder, "--format", "html", "--output", output)
    assert (said.status, said.err) == (0, "")
    assert said.out == f"The pack is in {output}.\n"
    text = output.read_text(encoding="utf-8")
    assert "There is no vetting policy yet" in text
    assert "All of it is to be read." in text
    assert 'id="save"' not in text
    assert 'id="person"' not in text


def test_the_policy_knows_the_script_and_both_styles_by_their_digests_and_allows_nothing_else(karmakit, folder, tmp_path):
    output = tmp_path / "pack.html"
    karmakit("review", folder, "--format", "html", "--output", output)
    policy, styles, script, _ = parts(output)
    digests = [base64.b64encode(hashlib.sha256(text.encode()).digest()).decode() for text in (script, *styles)]
    assert policy == (
        f"default-src 'none'; script-src 'sha256-{digests[0]}'; style-src 'sha256-{digests[1]}' 'sha256-{digests[2]}'; "
        "img-src data:; media-src data:; font-src data:; base-uri 'none'; form-action 'none'"
    )


def test_the_same_course_makes_the_same_bytes(karmakit, folder, tmp_path):
    one, two = tmp_path / "one.html", tmp_path / "two.html"
    for output in (one, two):
        karmakit("review", folder, "--format", "html", "--output", output, "--lang", "hi")
    assert one.read_bytes() == two.read_bytes()


def test_several_courses_make_a_folder_with_a_pack_each(karmakit, folder, tmp_path):
    shutil.copytree(folder, tmp_path / "other" / folder.name)
    said = karmakit("review", folder, tmp_path / "other", "--format", "html", "--output", tmp_path / "packs")
    assert said.status == 0
    names = [f"{folder.name}.review.html", f"{folder.name}-2.review.html"]
    assert sorted(path.name for path in (tmp_path / "packs").iterdir()) == sorted(names)


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ([], "--output"),
        (["--output", "pack.html", "--fail-on-new-errors"], "--fail-on-new-errors"),
        (["--output", "pack.html", "--base", " "], "--base names nothing"),
        (["--output", "pack.html", "--base", "v1"], "v1"),
    ],
)
def test_what_makes_no_sense_is_said_in_one_line(karmakit, folder, monkeypatch, options, said):
    monkeypatch.chdir(folder.parent)
    told = karmakit("review", folder, "--format", "html", *options)
    assert told.status == 2
    assert said in told.err
    assert told.err.count("\n") == 1
    assert not (folder.parent / "pack.html").exists()


def test_a_course_that_cannot_be_read_whole_has_no_pack(karmakit, folder, tmp_path):
    module = folder / "modules" / "counting.md"
    module.write_text(module.read_text(encoding="utf-8").replace("kind: ", "kind: [", 1), encoding="utf-8")
    told = karmakit("review", folder, "--format", "html", "--output", tmp_path / "pack.html")
    assert told.status == 2
    assert "cannot be read whole" in told.err
    assert not (tmp_path / "pack.html").exists()


@pytest.fixture
def published(folder, monkeypatch):
    """The course's folder, tagged `v1` in the repository around it."""
    monkeypatch.setenv("HOME", str(folder.parent))  # nobody's configuration of Git
    monkeypatch.setenv("XDG_CONFIG_HOME", str(folder.parent))
    monkeypatch.chdir(folder.parent)
    porcelain.init(str(folder.parent)).close()
    porcelain.add(str(folder.parent), [str(path) for path in folder.rglob("*") if path.is_file()])
    author = b"Desk <desk@example.gov.in>"
    porcelain.commit(
        str(folder.parent), b"published", author=author, committer=author, author_timestamp=0, commit_timestamp=0, sign=False
    )
    porcelain.tag_create(str(folder.parent), b"v1")
    return folder


def view(path, name):
    text = path.read_text(encoding="utf-8")
    return re.search(rf'<section class="view" id="part-{name}".*?(?=<section class="view"|</main>)', text, re.DOTALL)[0]


def test_all_of_a_long_change_is_told(karmakit, published, tmp_path):
    module = published / "modules" / "counting.md"
    long = " ".join(f"word{number}" for number in range(2_000))
    module.write_text(module.read_text(encoding="utf-8") + f"\n{long}\n", encoding="utf-8")
    output = tmp_path / "pack.html"
    assert karmakit("review", published, "--base", "v1", "--format", "html", "--output", output).status == 0
    assert f"<ins>{long}</ins>" in view(output, "counting")
    assert "Nothing changed here." in view(output, "final-test")


def test_what_is_only_written_otherwise_is_said_where_it_stands(karmakit, published, tmp_path):
    module = published / "modules" / "counting.md"
    text = module.read_text(encoding="utf-8")
    assert "The thirty days" in text
    module.write_text(text.replace("The thirty days", "The thirty\ndays"), encoding="utf-8")
    output = tmp_path / "pack.html"
    assert karmakit("review", published, "--base", "v1", "--format", "html", "--output", output).status == 0
    assert "1 place is only written otherwise" in view(output, "counting")


def test_a_module_that_came_and_one_that_went_are_said(karmakit, published, tmp_path):
    (published / "modules" / "counting.md").rename(published / "modules" / "reckoning.md")
    new = published / "modules" / "reckoning.md"
    new.write_text(new.read_text(encoding="utf-8").replace("thirty", "sixty").replace("due", "other"), encoding="utf-8")
    file = published / "course.yml"
    file.write_text(file.read_text(encoding="utf-8").replace("counting", "reckoning"), encoding="utf-8")
    output = tmp_path / "pack.html"
    assert karmakit("review", published, "--base", "v1", "--format", "html", "--output", output).status == 0
    assert "counting" in view(output, "_course")
