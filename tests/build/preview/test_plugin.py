"""The plugin puts the same pages into a site of mkdocs: strict builds are green, whatever the courses are like."""

import logging

import pytest
from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.exceptions import Abort
from mkdocs.livereload import LiveReloadServer

CONFIG = """site_name: An institute
docs_dir: guide
theme: {{name: readthedocs, highlightjs: false}}
plugins:
  - karmakit: {{courses: [{courses}]}}
use_directory_urls: {directories}
nav: [index.md, courses/index.md{nav}]
strict: true
validation: {{nav: {{omitted_files: warn, not_found: warn}}, links: {{not_found: warn}}}}
"""


@pytest.fixture
def site(folder, caplog):
    """Return what builds the site of a repository around the small course, strictly, and gives the folder of the site."""
    root = folder.parent
    (root / "guide").mkdir()
    (root / "guide" / "index.md").write_text("# The guide\n", encoding="utf-8")

    def make(*, courses=".", directories="false", nav=""):
        filled = CONFIG.format(courses=courses, directories=directories, nav=f", {nav}" if nav else "")
        (root / "mkdocs.yml").write_text(filled, encoding="utf-8")
        config = load_config(str(root / "mkdocs.yml"), site_dir=str(root / "site"))
        with caplog.at_level(logging.WARNING, logger="mkdocs"):
            build(config)
        assert [record.message for record in caplog.records if record.name.startswith("mkdocs")] == []
        return root / "site"

    return make


@pytest.fixture
def double(folder):
    """Write a word twice, which LNG023 finds."""
    module = folder / "modules" / "counting.md"
    module.write_text(text(module).replace("Count the next", "Count the the next"), encoding="utf-8")


def text(file):
    return file.read_text(encoding="utf-8")


def test_the_site_lists_the_courses_and_holds_every_page(site):
    made = site()
    assert 'href="sample-course/index.html" lang="en">Counting the days</a>' in text(made / "courses" / "index.html")
    assert "<iframe" in text(made / "courses" / "sample-course" / "modules" / "counting.html")
    assert "The thirty days run from" in text(made / "courses" / "sample-course" / "player" / "pages" / "counting.html")
    assert (made / "courses" / "sample-course" / "player" / "assets" / "player.js").is_file()


def test_rules_have_a_page_where_the_site_has_none(site, double):
    made = site()
    desk = text(made / "courses" / "sample-course" / "modules" / "counting.html")
    assert 'href="../../_rules/LNG023.html">LNG023 repeated-word</a>' in desk
    assert "repeated-word" in text(made / "courses" / "_rules" / "LNG023.html")
    assert '<a class="guide" href="../../../index.html">Guide</a>' in desk


@pytest.mark.parametrize(("directories", "address"), [("false", "rules/LNG023.html"), ("true", "rules/LNG023/")])
def test_rules_lead_to_the_pages_that_the_site_has(site, folder, double, directories, address):
    rules = folder.parent / "guide" / "rules"
    rules.mkdir()
    (rules / "LNG023.md").write_text("# LNG023\n\nAs we read it.\n", encoding="utf-8")
    made = site(directories=directories, nav="rules/LNG023.md")
    assert f'href="../../../{address}">LNG023 repeated-word</a>' in text(
        made / "courses" / "sample-course" / "modules" / "counting.html"
    )
    assert not (made / "courses" / "_rules" / "LNG023.html").exists()
    assert (made / "courses" / "_rules" / "LNG001.html").is_file()


def test_findings_are_no_warnings_and_what_can_be_shown_is_shown(site, folder):
    (folder / "course.yml").write_text("id: [broken\n", encoding="utf-8")
    made = site()
    assert "The thirty days run from" in text(made / "courses" / "sample-course" / "player" / "pages" / "counting.html")
    assert "error" in text(made / "courses" / "sample-course" / "index.html")


def test_a_course_that_cannot_be_read_at_all_has_a_page_that_says_so(site, folder):
    (folder / "modules" / "link.md").symlink_to("/nowhere")
    made = site()
    assert "is a link to nothing" in text(made / "courses" / "sample-course" / "index.html")
    assert "It cannot be read" in text(made / "courses" / "index.html")


def test_the_site_names_no_folder_of_the_machine(site, folder, double):
    made = site()
    for file in made.rglob("*.html"):
        assert str(folder.parent) not in text(file), file


def test_a_folder_that_is_not_there_is_one_line(site, caplog):
    with pytest.raises(Abort):
        site(courses="nowhere")
    (line,) = [record.message for record in caplog.records if record.levelno == logging.ERROR]
    assert line.startswith("karmakit: ")
    assert "nowhere: there is no such folder" in line


def test_an_institute_may_write_the_list_of_its_courses_itself(site, folder):
    (folder.parent / "guide" / "courses").mkdir()
    (folder.parent / "guide" / "courses" / "index.md").write_text("# What we teach\n", encoding="utf-8")
    made = site()
    assert "What we teach" in text(made / "courses" / "index.html")
    assert (made / "courses" / "sample-course" / "index.html").is_file()


def test_mkdocs_serve_watches_the_courses(folder, site, monkeypatch):
    site()
    config = load_config(str(folder.parent / "mkdocs.yml"))
    watched = []
    server = LiveReloadServer.__new__(LiveReloadServer)
    monkeypatch.setattr(server, "watch", watched.append, raising=False)
    config.plugins.on_serve(server, config=config, builder=lambda: None)
    assert watched == [str(folder)]
