"""Write `cmi5.xml`, the course structure of cmi5 (clause 13), in the order its schema wants."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from karmakit_build.xml import Element, Maker, as_bytes, line

NAMESPACE = "https://w3id.org/xapi/profiles/cmi5/v1/CourseStructure.xsd"
_cmi5 = Maker(NAMESPACE)


@dataclass(frozen=True, slots=True)
class Text:
    """Title and description of something in the course's language; without a description the title says all there is."""

    title: str
    description: str = ""


@dataclass(frozen=True, slots=True)
class Objective:
    """What a learner can do afterwards, by its IRI."""

    iri: str
    text: str


@dataclass(frozen=True, slots=True)
class Unit:
    """An assignable unit: what a learning management system can launch; `mastery` is a pass mark in per cent."""

    iri: str
    text: Text
    url: str
    activity_type: str
    move_on: Literal["Completed", "CompletedAndPassed"] = "Completed"
    mastery: float | None = None
    objectives: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Block:
    """A group of assignable units."""

    iri: str
    text: Text
    units: Sequence[Unit]


@dataclass(frozen=True, slots=True)
class Structure:
    """A whole course: what stands in it, in its order, and the language of all its texts."""

    iri: str
    language: str
    text: Text
    objectives: Sequence[Objective]
    parts: Sequence[Block | Unit]


def course_structure(structure: Structure) -> bytes:
    """Return `cmi5.xml`."""
    words = _Words(structure.language)
    course = _cmi5("course", *words.both(structure.text), id=structure.iri)
    known = [_cmi5("objective", *words.both(Text(each.text)), id=each.iri) for each in structure.objectives]
    return as_bytes(
        _cmi5(
            "courseStructure",
            course,
            *([_cmi5("objectives", *known)] if known else []),
            *(_block(part, words) if isinstance(part, Block) else _unit(part, words) for part in structure.parts),
        )
    )


def mastery_score(mark: float) -> str:
    """Return a pass mark in per cent as cmi5 tells it: a decimal from 0 to 1 (clause 13.1.4)."""
    return f"{(Decimal(str(mark)) / 100).normalize():f}"


@dataclass(frozen=True, slots=True)
class _Words:
    language: str

    def both(self, text: Text) -> tuple[Element, Element]:
        return self._one("title", text.title), self._one("description", text.description or text.title)

    def _one(self, name: str, text: str) -> Element:
        return _cmi5(name, _cmi5("langstring", line(text), lang=self.language))


def _block(block: Block, words: _Words) -> Element:
    return _cmi5("block", *words.both(block.text), *(_unit(unit, words) for unit in block.units), id=block.iri)


def _unit(unit: Unit, words: _Words) -> Element:
    mastery = {} if unit.mastery is None else {"masteryScore": mastery_score(unit.mastery)}
    return _cmi5(
        "au",
        *words.both(unit.text),
        *_references(unit.objectives),
        _cmi5("url", unit.url),
        _cmi5("launchParameters"),
        id=unit.iri,
        moveOn=unit.move_on,
        **mastery,
        # the course opens no window of its own and fits into a frame: the platform may choose
        launchMethod="AnyWindow",
        activityType=unit.activity_type,
    )


def _references(objectives: Sequence[str]) -> Iterable[Element]:
    return [_cmi5("objectives", *(_cmi5("objective", idref=iri) for iri in objectives))] if objectives else ()
