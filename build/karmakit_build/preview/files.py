"""The files of a preview: each is made when it is asked for, by its path from the root."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib import resources

from karmakit_build.compiler.markup import escape, tag
from karmakit_build.preview.desk import desk
from karmakit_build.preview.document import SCRIPT, STYLE, Crumb, document, sheet
from karmakit_build.preview.home import home
from karmakit_build.preview.overview import overview, unread, unread_desk
from karmakit_build.preview.rule_page import rule_page
from karmakit_build.preview.showing import COVER, Showing, Unread
from karmakit_build.preview.source_page import shown_sources, source_of
from karmakit_build.preview.ways import (
    HOME,
    OVERVIEW,
    PLAYER,
    RULES,
    SOURCE,
    Places,
    Way,
    module_page,
    own_rule,
    source_page,
)
from karmakit_validators.catalogue import by_code

_ASSETS = {STYLE: "preview.css", SCRIPT: "preview.js"}


@dataclass(frozen=True)
class Preview:
    """The courses by their names, and where the whole stands."""

    courses: Mapping[str, Showing | Unread]
    places: Places = field(default_factory=Places)

    def make(self, path: str) -> bytes | None:
        """Return the file at a path; None where there is none."""
        way = Way(self.places, path)
        name, _, rest = path.partition("/")
        if path == HOME:
            return home(self.courses.values(), way)
        if path in _ASSETS:
            return _asset(_ASSETS[path])
        if name == RULES:
            entry = by_code().get(rest.removesuffix(".html"))
            return rule_page(entry, way) if entry and path == own_rule(entry.code) else None
        course = self.courses.get(name)
        if isinstance(course, Showing):
            with course.kept.lock:  # what two pages want is made once
                return _of_course(course, rest, way)
        if course is None:
            return None
        return unread(course, way) if rest == OVERVIEW else unread_desk(course, rest, way)

    def missing(self, path: str) -> bytes:
        """Return what to say where there is no file; the page is renewed when a file comes."""
        way = Way(self.places, path)
        course = self.courses.get(path.partition("/")[0])
        title = course.title if isinstance(course, Showing) else course.name if course else ""
        crumbs = (Crumb(title, f"{course.name}/{OVERVIEW}"),) if course else ()
        links = tag("a", escape(title), href=way.to(f"{course.name}/{OVERVIEW}")) if course else ""
        links = links or tag("a", escape(way.say("missing.way")), href=way.to(HOME))
        return document(way.say("missing.title"), sheet(f"{tag('h1', escape(way.say('missing')))}\n<p>{links}</p>\n"), way, crumbs)

    def paths(self) -> Iterator[str]:
        """Yield the paths of all files; of rules the pages that no site around the preview has."""
        yield from (HOME, *_ASSETS)
        yield from (own_rule(code) for code in by_code() if self.places.rule(code) == own_rule(code))
        for course in self.courses.values():
            yield f"{course.name}/{OVERVIEW}"
            if isinstance(course, Showing):
                yield from (module_page(course.name, name) for name in _pages(course))
                yield from (source_page(course.name, file) for file in shown_sources(course))
                yield from (f"{course.name}/{PLAYER}/{file}" for file in course.played)


def _pages(course: Showing) -> tuple[str, ...]:
    return (COVER, *(module.id for module in course.modules), *course.unread)


def _of_course(course: Showing, rest: str, way: Way) -> bytes | None:
    """Return a file of a course; what learners see is there before the rules are asked."""
    folder, _, file = rest.partition("/")
    if folder == PLAYER:
        return course.played.get(file)
    if rest == OVERVIEW:
        return overview(course, way)
    if folder == SOURCE:
        path = file.removesuffix(".html")
        return source_of(course, path, way) if file.endswith(".html") and path in course.parsed.sources.files else None
    module = next((name for name in _pages(course) if module_page(course.name, name) == way.here), None)
    return None if module is None else desk(course, module, way)


@cache
def _asset(name: str) -> bytes:
    return resources.files(__package__).joinpath(name).read_bytes()
