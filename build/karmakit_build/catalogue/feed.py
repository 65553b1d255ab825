"""The catalogue as a JSON Feed 1.1, for programs that follow it."""

from collections.abc import Sequence
from typing import Any

from karmakit_build.catalogue import places
from karmakit_build.catalogue.entry import Entry
from karmakit_build.catalogue.record import competencies
from karmakit_build.catalogue.terms import Terms

VERSION = "https://jsonfeed.org/version/1.1"


def feed(entries: Sequence[Entry], terms: Terms) -> dict[str, Any]:
    """Return the feed: an item a course, known by its IRI; addresses only where it is known where the catalogue will lie."""
    known = {"home_page_url": f"{terms.address}{places.HOME}", "feed_url": f"{terms.address}{places.FEED}"} if terms.address else {}
    return {
        "version": VERSION,
        "title": terms.title,
        **known,
        "language": terms.say.tag,
        "items": [_item(entry, terms) for entry in entries],
    }


def _item(entry: Entry, terms: Terms) -> dict[str, Any]:
    page = places.course_page(entry.id)
    return {
        "id": entry.iri,
        **({"url": f"{terms.address}{page}"} if terms.address else {}),
        "title": entry.title,
        "content_text": entry.summary,
        "language": entry.language,
        "authors": [{"name": entry.provider}],
        **({"tags": list(entry.keywords)} if entry.keywords else {}),
        "_karmakit": {
            "id": entry.id,
            "version": entry.version,
            "language": entry.language,
            "page": page,
            "competencies": competencies(entry),
            "roles": list(entry.roles),
            "minutes": entry.minutes,
            "status": entry.status.value,
            "digest": f"sha256:{entry.digest}",
        },
    }
