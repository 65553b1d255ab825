"""The overview of a course: its pages with their numbers, the maps, and what is found of the course as a whole."""

from karmakit_build.compiler.markup import escape, tag
from karmakit_build.preview.competency_map import competency_map
from karmakit_build.preview.document import Crumb, document, section, sheet
from karmakit_build.preview.findings import findings, tally
from karmakit_build.preview.module_table import module_table
from karmakit_build.preview.numbers import numbers
from karmakit_build.preview.objective_map import objective_map
from karmakit_build.preview.showing import COVER, Showing, Unread
from karmakit_build.preview.vetted import vetting
from karmakit_build.preview.ways import Way, module_page


def overview(showing: Showing, way: Way) -> bytes:
    """Return the page."""
    course, found = showing.course, showing.part.findings
    lang = course.meta.language if course else ""
    cover = tag("a", "The cover, as learners meet it", href=way.to(module_page(showing.name, COVER)), class_="button")
    lead = tag("h1", escape(showing.title), lang=lang or None) + tag("p", escape(tally(found).capitalize()))
    parts = [
        tag("header", lead + (tag("p", cover) if showing.pages else ""), class_="lead"),
        section("Pages", module_table(showing, way)),
        section("Findings of the course as a whole", findings(showing.by_page.get(COVER, ()), showing, way)),
        section("Competencies and modules", competency_map(showing, way)),
        section("Objectives and questions", objective_map(showing, way)),
        section("Numbers", numbers(showing, None, COVER)),
    ]
    if subject := showing.subjects.get(COVER):
        parts.append(section("Vetting of the course as a whole", vetting(subject)))
    return document(showing.title, sheet("".join(parts)), way, (Crumb(showing.title, lang=lang),), course=showing.name)


def unread(course: Unread, way: Way) -> bytes:
    """Return the page of a course that cannot be read: why, and the mend."""
    line = course.line.replace(str(course.folder), course.name)  # the site of a repository names no folder of a machine
    text = f'<header class="lead"><h1>{escape(course.name)}</h1></header>\n<p class="note">{escape(line)}</p>\n'
    return document(course.name, sheet(text), way, (Crumb(course.name),), course=course.name)
