"""What only iGOT or the operator knows: listed in one place of the plan, and standing nowhere else."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from karmakit_build.igot.names import language
from karmakit_schemas.course import Course

EVERYWHERE = ("*",)
COURSE = ("course",)


@dataclass(frozen=True, slots=True)
class Placeholder:
    """One value to be filled in: for which nodes, and where in their metadata."""

    name: str
    nodes: tuple[str, ...]
    path: str
    type: str
    needed: bool
    what: str

    def as_json(self) -> dict[str, Any]:
        """Return the placeholder as the plan holds it."""
        return {
            "name": self.name,
            "nodes": list(self.nodes),
            "path": self.path,
            "type": self.type,
            "needed": self.needed,
            "what": self.what,
            "value": None,
        }


def people_and_places() -> list[Placeholder]:
    """Return what every course needs of its operator: who it belongs to, and who reviews and publishes it."""
    return [
        _named("channel", EVERYWHERE, "string", "The id of your organisation's channel on iGOT."),
        _named("framework", EVERYWHERE, "string", "The id of the content framework of your iGOT (not that of the competencies)."),
        _named("createdBy", EVERYWHERE, "string", "The iGOT user id of the author."),
        _named("creator", EVERYWHERE, "string", "The author's name, as it stands on iGOT."),
        _named("createdFor", EVERYWHERE, "strings", "The ids of the organisations that the course belongs to."),
        _named("organisation", EVERYWHERE, "strings", "The names of these organisations, as they stand on iGOT."),
        _named("trackContacts", COURSE, "people", "The reviewers: iGOT user id and name of each."),
        _named("publisherDetails", COURSE, "people", "The publishers: iGOT user id and name of each."),
        _named("creatorContacts", COURSE, "people", "The authors whom iGOT users may write to.", needed=False),
        _named("creatorDetails", COURSE, "people", "The authors whom the course page names.", needed=False),
    ]


def linked_languages(course: Course) -> list[Placeholder]:
    """Return a placeholder for the iGOT id of each other language version."""
    return [
        Placeholder(
            f"language.{name}",
            COURSE,
            f"languageMapV1.{name}.id",
            "string",
            needed=False,
            what=f"The iGOT id of the course in {name.title()} ({identifier}), once it is there.",
        )
        for name, identifier in _others(course).items()
    ]


def language_map(course: Course) -> Mapping[str, Mapping[str, Any]]:
    """Return `languageMapV1`: every language version, by its English name in lower case; empty where there is but one.

    The base language is English where there is an English version, else the first by its tag: the same in every version's plan.
    """
    meta = course.meta
    others = _others(course)
    if not others:
        return {}
    tags = sorted((meta.language, *meta.translations))
    base = next((tag for tag in tags if language(tag) == "English"), tags[0])
    names = sorted({language(meta.language).lower(), *others})
    return {name: {"id": "", "isBaseLang": name == language(base).lower(), "status": "draft"} for name in names}


def _others(course: Course) -> dict[str, str]:
    own = language(course.meta.language).lower()
    listed: Iterable[tuple[str, str]] = ((language(tag).lower(), name) for tag, name in sorted(course.meta.translations.items()))
    return {name: identifier for name, identifier in listed if name != own}


def _named(name: str, nodes: tuple[str, ...], type_: str, what: str, *, needed: bool = True) -> Placeholder:
    return Placeholder(name, nodes, name, type_, needed, what)
