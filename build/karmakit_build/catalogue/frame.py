"""The frame of every page: head, policy, the ways to the other parts, and what the catalogue says of itself."""

from collections.abc import Iterator
from dataclasses import dataclass

from karmakit_build.catalogue import places
from karmakit_build.catalogue.terms import Terms
from karmakit_build.compiler.markup import escape, tag

POLICY = "default-src 'none'; style-src 'self'; img-src data:; form-action 'none'; base-uri 'none'"
NAV = (
    ("home", places.HOME),
    ("competencies", f"{places.COMPETENCIES}.html"),
    ("roles", f"{places.ROLES}.html"),
    ("languages", f"{places.LANGUAGES}.html"),
    ("durations", f"{places.DURATIONS}.html"),
    ("status", f"{places.STATES}.html"),
    ("coverage", places.COVERAGE),
)


@dataclass(frozen=True, slots=True)
class Page:
    """A page: its path, its name as text, what stands in it as HTML, and the part of the catalogue to which it belongs."""

    path: str
    title: str
    main: str
    part: str = "home"


def document(page: Page, terms: Terms) -> bytes:
    """Return a page as HTML in UTF-8."""
    title = page.title if page.title == terms.title else f"{page.title} · {terms.title}"
    text = (
        f'<!doctype html>\n<html lang="{terms.say.tag}" dir="ltr">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n<meta name="color-scheme" content="light dark">\n'
        f'<title>{escape(title)}</title>\n<link rel="icon" href="data:,">\n'
        f'<link rel="stylesheet" href="{places.link(places.STYLE, page.path)}">\n'
        f'<link rel="alternate" type="application/feed+json" href="{places.link(places.FEED, page.path)}" '
        f'title="{escape(terms.title)}">\n</head>\n<body>\n'
        f'<a class="skip" href="#content">{escape(terms.say("skip"))}</a>\n{_bar(page, terms)}'
        f'<main id="content" tabindex="-1">\n{page.main}\n</main>\n{_foot(page, terms)}</body>\n</html>\n'
    )
    return text.encode("utf-8", "replace")


def _bar(page: Page, terms: Terms) -> str:
    items = "".join(f"<li>{link}</li>" for link in _ways(page, terms))
    name = f'<p class="name" dir="auto">{escape(terms.title)}</p>'
    return f'<header class="bar">{name}<nav aria-label="{escape(terms.say("nav"))}"><ul>{items}</ul></nav></header>\n'


def _ways(page: Page, terms: Terms) -> Iterator[str]:
    for part, path in NAV:
        here = ("page" if path == page.path else "true") if part == page.part else None
        yield tag("a", escape(terms.say(part)), href=places.link(path, page.path), aria_current=here)


def _foot(page: Page, terms: Terms) -> str:
    say = terms.say
    ways = {
        "feed": tag("a", "JSON Feed", href=places.link(places.FEED, page.path)),
        "record": tag("a", places.RECORD, href=places.link(places.RECORD, page.path)),
    }
    roots = escape(say("foot.roots" if terms.has_roots else "foot.no-roots"))
    return f"<footer><p>{say('foot', day=terms.today.isoformat(), **ways)}</p><p>{roots}</p></footer>\n"
