"""Lists of courses: a card each, two hundred a page."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from karmakit_build.catalogue import places
from karmakit_build.catalogue.entry import Entry
from karmakit_build.catalogue.facets import language_name
from karmakit_build.catalogue.frame import Page
from karmakit_build.catalogue.terms import Terms
from karmakit_build.catalogue.words import length
from karmakit_build.compiler.markup import attributes, escape, tag

PART = 200
"""How many stand on a page."""

Drawn = Mapping[tuple[str, bool], str]


@dataclass(frozen=True, slots=True)
class Courses:
    """A list of courses: its path, its title, the part of the catalogue it belongs to, and what stands above it at a path."""

    path: str
    title: str
    entries: Sequence[Entry]
    part: str
    head: Callable[[str], str]


def cards(entries: Sequence[Entry], terms: Terms) -> Drawn:
    """Return the card of each course by its id, for pages at the top (False) and in a folder (True): each is drawn once."""
    known = {entry.id: entry for entry in entries}
    return {(entry.id, "/" in here): _card(entry, here, known, terms) for entry in entries for here in ("top", "a/folder")}


def listed(
    path: str, items: Sequence[str], terms: Terms, name: str = "cards", nothing: str = "none"
) -> Iterator[tuple[str, int, str]]:
    """Yield the parts of a list: path, number, and as HTML its items with the ways to the other parts."""
    parts = [items[start : start + PART] for start in range(0, len(items), PART)] or [()]
    for number, part in enumerate(parts, 1):
        here = places.numbered(path, number)
        held = f'<ul class="{name}">{"".join(part)}</ul>' if part else f'<p class="none">{escape(terms.say(nothing))}</p>'
        yield here, number, f"{held}{_parts(path, here, number, (len(parts), len(items)), terms)}"


def course_list(courses: Courses, drawn: Drawn, terms: Terms) -> Iterator[Page]:
    """Yield the pages of a list of courses."""
    items = [drawn[entry.id, "/" in courses.path] for entry in courses.entries]
    for here, number, held in listed(courses.path, items, terms):
        name = courses.title if number == 1 else f"{courses.title} ({terms.say('page', n=number)})"
        yield Page(here, name, f"{courses.head(here)}{held}", courses.part)


def facts(entry: Entry, here: str, known: Mapping[str, Entry], terms: Terms) -> str:
    """Return duration, modules, language and translations of a course, as items of a line."""
    say = terms.say
    others = [_translation(tag_, name, here, known) for tag_, name in entry.translations if name in known]
    spoken = tag("span", escape(language_name(entry.language)), lang=entry.language, dir=entry.direction)
    items = [
        escape(length(entry.minutes, say)),
        escape(say.number("modules", len(entry.steps))),
        spoken,
        *([f"{escape(say('also'))}: {', '.join(others)}"] if others else []),
        f"{escape(say('version'))} {escape(entry.version)}",
    ]
    return f'<ul class="facts">{"".join(f"<li>{item}</li>" for item in items)}</ul>'


def badges(entry: Entry, terms: Terms) -> str:
    """Return how a course stands: in words, with a sign of its own for each state."""
    say = terms.say
    shown = f'<span class="badge {entry.status.value}">{escape(say(f"status.{entry.status.value}"))}</span>'
    if entry.review_by and entry.is_due(terms.today):
        shown += f' <span class="badge due">{escape(say("review-due", day=entry.review_by.isoformat()))}</span>'
    return f'<p class="badges">{shown}</p>'


def _translation(language: str, identifier: str, here: str, known: Mapping[str, Entry]) -> str:
    other = known[identifier]
    way = places.link(places.course_page(identifier), here)
    return tag("a", escape(language_name(language)), href=way, lang=other.language, hreflang=other.language, dir=other.direction)


def _card(entry: Entry, here: str, known: Mapping[str, Entry], terms: Terms) -> str:
    way = places.link(places.course_page(entry.id), here)
    said = attributes({"lang": entry.language, "dir": entry.direction})
    head = f"<h2{said}>{tag('a', escape(entry.title), href=way)}</h2>"
    by = f'<p class="by"{said}>{escape(entry.provider)}</p>'
    return (
        f'<li><article class="card">{head}{by}{badges(entry, terms)}<p class="summary"{said}>{escape(entry.summary)}</p>'
        f"{facts(entry, here, known, terms)}{_chips(entry, terms)}</article></li>\n"
    )


def _chips(entry: Entry, terms: Terms) -> str:
    """Return roles and sub-themes as two short lines."""
    lines = []
    if entry.roles:
        held = tag("span", escape(", ".join(entry.roles)), lang=entry.language, dir=entry.direction)
        lines.append(f"<div><dt>{escape(terms.say('for'))}</dt><dd>{held}</dd></div>")
    if entry.competencies:
        names = dict.fromkeys(one.subtheme for one in entry.competencies)
        held = tag("span", escape("; ".join(names)), lang="en", dir="ltr")
        lines.append(f"<div><dt>{escape(terms.say('teaches'))}</dt><dd>{held}</dd></div>")
    return f'<dl class="more">{"".join(lines)}</dl>' if lines else ""


def _parts(path: str, here: str, number: int, of: tuple[int, int], terms: Terms) -> str:
    count, total = of
    if count == 1:
        return ""
    say = terms.say
    first = (number - 1) * PART + 1
    shown = escape(say("shown", first=say.grouped(first), last=say.grouped(min(total, number * PART)), all=say.grouped(total)))
    links = ""
    for each in _near(number, count):
        current = "page" if each == number else None
        way = places.link(places.numbered(path, each), here)
        links += f"<li>{tag('a', str(each), href=way, aria_label=say('page', n=each), aria_current=current)}</li>"
    return f'<p class="shown">{shown}</p><nav class="parts" aria-label="{escape(say("pages"))}"><ol>{links}</ol></nav>'


def _near(number: int, count: int) -> list[int]:
    """Return the first part, the last, and those around one: a list of thousands stays linear."""
    return sorted({1, count, *range(max(1, number - 3), min(count, number + 3) + 1)})
