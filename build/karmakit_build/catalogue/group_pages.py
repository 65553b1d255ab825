"""The pages of a facet: its groups with their numbers, and the courses of each group."""

from collections.abc import Iterator, Sequence
from functools import partial

from karmakit_build.catalogue import places
from karmakit_build.catalogue.facets import Group
from karmakit_build.catalogue.frame import Page
from karmakit_build.catalogue.listing import Courses, Drawn, course_list, listed
from karmakit_build.catalogue.terms import Terms
from karmakit_build.compiler.markup import attributes, escape, tag

NOTHING = {places.ROLES: "no-roles", places.COMPETENCIES: "no-competencies"}
"""What is said where no course names a role, or a competency."""


def group_pages(facet: str, groups: Sequence[Group], drawn: Drawn, terms: Terms) -> Iterator[Page]:
    """Yield the page of a facet, in parts where it is long, and those of its groups."""
    say = terms.say
    title, path = say(facet), f"{facet}.html"
    lead = say(f"{facet}.lead", day=terms.today.isoformat()) if facet == places.STATES else say(f"{facet}.lead")
    head = f'<div class="lead"><h1>{escape(title)}</h1><p>{escape(lead)}</p></div>\n'
    for here, number, held in listed(
        path, [_line(group, path, terms) for group in groups], terms, "groups", NOTHING.get(facet, "none")
    ):
        name = title if number == 1 else f"{title} ({say('page', n=number)})"
        yield Page(here, name, f"{head}{held}", facet)
    for group in groups:
        courses = Courses(group.path, group.name, group.entries, facet, partial(_head, facet, group, terms))
        yield from course_list(courses, drawn, terms)


def _line(group: Group, here: str, terms: Terms) -> str:
    count = escape(terms.say.number("courses", len(group.entries)))
    link = tag("a", escape(group.name), href=places.link(group.path, here), **_language(group))
    depth = attributes({"class": f"depth-{group.depth}" if group.depth else None})
    return f'<li{depth}>{link} <span class="notes">{count}</span></li>\n'


def _language(group: Group) -> dict[str, str | None]:
    return {"lang": group.language or None, "dir": group.direction if group.language else None}


def _head(facet: str, group: Group, terms: Terms, here: str) -> str:
    say = terms.say
    above = [tag("a", escape(say(facet)), href=places.link(f"{facet}.html", here))]
    for depth in range(1, group.depth):
        names = group.parts[:depth]
        way = places.link(places.group_page(places.COMPETENCIES, *names), here)
        above.append(tag("a", escape(names[-1]), href=way, lang="en"))
    title = tag("h1", escape(group.name), **_language(group))
    why = f"status.{group.path.removeprefix('status/').removesuffix('.html')}.why"
    said = f"<p>{escape(say(why))}</p>" if facet == places.STATES else ""
    count = f'<p class="count">{escape(say.number("courses", len(group.entries)))}</p>'
    return f'<div class="lead"><p class="trail">{" / ".join(above)}</p>{title}{said}{count}</div>\n'
