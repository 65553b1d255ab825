"""Gather the course's data for the player: `CourseData` of contract.ts, but for what only a target can say."""

from collections.abc import Mapping
from typing import Any

from karmakit_build.compiler.keys import codes, left
from karmakit_schemas.codes import code
from karmakit_schemas.course import Assessment, Course, Module
from karmakit_schemas.languages import Language
from karmakit_schemas.questions import Matching, Question

DEFAULT = Assessment(pass_mark=70, attempts=0, shuffle=True, review="after-submit")


def course_data(course: Course, language: Language, glossary: Mapping[str, Any]) -> dict[str, Any]:
    """Return the data of a course without `target`."""
    meta = course.meta
    return {
        "id": meta.id,
        "version": meta.version,
        "title": meta.title,
        "language": meta.language,
        "dir": language.dir,
        "name": meta.theme.name or meta.provider,
        "contact": meta.contact.model_dump(exclude_none=True),
        "iri": f"https://{meta.publisher.domain}/{meta.id}",
        "order": meta.order,
        "units": [{"id": unit.id, "title": unit.title, "modules": list(unit.modules)} for unit in meta.units],
        "modules": [module_data(module) for module in course.modules],
        "glossary": dict(glossary),
        "strings": language.for_player,
    }


def module_data(module: Module) -> dict[str, Any]:
    """Return what is known of a module before it is opened."""
    return {
        "id": module.id,
        "code": code(module.id),
        "title": module.meta.title,
        "kind": module.meta.kind,
        "minutes": number(module.meta.duration),
        "page": f"pages/{module.id}.html",
        "requires": list(module.meta.requires),
        "objectives": [{"id": objective.id, "text": objective.text} for objective in module.meta.objectives],
        "questions": [question_data(question) for question in module.questions],
        "test": test_data(module),
    }


def question_data(question: Question) -> dict[str, Any]:
    """Return what is known of a question before it is answered."""
    data: dict[str, Any] = {
        "id": question.id,
        "code": code(question.id),
        "type": question.type,
        "points": 0 if question.type == "scale" else question.points,
        "attempts": question.attempts,
        "objective": question.objective,
        "codes": codes(question),
        "shuffle": question.shuffle,
    }
    if isinstance(question, Matching):
        data["left"] = left(question)
    return data


def test_data(module: Module) -> dict[str, Any] | None:
    """Return how a test is taken, every gap filled by the default; None for other kinds."""
    if module.meta.kind != "test":
        return None
    test = (module.test or Assessment()).over(DEFAULT)
    bank = sum(question.type != "scale" for question in module.questions)
    return {
        "passMark": number(test.pass_mark or 0),
        "attempts": test.attempts,
        "draw": min(test.draw or bank, bank),
        "shuffle": test.shuffle,
        "review": test.review,
        "timeLimit": number(test.time_limit) if test.time_limit else None,
        "final": module.meta.final,
    }


def number(value: float) -> int | float:
    """Return a whole number where it is one."""
    return int(value) if value == int(value) else value
