"""The cover: what the course is, and the way to every page."""

import pytest

from karmakit_build.compiler import compile_course

TACTICAL = {"area": "Functional", "theme": "Handling RTI Matters", "subtheme": "RTI Responsiveness"}


@pytest.fixture
def cover(make):
    """Return the cover of a course with these facts."""

    def write(*modules, **meta):
        return compile_course(make.course(*(modules or (make.module("one"),)), **meta)).cover.main

    return write


def test_it_says_what_the_course_is_for_whom_and_how_long(cover):
    html = cover(subtitle="A <sub>", audience={"roles": ["Clerk", "Officer"]}, outcomes=["Do it", {"id": "b", "text": "And that"}])
    assert "<h1>A sample &amp; more</h1>" in html
    assert '<p class="subtitle">A &lt;sub&gt;</p>' in html
    assert "<span>1 module</span> <span>4 minutes</span> <span>The institute</span>" in html
    assert "Clerk, Officer" in html
    assert "<li>Do it</li><li>And that</li>" in html
    assert '<p class="start"><a class="button primary" href="pages/one.html">Start</a></p>' in html


def test_it_leads_to_every_module_by_unit(make, cover):
    html = cover(make.module("one"), make.module("two", kind="test"))
    assert '<section class="unit"><h3>The unit</h3><ol>' in html
    assert '<li data-module="two" data-kind="test"><a href="pages/two.html"><span class="title">Module two</span></a>' in html


def test_a_competency_stands_once_at_its_highest_level_by_name(make, cover):
    html = cover(
        make.module("one", competencies=[{**TACTICAL, "level": 2}]),
        make.module("two", competencies=[{**TACTICAL, "level": "Operational"}]),
    )
    assert html.count("RTI Responsiveness") == 1
    assert '<span class="level">Level: Tactical</span>' in html


def test_in_another_language_the_level_is_a_number_and_the_name_says_that_it_is_english(make, cover):
    html = cover(make.module("one", competencies=[{**TACTICAL, "level": "Tactical"}]), language="hi")
    assert '<span lang="en">Handling RTI Matters' in html
    assert "Tactical" not in html


def test_help_names_the_desk_and_every_way_to_reach_it(cover):
    contact = {"name": "Desk", "email": "a@example.org", "phone": "+91 11 2345", "url": "https://example.org/help"}
    html = cover(contact=contact)
    assert '<a href="mailto:a@example.org">a@example.org</a>' in html
    assert '<a href="tel:+91112345">+91 11 2345</a>' in html
    assert 'href="https://example.org/help"' in html


def test_credits_name_provider_licence_people_and_works_of_others(make, cover):
    work = {"file": "media/a.svg", "title": "Desk", "author": "A. Artist", "source": "https://example.org/a", "licence": "CC0-1.0"}
    html = cover(
        make.module("one", authors=["B. Author"], translators=["A. Translator"]), credits=[work, {**work, "source": "an archive"}]
    )
    assert "Published by The institute" in html
    assert "Licence: CC-BY-4.0" in html
    assert "A. Translator, B. Author" in html
    assert 'href="https://example.org/a"' in html
    assert "Desk (an archive), A. Artist, CC0-1.0" in html


def test_a_course_in_a_language_without_a_pack_is_built_with_english_words(make):
    pages = compile_course(make.course(make.module("one"), language="ta"))
    assert pages.course.meta.language == "ta"
    assert "Contents" in pages.cover.main


@pytest.mark.parametrize(
    ("tag", "direction"),
    [
        ("ks-Arab", "rtl"),
        ("sd", "rtl"),
        ("sd-Deva", "ltr"),
        ("ta", "ltr"),
        ("ur", "rtl"),
        ("hi", "ltr"),
    ],
)
def test_a_course_runs_as_its_script_runs(make, tag, direction):
    assert compile_course(make.course(make.module("one"), language=tag)).data["dir"] == direction
