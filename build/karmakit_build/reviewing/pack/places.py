"""What a remark can be pinned to: the stable ids of a subject, with what stands there."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from karmakit_schemas.course import Course, Module
from karmakit_schemas.nodes import Node
from karmakit_validators.review.formats.pieces import clip

SHOWN = 60
_BLOCKS = {
    "audio": "media",
    "callout": "block",
    "details": "block",
    "figure": "media",
    "further-reading": "block",
    "heading": "block",
    "reflection": "question",
    "scenario": "block",
    "steps": "block",
    "tabs": "block",
    "video": "media",
}
Kind = Literal["whole", "objective", "question", "block", "media", "term", "unit"]


@dataclass(frozen=True, slots=True)
class Place:
    """A place by its stable id, what kind of thing stands there, and the beginning of what it says."""

    id: str
    kind: str
    text: str = ""


def places(course: Course, module: Module | None) -> tuple[Place, ...]:
    """Return the places of a module; of the course as a whole (None), its units, outcomes and terms."""
    found = _of_module(module) if module else _of_course(course)
    return tuple({place.id: place for place in found}.values())


def _of_course(course: Course) -> Iterator[Place]:
    yield Place("course.yml", "whole")
    for outcome in course.meta.outcomes:
        if outcome.id:
            yield Place(outcome.id, "objective", clip(outcome.text, SHOWN))
    for unit in course.meta.units:
        yield Place(unit.id, "unit", clip(unit.title, SHOWN))
    for term in course.glossary:
        yield Place(term.id, "term", clip(term.name.plain(), SHOWN))


def _of_module(module: Module) -> Iterator[Place]:
    yield Place(module.id, "whole")
    for objective in module.meta.objectives:
        yield Place(objective.id, "objective", clip(objective.text, SHOWN))
    for question in module.questions:
        yield Place(question.id, "question", clip(" ".join(question.stem.plain().split()), SHOWN))
    for node in module.body.walk():
        if (kind := _BLOCKS.get(node.kind)) and node.attrs.get("id"):
            yield Place(node.attrs["id"], kind, clip(_title(node), SHOWN))


def _title(node: Node) -> str:
    own = node.attrs.get("title") or node.attrs.get("alt") or ""
    return own or (" ".join(node.plain().split()) if node.kind == "heading" else "")
