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
from karmakit_build.preview.ways import COVER_PAGE, OVERVIEW, PAGES, Way, module_page


def overview(showing: Showing, way: Way) -> bytes:
    """Return the page."""
    course, found = showing.course, showing.part.findings
    lang = course.meta.language if course else ""
    say = way.say
    cover = tag("a", escape(say("overview.cover")), href=way.to(module_page(showing.name, COVER)), class_="button")
    lead = tag("h1", escape(showing.title), lang=lang or None) + tag("p", escape(tally(found, way).capitalize()))
    parts = [
        tag("header", lead + (tag("p", cover) if showing.pages else ""), class_="lead"),
        section(say("overview.pages"), module_table(showing, way)),
        section(say("overview.found"), findings(showing.by_page.get(COVER, ()), showing, way)),
        section(say("overview.competencies"), competency_map(showing, way)),
        section(say("overview.objectives"), objective_map(showing, way)),
        section(say("numbers"), numbers(showing, None, COVER, way)),
    ]
    if subject := showing.subjects.get(COVER):
        parts.append(section(say("overview.vetting"), vetting(subject, way)))
    return document(showing.title, sheet("".join(parts)), way, (Crumb(showing.title, lang=lang),), course=showing.name)


def unread_desk(course: Unread, path: str, way: Way) -> bytes | None:
    """Return a page of a course that cannot be read at the moment, by its path in the course; its script keeps what was seen."""
    folder, _, file = path.rpartition("/")
    if folder != PAGES and path != COVER_PAGE:
        return None
    module = file.removesuffix(".html") if folder else COVER
    crumbs = (Crumb(course.name, f"{course.name}/{OVERVIEW}"), Crumb(module or way.say("cover")))
    panel = f'<aside id="panel" data-module="{escape(module)}">{_why(course)}</aside>\n'
    body = f'<div class="desk">\n<main id="content" tabindex="-1"></main>\n{panel}</div>\n'
    return document(course.name, body, way, crumbs, course=course.name, kind="desk")


def _why(course: Unread) -> str:
    line = course.line.replace(str(course.folder), course.name)  # the site of a repository names no folder of a machine
    return tag("p", escape(line), class_="note")


def unread(course: Unread, way: Way) -> bytes:
    """Return the page of a course that cannot be read: why, and the mend."""
    text = f'<header class="lead"><h1>{escape(course.name)}</h1></header>\n{_why(course)}\n'
    return document(course.name, sheet(text), way, (Crumb(course.name),), course=course.name)
