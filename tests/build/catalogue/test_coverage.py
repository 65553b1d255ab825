"""The coverage of a framework: counted by sub-theme and level, drawn, written as a table, what is missing first."""

from lxml import html

from karmakit_build.catalogue.coverage import Cell, coverage, coverages
from karmakit_build.catalogue.entry import Taught
from karmakit_build.catalogue.making import catalogue

PATH = ("Functional", "Handling RTI Matters", "RTI Responsiveness")


def line(covered, *path):
    return next(one for one in covered.lines if one.path == path)


def page(entries, terms, path="coverage.html"):
    return html.fromstring(catalogue(entries, terms)[path].decode())


def test_courses_are_counted_by_subtheme_and_level(entry):
    covered = coverage(
        "kcm",
        [
            entry("one"),
            entry("two", competencies=(Taught(*PATH, 1, 1, 0), Taught(*PATH, 2, 1, 4))),
        ],
    )
    assert line(covered, *PATH).cells == {1: Cell(2, 1), 2: Cell(1, 1)}
    assert covered.missing(line(covered, *PATH)) == (3,)


def test_every_subtheme_of_the_framework_has_a_line_whether_a_course_teaches_it_or_not(entry):
    covered = coverage("kcm", [entry()])
    assert len(covered.complete) == sum(
        len(names) for area, themes in covered.framework.areas.items() if area != "Domain" for names in themes.values()
    )
    assert sum(one.is_taught for one in covered.complete) == 1


def test_a_competency_without_a_level_has_a_column_of_its_own(entry):
    assert coverage("kcm", [entry()]).levels == (1, 2, 3)
    covered = coverage("kcm", [entry(competencies=(Taught(*PATH, 0, 1, 0),))])
    assert covered.levels == (1, 2, 3, 0)
    assert covered.missing(line(covered, *PATH)) == (1, 2, 3)


def test_a_domain_competency_that_we_do_not_know_is_counted_and_called_so(entry, terms):
    one = entry(competencies=(Taught("Domain", "Lighthouses", "Lamp Oil", 1, 1, 0),))
    assert not line(coverage("kcm", [one]), "Domain", "Lighthouses", "Lamp Oil").known
    shown = page([one], terms)
    assert shown.xpath("//section[@id='table']//th[contains(., 'Lamp Oil') and contains(., 'not in the framework')]")
    assert shown.xpath("//section[@id='picture']//*[local-name()='title' and text()='Lighthouses']")


def test_the_list_of_domain_competencies_is_called_not_complete(entry, terms):
    assert "this list is not complete" in page([entry()], terms).text_content()


def test_what_no_course_teaches_comes_first(entry, terms):
    first, second = page([entry()], terms).xpath("//main/section")[:2]
    assert first.xpath("string(h2)") == "What no course teaches"
    assert "RTI Records Management" in first.text_content()
    assert "RTI Responsiveness" not in first.text_content()
    assert "RTI Responsiveness missing: Tactical, Strategic" in " ".join(second.text_content().split())


def test_a_theme_is_drawn_with_its_numbers_and_says_in_words_what_it_shows(entry, terms):
    (theme,) = page([entry("one"), entry("two")], terms).xpath(
        "//*[local-name()='svg'][*[local-name()='title' and text()='Handling RTI Matters']]"
    )
    described = theme.xpath("string(*[local-name()='desc'])")
    assert "RTI Responsiveness: Operational: 2 courses, asked about in 2" in described
    assert "RTI Records Management: no course" in described
    assert theme.xpath(".//*[local-name()='text' and @class='count']/text()") == ["2"]
    assert len(theme.xpath(".//*[@class='asked']")) == 1


def test_the_table_says_what_the_picture_shows(entry, terms):
    (row,) = page([entry()], terms).xpath("//table//tr[th[contains(., 'RTI Responsiveness')]]")
    assert row.xpath("td/text()") == ["1 course, asked about in 1", "none", "none"]


def test_each_framework_has_a_page_that_leads_to_the_others(entry, terms):
    entries = [entry("one"), entry("two"), entry("three", framework="frac")]
    assert [one.framework.id for one in coverages(entries)] == ["kcm", "frac"]
    assert page(entries, terms).xpath("//main//a/@href[. = 'coverage-frac.html']")
    assert page(entries, terms, "coverage-frac.html").xpath("//main//a/@href[. = 'coverage.html']")
