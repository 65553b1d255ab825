"""Write the metadata of each node of the hierarchy, under iGOT's own names and types."""

from collections.abc import Iterable, Mapping
from typing import Any

from karmakit_build.compiler.markup import escape
from karmakit_build.igot import names
from karmakit_build.igot.placeholders import language_map
from karmakit_schemas.course import Course, Module, Unit

# what Sunbird's schema wants of everything that is no question set
_STORED: Mapping[str, Any] = {
    "mediaType": "content",
    "contentEncoding": "gzip",
    "contentDisposition": "inline",
    "isExternal": False,
    "ownershipType": ["createdFor"],
}
INDEX = "index.html"


def code(course: Course, key: str) -> str:
    """Return the name by which a node is known again, in every build and on every iGOT."""
    return f"karmakit.{course.meta.id}.{key}"


def of_course(course: Course) -> dict[str, Any]:
    """Return the metadata of the Course: every mandatory key that is not a placeholder, and the optional ones that are known."""
    meta = course.meta
    options = meta.targets.igot
    told: dict[str, Any] = {
        "code": code(course, "course"),
        "name": meta.title,
        "mimeType": names.COLLECTION,
        "contentType": "Course",
        "primaryCategory": "Course",
        "courseCategory": "Course",
        "visibility": "Default",
        **_STORED,
        **_common(course),
        "duration": _duration(course.modules),
        "learningMode": names.LEARNING_MODES[meta.mode],
        "purpose": meta.subtitle or meta.title,
        "description": meta.summary,
        "instructions": html_list(outcome.text for outcome in meta.outcomes),
        "learningOutcome": [outcome.text for outcome in meta.outcomes],
        "source": meta.provider,
        "keywords": list(meta.keywords),
        "trackable": {"enabled": "Yes", "autoBatch": "Yes"},
        "difficultyLevel": options.difficulty,
        "copyrightYear": options.copyright_year,
        "sectorDetails_v1": [_sector(each.id, each.name, each.sub_id, each.sub_name) for each in options.sectors],
        "languageMapV1": {name: dict(entry) for name, entry in language_map(course).items()},
    }
    return _known(told)


def of_unit(course: Course, unit: Unit, modules: Iterable[Module]) -> dict[str, Any]:
    """Return the metadata of a Course Unit that holds these modules."""
    modules = tuple(modules)
    return {
        "code": code(course, f"unit.{unit.id}"),
        "name": unit.title,
        "description": "; ".join(module.meta.title for module in modules),
        "mimeType": names.COLLECTION,
        "contentType": "CourseUnit",
        "primaryCategory": "Course Unit",
        "visibility": "Parent",
        **_STORED,
        **_common(course),
        "duration": _duration(modules),
    }


def of_resource(course: Course, module: Module, size: int) -> dict[str, Any]:
    """Return the metadata of a Learning Resource, a zip of `size` bytes."""
    meta = module.meta
    aims = [objective.text for objective in meta.objectives]
    told = {
        "code": code(course, f"module.{module.id}"),
        "name": meta.title,
        "mimeType": names.HTML_ARCHIVE,
        "contentType": "Resource",
        "primaryCategory": "Learning Resource",
        "visibility": "Parent",
        **_STORED,
        **_common(course),
        "duration": _duration((module,)),
        "learningMode": names.LEARNING_MODES[course.meta.mode],
        "purpose": aims[0] if aims else meta.title,
        "description": "; ".join(aims) or meta.title,
        "instructions": html_list(aims or [meta.title]),
        "source": course.meta.provider,
        "initFile": INDEX,
        "isTrackable": True,
        "size": size,
    }
    return _known(told)


def html_list(items: Iterable[str]) -> str:
    """Return texts as the HTML list that iGOT's course page shows."""
    return f"<ul>{''.join(f'<li>{escape(item)}</li>' for item in items)}</ul>"


def licence(course: Course) -> str:
    """Return the course's licence as iGOT spells it; one that it does not know, as the course has it."""
    return names.licence(course.meta.licence) or course.meta.licence


def _common(course: Course) -> dict[str, Any]:
    return {"license": licence(course), "language": [names.language(course.meta.language)]}


def _duration(modules: Iterable[Module]) -> str:
    """Return whole seconds as a string: iGOT's app reads it by `int.parse`."""
    return str(sum(names.seconds(module.meta.duration) for module in modules))


def _sector(identifier: str, name: str, sub_id: str | None, sub_name: str | None) -> dict[str, str]:
    return {"sectorId": identifier, "sectorName": name, "subSectorId": sub_id or "", "subSectorName": sub_name or ""}


def _known(told: Mapping[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in told.items() if value not in (None, [], {})}
