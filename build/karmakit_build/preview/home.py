"""The list of all courses of a preview."""

from collections.abc import Iterable

from karmakit_build.compiler.markup import escape, tag
from karmakit_build.preview.document import document, sheet
from karmakit_build.preview.findings import tally
from karmakit_build.preview.showing import COVER, Showing, Unread
from karmakit_build.preview.ways import OVERVIEW, Way


def home(courses: Iterable[Showing | Unread], way: Way) -> bytes:
    """Return the page that lists the courses."""
    title = way.say("courses")
    return document(title, sheet(f'<header class="lead"><h1>{escape(title)}</h1></header>\n{cards(courses, way)}'), way)


def cards(courses: Iterable[Showing | Unread], way: Way) -> str:
    """Return the list of courses as HTML that can stand in any page."""
    items = "".join(f"<li>{_card(course, way)}</li>\n" for course in courses)
    return f'<ul class="cards">\n{items}</ul>\n' if items else f"{tag('p', escape(way.say('home.empty')), class_='none')}\n"


def _card(course: Showing | Unread, way: Way) -> str:
    address = way.to(f"{course.name}/{OVERVIEW}")
    if isinstance(course, Unread):
        return f"<h2>{tag('a', escape(course.name), href=address)}</h2>{tag('p', escape(way.say('home.unread')))}"
    meta = course.course.meta if course.course else None
    title = tag("a", escape(course.title), href=address, lang=meta.language if meta else None)
    parts = [f"<h2>{title}</h2>"]
    if meta:
        parts.append(tag("p", escape(meta.summary), lang=meta.language))
    facts = [way.say.number("modules", len(course.modules))]
    if measure := course.measures.get(COVER):
        facts.append(way.say.number("words", measure.words))
    parts.append(tag("p", escape(" · ".join([*facts, tally(course.part.findings, way)])), class_="facts"))
    return "".join(parts)
