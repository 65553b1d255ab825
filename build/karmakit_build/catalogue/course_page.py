"""The page of one course."""

from collections.abc import Iterator, Mapping
from urllib.parse import quote

from karmakit_build.catalogue import places
from karmakit_build.catalogue.entry import Entry, Taught
from karmakit_build.catalogue.facets import language_name
from karmakit_build.catalogue.frame import Page
from karmakit_build.catalogue.listing import badges
from karmakit_build.catalogue.terms import Terms
from karmakit_build.catalogue.words import length
from karmakit_build.compiler.markup import escape, tag
from karmakit_schemas.frameworks import framework


def course_page(entry: Entry, known: Mapping[str, Entry], terms: Terms) -> Page:
    """Return the page of a course; `known` are all of the catalogue by their ids."""
    path = places.course_page(entry.id)
    parts = (_lead(entry, terms), _about(entry, path, known, terms), _outcomes(entry, terms), _competencies(entry, path, terms))
    return Page(path, entry.title, "".join((*parts, _modules(entry, terms))))


def _own(entry: Entry, name: str, text: str, **values: str) -> str:
    """Return an element with text of the course, in its language."""
    return tag(name, escape(text), lang=entry.language, dir=entry.direction, **values)


def _lead(entry: Entry, terms: Terms) -> str:
    why = f"status.{entry.status.value}.why" if entry.judged else "status.no-policy.why"
    subtitle = _own(entry, "p", entry.subtitle, class_="subtitle") if entry.subtitle else ""
    return (
        f'<div class="lead">{_own(entry, "h1", entry.title)}{subtitle}{badges(entry, terms)}'
        f'<p class="why">{escape(terms.say(why))}</p>{_own(entry, "p", entry.summary, class_="summary")}</div>\n'
    )


def _about(entry: Entry, here: str, known: Mapping[str, Entry], terms: Terms) -> str:
    rows = "".join(f"<div><dt>{escape(terms.say(key))}</dt><dd>{held}</dd></div>" for key, held in _rows(entry, here, known, terms))
    return f'<section><h2>{escape(terms.say("about"))}</h2><dl class="about">{rows}</dl></section>\n'


def _rows(entry: Entry, here: str, known: Mapping[str, Entry], terms: Terms) -> Iterator[tuple[str, str]]:
    say = terms.say
    yield "by", _own(entry, "span", entry.provider)
    yield "length", f"{escape(length(entry.minutes, say))}, {escape(say.number('modules', len(entry.steps)))}"
    way = places.group_page(places.LANGUAGES, entry.language)
    yield "language", _link(entry, language_name(entry.language), way, here)
    if entry.translations:
        yield "also", ", ".join(_translation(language, name, here, known, terms) for language, name in entry.translations)
    if entry.roles:
        yield (
            "for",
            ", ".join(_link(entry, role, places.group_page(places.ROLES, entry.language, role), here) for role in entry.roles),
        )
    if entry.keywords:
        yield "keywords", _own(entry, "span", ", ".join(entry.keywords))
    yield "version", escape(entry.version)
    yield "licence", escape(entry.licence)
    if entry.review_by:
        yield "review-by", f'<time datetime="{entry.review_by.isoformat()}">{entry.review_by.isoformat()}</time>'
    yield "contact", f"{_own(entry, 'span', entry.contact.name)}, {_mail(entry.contact.email)}"
    yield "id", f"<code>{escape(entry.iri)}</code>"
    yield "digest", f"<code>sha256:{escape(entry.digest)}</code>"


def _mail(address: str) -> str:
    """Return a link that writes to an address, and to nobody besides."""
    return tag("a", escape(address), href=f"mailto:{quote(address, safe='@')}")


def _link(entry: Entry, text: str, target: str, here: str) -> str:
    return _own(entry, "a", text, href=places.link(target, here))


def _translation(language: str, identifier: str, here: str, known: Mapping[str, Entry], terms: Terms) -> str:
    name = language_name(language)
    if identifier not in known:
        return escape(f"{name} ({terms.say('elsewhere', id=identifier)})")
    other = known[identifier]
    way = places.link(places.course_page(identifier), here)
    return tag("a", escape(f"{name}: {other.title}"), href=way, lang=other.language, hreflang=other.language, dir=other.direction)


def _outcomes(entry: Entry, terms: Terms) -> str:
    items = "".join(_own(entry, "li", text) for text in entry.outcomes)
    return f"<section><h2>{escape(terms.say('outcomes'))}</h2><ul>{items}</ul></section>\n"


def _competencies(entry: Entry, here: str, terms: Terms) -> str:
    head = f"<section><h2>{escape(terms.say('teaches'))}</h2>"
    if not entry.competencies:
        return f'{head}<p class="none">{escape(terms.say("no-competencies"))}</p></section>\n'
    items = "".join(f"<li>{_competency(entry, one, here, terms)}</li>" for one in entry.competencies)
    return f'{head}<ul class="plain">{items}</ul></section>\n'


def _competency(entry: Entry, one: Taught, here: str, terms: Terms) -> str:
    say = terms.say
    way = places.link(places.group_page(places.COMPETENCIES, *one.path), here)
    level = framework(entry.framework).level(one.level)
    notes = (
        say("level", n=level.number, name=level.name) if level else say("level.none"),
        say.number("asked", one.questions) if one.questions else say("asked.none"),
    )
    trail = f'<span class="trail" lang="en">{escape(one.area)} / {escape(one.theme)} / </span>'
    return f'{trail}{tag("a", escape(one.subtheme), href=way, lang="en")}<span class="notes">{escape("; ".join(notes))}</span>'


def _modules(entry: Entry, terms: Terms) -> str:
    say = terms.say
    items = "".join(
        f'<li>{_own(entry, "span", one.title)} <span class="notes">{escape(say(f"kind.{one.kind}"))}, '
        f"{escape(say('min', n=f'{one.minutes:g}'))}</span></li>"
        for one in entry.steps
    )
    return f'<section><h2>{escape(say("modules"))}</h2><ol class="steps">{items}</ol></section>\n'
