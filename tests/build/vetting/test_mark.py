"""A course that is not vetted says so on its cover, on every page and on paper; a vetted one says nothing."""

import io
import re
import zipfile
from dataclasses import replace

import pytest

from karmakit_build.compiler import compile_course
from karmakit_build.editions import facilitator_edition, learner_edition
from karmakit_build.shell import document
from karmakit_schemas.languages import find, tags

LINE = '<p class="not-vetted" role="note">This edition has not been vetted.</p>'


def built(karmakit, institute):
    """Return the files of the bundles of a course, by bundle and path."""
    done = karmakit("build", institute.course, "--target", "scorm12,web,igot", "--out", institute.folder / "out")
    assert done.status == 0, done.err
    folder = institute.folder / "out" / "host"
    zips = {path.name: read(path.read_bytes()) for path in sorted(folder.rglob("*.zip"))}
    return {**zips, "checklist": {"checklist.md": (folder / "igot" / "checklist.md").read_bytes()}}


def read(data):
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def pages_of(bundles):
    return {
        f"{bundle}/{path}": data.decode()
        for bundle, files in bundles.items()
        for path, data in files.items()
        if path.endswith(".html")
    }


def test_every_page_of_a_course_that_nobody_passed_says_so_once_above_its_heading(institute, karmakit):
    bundles = built(karmakit, institute)
    pages = pages_of(bundles)
    assert {path.rpartition("/")[2] for path in pages} >= {"index.html", "example.html", "print.html", "facilitator.html"}
    assert {path: page.count(LINE) for path, page in pages.items()} == dict.fromkeys(pages, 1)
    for page in pages.values():
        assert page.index("<main") < page.index(LINE) < page.index("<h1")
    assert b"> **This edition has not been vetted.**" in bundles["checklist"]["checklist.md"]


def test_a_vetted_course_says_nothing(vetted, karmakit):
    bundles = built(karmakit, vetted)
    assert [path for path, page in pages_of(bundles).items() if 'class="not-vetted"' in page] == []
    assert b"not been vetted" not in bundles["checklist"]["checklist.md"]


def test_a_change_to_one_module_marks_every_page(vetted, karmakit):
    module = vetted.course / "modules" / "example.md"
    module.write_text(module.read_text(encoding="utf-8") + "\nOne more sentence.\n", encoding="utf-8")
    assert all(LINE in page for page in pages_of(built(karmakit, vetted)).values())


def test_on_paper_it_stands_at_the_foot_of_every_page(make):
    pages = compile_course(make.course(make.module("one")))
    for edition in (learner_edition, facilitator_edition):
        foot = re.compile(r'@bottom-left\{content:"This edition has not been vetted')
        assert foot.search(edition(replace(pages, vetted=False)).decode())
        assert not foot.search(edition(pages).decode())


@pytest.mark.parametrize("tag", [*tags(), "ta", "en-IN", "ar"])
def test_it_is_said_in_the_language_of_the_course_or_in_english(make, tag):
    pages = compile_course(make.course(make.module("one"), language=tag))
    said = (find(tag) or find("en")).say("not-vetted")
    page = document(pages.cover, replace(pages, vetted=False), "default-src 'none'")
    assert f'<p class="not-vetted" role="note">{said}</p>' in page
    assert "not-vetted" not in document(pages.cover, pages, "default-src 'none'")


def test_each_language_says_it_in_words_of_its_own():
    said = [language.say("not-vetted") for tag in tags() if (language := find(tag))]
    assert len(set(said)) == len(tags())
