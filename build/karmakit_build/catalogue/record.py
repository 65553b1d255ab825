"""Everything that the pages say, for programs."""

from collections.abc import Iterator, Sequence
from typing import Any

from karmakit_build.catalogue import places
from karmakit_build.catalogue.coverage import Coverage
from karmakit_build.catalogue.entry import Entry
from karmakit_build.catalogue.terms import Terms
from karmakit_schemas.frameworks import DOMAIN, framework

FORMAT = 1


def record(entries: Sequence[Entry], covered: Sequence[Coverage], terms: Terms) -> dict[str, Any]:
    """Return the catalogue as values: its courses with all that is known of them, and the coverage of the frameworks."""
    return {
        "format": FORMAT,
        "title": terms.title,
        "day": terms.today.isoformat(),
        "roots": terms.has_roots,
        "courses": [_course(entry, terms) for entry in entries],
        "coverage": [_coverage(one) for one in covered],
    }


def competencies(entry: Entry) -> list[dict[str, Any]]:
    """Return the competencies of a course; a level is a number and its name, or none."""
    return [
        {
            "area": one.area,
            "theme": one.theme,
            "subtheme": one.subtheme,
            **_level(entry.framework, one.level),
            "modules": one.modules,
            "questions": one.questions,
        }
        for one in entry.competencies
    ]


def _level(name: str, number: int) -> dict[str, Any]:
    level = framework(name).level(number)
    return {"level": level.number, "level_name": level.name} if level else {"level": None}


def _course(entry: Entry, terms: Terms) -> dict[str, Any]:
    return {
        "id": entry.id,
        "iri": entry.iri,
        "page": places.course_page(entry.id),
        "title": entry.title,
        "subtitle": entry.subtitle,
        "summary": entry.summary,
        "outcomes": list(entry.outcomes),
        "language": entry.language,
        "translations": dict(entry.translations),
        "provider": entry.provider,
        "licence": entry.licence,
        "version": entry.version,
        "contact": entry.contact.model_dump(mode="json", exclude_none=True),
        "roles": list(entry.roles),
        "keywords": list(entry.keywords),
        "minutes": entry.minutes,
        "modules": [{"id": one.id, "title": one.title, "kind": one.kind, "minutes": one.minutes} for one in entry.steps],
        "framework": entry.framework,
        "competencies": competencies(entry),
        "status": entry.status.value,
        "policy": entry.judged,
        "review_by": entry.review_by.isoformat() if entry.review_by else None,
        "review_passed": entry.is_due(terms.today),
        "digest": f"sha256:{entry.digest}",
    }


def _coverage(one: Coverage) -> dict[str, Any]:
    return {
        "framework": one.framework.id,
        "levels": [{"number": level.number, "name": level.name} for level in one.framework.levels],
        "not_complete": [DOMAIN],
        "subthemes": list(_subthemes(one)),
    }


def _subthemes(one: Coverage) -> Iterator[dict[str, Any]]:
    for line in one.lines:
        yield {
            "area": line.area,
            "theme": line.theme,
            "subtheme": line.subtheme,
            "in_framework": line.known,
            "taught": [
                {"level": number or None, "courses": cell.taught, "asked_in": cell.asked}
                for number, cell in sorted(line.cells.items())
            ],
            "missing_levels": list(one.missing(line)),
        }
