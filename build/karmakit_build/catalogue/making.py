"""Make the files of a catalogue of its entries."""

import hashlib
import json
from collections.abc import Iterator, Sequence
from importlib import resources
from typing import Any

from karmakit_build.catalogue import places
from karmakit_build.catalogue.course_page import course_page
from karmakit_build.catalogue.coverage import Coverage, coverages
from karmakit_build.catalogue.coverage_page import coverage_pages
from karmakit_build.catalogue.entry import Entry
from karmakit_build.catalogue.facets import by_competency, by_duration, by_language, by_role, by_status
from karmakit_build.catalogue.feed import feed
from karmakit_build.catalogue.frame import Page, document
from karmakit_build.catalogue.group_pages import group_pages
from karmakit_build.catalogue.listing import Courses, Drawn, cards, course_list
from karmakit_build.catalogue.record import record
from karmakit_build.catalogue.terms import Terms
from karmakit_build.compiler.markup import escape
from karmakit_build.records import PROVENANCE

TARGET = "catalogue"
FORMAT = 1


def catalogue(entries: Sequence[Entry], terms: Terms) -> dict[str, bytes]:
    """Return the files of a catalogue by their paths, with the list of them by which the next one knows its own."""
    covered = coverages(entries)
    files = {page.path: document(page, terms) for page in pages(entries, covered, terms)}
    files[places.STYLE] = resources.files(__package__).joinpath("catalogue.css").read_bytes()
    files[places.FEED] = _json(feed(entries, terms))
    files[places.RECORD] = _json(record(entries, covered, terms))
    return {**files, PROVENANCE: _provenance(files)}


def pages(entries: Sequence[Entry], covered: Sequence[Coverage], terms: Terms) -> Iterator[Page]:
    """Yield every page."""
    drawn = cards(entries, terms)
    known = {entry.id: entry for entry in entries}
    yield from _home(entries, drawn, terms)
    for entry in entries:
        yield course_page(entry, known, terms)
    yield from group_pages(places.COMPETENCIES, by_competency(entries), drawn, terms)
    yield from group_pages(places.ROLES, by_role(entries), drawn, terms)
    yield from group_pages(places.LANGUAGES, by_language(entries), drawn, terms)
    yield from group_pages(places.DURATIONS, by_duration(entries, terms.say), drawn, terms)
    yield from group_pages(places.STATES, by_status(entries, terms.say, terms.today), drawn, terms)
    yield from coverage_pages(covered, terms)


def _home(entries: Sequence[Entry], drawn: Drawn, terms: Terms) -> Iterator[Page]:
    say = terms.say
    lead = say(
        "lead",
        courses=say.number("courses", len(entries)),
        providers=say.number("providers", len({entry.provider for entry in entries})),
        languages=say.number("languages", len({entry.language for entry in entries})),
    )
    head = f'<div class="lead"><h1 dir="auto">{escape(terms.title)}</h1><p>{escape(lead)} {escape(say("sorted"))}</p></div>\n'
    yield from course_list(Courses(places.HOME, terms.title, entries, "home", lambda _: head), drawn, terms)


def _provenance(files: dict[str, bytes]) -> bytes:
    listed = [{"path": path, "sha256": hashlib.sha256(data).hexdigest(), "size": len(data)} for path, data in sorted(files.items())]
    return _json({"format": FORMAT, "target": TARGET, "files": listed})


def _json(value: Any) -> bytes:
    return (json.dumps(value, ensure_ascii=False, indent=1, allow_nan=False) + "\n").encode("utf-8", "replace")
