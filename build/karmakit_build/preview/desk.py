"""The page of a module, or of the cover: what learners see, in a frame, and beside it what there is to say of it."""

from dataclasses import dataclass
from functools import cached_property

from karmakit_build.compiler.markup import attributes, escape, tag
from karmakit_build.compiler.pages import Page
from karmakit_build.preview.document import Crumb, document, section
from karmakit_build.preview.findings import findings, tally
from karmakit_build.preview.numbers import numbers
from karmakit_build.preview.objective_map import objective_map
from karmakit_build.preview.showing import COVER, MODULES, Showing
from karmakit_build.preview.tools import controls, way_on
from karmakit_build.preview.vetted import vetting
from karmakit_build.preview.ways import OVERVIEW, Way, played_page, source_page
from karmakit_schemas.course import Module


@dataclass(frozen=True)
class Desk:
    """One page of a course on the desk of its author; `name` is the module's id, empty for the cover."""

    showing: Showing
    name: str
    way: Way

    @cached_property
    def module(self) -> Module | None:
        """Return the module; None for the cover."""
        return next((one for one in self.showing.modules if one.id == self.name), None)

    @cached_property
    def page(self) -> Page | None:
        """Return the compiled page; None where it cannot be shown yet."""
        pages = self.showing.pages.pages if self.showing.pages else ()
        return next((page for page in pages if (page.module.id if page.module else COVER) == self.name), None)

    @property
    def lang(self) -> str:
        """Return the course's language."""
        return self.showing.course.meta.language if self.showing.course else ""

    def title(self, name: str) -> str:
        """Return the title of a page of the course."""
        return next((one.meta.title for one in self.showing.modules if one.id == name), name or self.way.say("cover"))

    @property
    def path(self) -> str:
        """Return the file that the page comes from."""
        return f"{MODULES}{self.name}.md" if self.name else "course.yml"


def desk(showing: Showing, name: str, way: Way) -> bytes:
    """Return the page of a module, or of the cover (an empty name)."""
    here = Desk(showing, name, way)
    title, lang = here.title(name), here.lang
    crumbs = (Crumb(showing.title, f"{showing.name}/{OVERVIEW}", lang), Crumb(title, lang=lang if here.module else ""))
    tools = way_on(showing, name, here.title, way) + (controls(way.say) if here.page else "")
    body = (
        f'<div class="desk">\n<main id="content" tabindex="-1">\n<div class="tools">{tools}</div>\n{_stage(here)}</main>\n'
        f'<aside id="panel" aria-label="{escape(way.say("panel"))}" data-module="{escape(name)}">\n{_panel(here)}</aside>\n</div>\n'
    )
    return document(f"{title} · {showing.title}", body, way, crumbs, course=showing.name, kind="desk")


def _stage(here: Desk) -> str:
    if here.page is None:
        return tag("p", escape(here.way.say("unshown")), class_="note") + "\n"
    source = here.way.to(played_page(here.showing.name, here.name))
    frame = {"id": "page", "title": here.way.say("frame", title=here.title(here.name)), "src": source}
    return f'<div class="stage"><iframe{attributes(frame)}></iframe></div>\n'


def _panel(here: Desk) -> str:
    showing, name, way = here.showing, here.name, here.way
    found, say = showing.by_page.get(name, ()), way.say
    heading = say("findings.counted", tally=tally(found, way)) if found else say("findings")
    parts = [
        tag("h1", escape(here.title(name)), lang=here.lang if here.module else None),
        section(heading, findings(found, showing, way) + _elsewhere(here)),
    ]
    if here.module or not name:
        parts.append(section(say("numbers" if name else "numbers.course"), numbers(showing, here.page, name, way)))
    if here.module and here.module.meta.kind != "test":
        parts.append(section(say("objectives"), objective_map(showing, way, name)))
    if subject := showing.subjects.get(name):
        parts.append(section(say("vetting"), vetting(subject, way)))
    source = tag("a", escape(here.path), href=way.to(source_page(showing.name, here.path)))
    parts.append(section(say("source"), tag("p", source)))
    return "".join(parts)


def _elsewhere(here: Desk) -> str:
    """Return the way to what is found of the course as a whole, from a module's page."""
    found = here.showing.by_page.get(COVER, ()) if here.name else ()
    address = here.way.to(f"{here.showing.name}/{OVERVIEW}")
    said = here.way.say("elsewhere", tally=tally(found, here.way))
    return tag("p", tag("a", escape(said), href=address), class_="elsewhere") if found else ""
