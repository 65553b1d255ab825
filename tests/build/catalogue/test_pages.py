"""The pages of a catalogue: whole, linked, safe against the text of courses, and each text in its own language."""

import posixpath
import re
from dataclasses import replace
from datetime import date
from urllib.parse import unquote

import pytest
from lxml import html

from karmakit_build.catalogue import places
from karmakit_build.catalogue.entry import Status, Step
from karmakit_build.catalogue.making import catalogue
from karmakit_build.catalogue.words import length, words

HOSTILE = '</title><script>alert(1)</script><img src=x onerror=alert(1)> "&\u202e\x00'
HINDI = "सूचना का अधिकार"
URDU = "معلومات کا حق"


def parsed(files, path):
    return html.fromstring(files[path].decode())


def texts(files, path, selector):
    return [" ".join(node.text_content().split()) for node in parsed(files, path).xpath(selector)]


def titles(files, path):
    return texts(files, path, "//article//h2")


@pytest.fixture
def many(entry):
    """Return courses that differ in all that a catalogue goes by."""
    return (
        entry("short", title="A short one", steps=(Step("one", "One", "do", 30.0),), status=Status.vetted),
        entry("hour", title="B an hour", steps=(Step("one", "One", "do", 31.0),), review_by=date(2026, 11, 21)),
        entry("hindi", title=HINDI, language="hi", roles=("अनुभाग अधिकारी",), translations=(("en", "short"), ("ur", "gone"))),
        entry("urdu", title=URDU, language="ur", status=Status.demonstration, steps=(Step("one", "One", "do", 121.0),)),
        entry("tagged", title="Tagged", language="xx-yy", roles=(), competencies=(), judged=False),
    )


def test_every_link_leads_to_a_file_of_the_catalogue(many, terms):
    files = catalogue(many, terms)
    for path in files:
        if path.endswith(".html"):
            for link in parsed(files, path).xpath("//@href"):
                if not re.match(r"(mailto|data):|#", link):
                    target = posixpath.normpath(posixpath.join(posixpath.dirname(path), unquote(link.partition("#")[0])))
                    assert target in files, (path, link)


def test_every_file_can_lie_on_every_disk(many, terms):
    assert all(re.fullmatch(r"[a-z0-9./-]{1,100}", path) for path in catalogue(many, terms))


def test_every_page_is_reached_from_the_first(many, terms):
    files = catalogue(many, terms)
    reached, waiting = set(), ["index.html"]
    while waiting:
        path = waiting.pop()
        if path in reached or not path.endswith(".html"):
            continue
        reached.add(path)
        hrefs = parsed(files, path).xpath("//a/@href[not(starts-with(., '#')) and not(starts-with(., 'mailto:'))]")
        waiting += [posixpath.normpath(posixpath.join(posixpath.dirname(path), link)) for link in hrefs]
    assert reached == {path for path in files if path.endswith(".html")}


def test_a_page_holds_no_script_and_may_load_its_style_alone(many, terms):
    files = catalogue(many, terms)
    for path in files:
        if path.endswith(".html"):
            page = parsed(files, path)
            assert page.xpath("//script | //img | //iframe | //form | //@style | //@onclick") == []
            assert page.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")[0].startswith("default-src 'none'")


def test_text_of_a_course_is_never_markup(entry, terms):
    given = dict.fromkeys(("title", "subtitle", "summary", "provider", "licence", "version"), HOSTILE)
    one = entry(
        **given, roles=(HOSTILE,), keywords=(HOSTILE,), outcomes=(HOSTILE,), steps=(Step("one", HOSTILE, "do", 1.0),),
        competencies=(entry().competencies[0]._replace(area="Domain", theme=HOSTILE, subtheme=HOSTILE),),
    )  # fmt: skip
    files = catalogue((one,), replace(terms, title=HOSTILE))
    for path, data in files.items():
        assert b"<script" not in data or path.endswith(".json"), path
        assert b"<img" not in data or path.endswith(".json"), path
        assert b"\x00" not in data, path


def test_a_help_address_writes_to_one_alone(entry, terms):
    from karmakit_schemas.course import Contact  # noqa: PLC0415 - this test alone

    files = catalogue((entry(contact=Contact(name="Desk", email="desk@a.in?bcc=spy@b.c".replace("@b", "%40b"))),), terms)
    assert parsed(files, "courses/sample-course.html").xpath("//a[starts-with(@href, 'mailto:')]/@href") == [
        "mailto:desk@a.in%3Fbcc%3Dspy%2540b.c"
    ]


@pytest.mark.parametrize(
    ("name", "language", "direction"), [("hindi", "hi", "ltr"), ("urdu", "ur", "rtl"), ("tagged", "xx-yy", "auto")]
)
def test_each_course_is_shown_in_its_own_language_and_direction(name, language, direction, many, terms):
    heading = parsed(catalogue(many, terms), f"courses/{name}.html").xpath("//h1")[0]
    assert (heading.get("lang"), heading.get("dir")) == (language, direction)


def test_a_course_names_its_translations_and_leads_to_those_that_are_there(many, terms):
    page = parsed(catalogue(many, terms), "courses/hindi.html")
    assert page.xpath("//a[@hreflang='en']/@href") == ["../courses/short.html"]
    assert "gone, not in this catalogue" in page.text_content()


def test_courses_are_listed_by_duration(many, terms):
    files = catalogue(many, terms)
    listed = [titles(files, f"durations/{number}.html") for number in range(1, 5)]
    assert listed == [["A short one", HINDI, "Tagged"], ["B an hour"], [], [URDU]]


def test_courses_are_listed_by_status_and_by_an_overdue_review(many, terms):
    files = catalogue(many, terms)
    assert titles(files, "status/vetted.html") == ["A short one"]
    assert titles(files, "status/demonstration.html") == [URDU]
    assert titles(files, "status/not-vetted.html") == ["B an hour", HINDI, "Tagged"]
    assert titles(files, "status/review-passed.html") == ["B an hour"]
    assert "Review was due on 2026-11-21" in parsed(files, "courses/hour.html").text_content()


def test_courses_are_listed_by_role_in_the_language_of_the_role(many, terms):
    files = catalogue(many, terms)
    assert texts(files, "roles.html", "//main//li/a") == ["Section Officer", "अनुभाग अधिकारी", "Section Officer"]
    assert titles(files, places.group_page("roles", "hi", "अनुभाग अधिकारी")) == [HINDI]


def test_courses_are_listed_by_area_theme_and_subtheme(many, terms):
    files = catalogue(many, terms)
    names = ("Functional", "Handling RTI Matters", "RTI Responsiveness")
    assert texts(files, "competencies.html", "//main//li/a") == list(names)
    for depth in (1, 2, 3):
        assert len(titles(files, places.group_page("competencies", *names[:depth]))) == 4


def test_a_course_no_policy_speaks_for_says_so(many, terms):
    assert "No policy says who has to pass this course." in parsed(catalogue(many, terms), "courses/tagged.html").text_content()


def test_long_lists_are_divided_and_say_where_one_is(entry, terms):
    files = catalogue([entry(f"course-{number:03}", title=f"Course {number:03}") for number in range(401)], terms)
    assert [len(titles(files, path)) for path in ("index.html", "index-2.html", "index-3.html")] == [200, 200, 1]
    assert "401 to 401 of 401" in parsed(files, "index-3.html").text_content()
    role = places.group_page("roles", "en", "Section Officer")
    assert len(titles(files, places.numbered(role, 3))) == 1


def test_the_same_courses_give_the_same_bytes(many, terms):
    assert catalogue(many, terms) == catalogue(many, terms)


def test_a_catalogue_can_be_in_hindi_and_its_courses_keep_their_language(many, terms):
    files = catalogue(many, replace(terms, language="hi"))
    page = parsed(files, "index.html")
    assert page.get("lang") == "hi"
    assert "5 पाठ्यक्रम" in page.text_content()
    assert "A short one" in titles(files, "index.html")


def test_both_languages_say_the_same_things_with_the_same_holes():
    english, hindi = words("en").texts, words("hi").texts
    assert english.keys() == hindi.keys()
    for key, text in english.items():
        assert sorted(re.findall(r"{\w+}", text)) == sorted(re.findall(r"{\w+}", hindi[key])), key


@pytest.mark.parametrize(("minutes", "said"), [(0, "0 min"), (45, "45 min"), (60, "1 h"), (125, "2 h 5 min")])
def test_a_duration_is_told_as_people_say_it(minutes, said):
    assert length(minutes, words("en")) == said
