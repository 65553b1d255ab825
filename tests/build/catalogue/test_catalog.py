"""`karmakit catalog`: whole or not at all, over its own work alone, and in one line where it cannot."""

import json
import shutil

import pytest


@pytest.fixture
def out(tmp_path):
    return tmp_path / "catalogue"


def test_it_writes_a_folder_that_opens_from_the_disk_and_says_what_is_in_it(folder, out, karmakit):
    said = karmakit("catalog", folder.parent, "--out", out, "--title", "Our  courses")
    assert said.status == 0
    assert "1 course" in said.out
    assert "113 of 114 sub-themes of kcm are taught by none" in said.out
    assert {"index.html", "coverage.html", "feed.json", "catalogue.json", "style.css"} <= {path.name for path in out.iterdir()}
    assert json.loads((out / "feed.json").read_bytes())["title"] == "Our courses"


def test_an_old_catalogue_is_replaced_with_all_its_pages(folder, out, karmakit):
    other = folder.parent / "other"
    shutil.copytree(folder, other)
    course = other / "course.yml"
    course.write_text(course.read_text(encoding="utf-8").replace("id: sample-course", "id: other-course"), encoding="utf-8")
    assert karmakit("catalog", folder, other, "--out", out).status == 0
    assert (out / "courses" / "other-course.html").exists()
    assert karmakit("catalog", folder, "--out", out).status == 0
    assert [path.name for path in (out / "courses").iterdir()] == ["sample-course.html"]


def test_a_folder_that_holds_anything_else_is_left_alone(folder, out, karmakit):
    out.mkdir()
    (out / "index.html").write_text("mine", encoding="utf-8")
    said = karmakit("catalog", folder, "--out", out)
    assert said.status == 2
    assert "would be lost" in said.err
    assert [path.name for path in out.iterdir()] == ["index.html"]


def test_a_page_that_a_person_changed_is_not_lost(folder, out, karmakit):
    assert karmakit("catalog", folder, "--out", out).status == 0
    (out / "index.html").write_text("mine", encoding="utf-8")
    assert karmakit("catalog", folder, "--out", out).status == 2
    assert (out / "index.html").read_text(encoding="utf-8") == "mine"


def test_a_build_of_another_kind_is_left_alone(folder, out, karmakit):
    record = out / "karmakit" / "provenance.json"
    record.parent.mkdir(parents=True)
    record.write_text(json.dumps({"target": "web", "files": []}), encoding="utf-8")
    said = karmakit("catalog", folder, "--out", out)
    assert said.status == 2
    assert "holds no catalogue" in said.err


def test_courses_that_cannot_be_read_are_told_and_the_others_listed(folder, out, tmp_path, karmakit):
    said = karmakit("catalog", folder, tmp_path / "gone", "--out", out)
    assert said.status == 1
    assert "gone" in said.err
    assert "Traceback" not in said.err
    assert (out / "courses" / "sample-course.html").exists()


def test_nothing_is_written_where_there_is_nothing_to_list(out, tmp_path, karmakit):
    said = karmakit("catalog", tmp_path, "--out", out)
    assert said.status == 2
    assert "no course" in said.err
    assert not out.exists()


@pytest.mark.parametrize("address", ["example.gov.in", "javascript:alert(1)", "https://a b/", "https://a/?q"])
def test_an_address_that_is_none_is_refused(address, folder, out, karmakit):
    said = karmakit("catalog", folder, "--out", out, "--url", address)
    assert said.status == 2
    assert "no address on the web" in said.err
