"""Name the activities of a course by IRIs that never change, and tell their types by the verbs' own vocabulary (ADL, cmi5)."""

from typing import Any

from karmakit_schemas.course import Module

COURSE = "http://adlnet.gov/expapi/activities/course"
LESSON = "http://adlnet.gov/expapi/activities/lesson"
ASSESSMENT = "http://adlnet.gov/expapi/activities/assessment"
INTERACTION = "http://adlnet.gov/expapi/activities/cmi.interaction"


def module_type(module: Module) -> str:
    """Return the activity type of a module: a test is an assessment, anything else a lesson."""
    return ASSESSMENT if module.meta.kind == "test" else LESSON


def module_description(module: Module) -> str:
    """Return what a module is for: its objectives on one line."""
    return " · ".join(objective.text for objective in module.meta.objectives)


def unit_iri(course: str, unit: str) -> str:
    """Return the IRI of a unit."""
    return f"{course}/units/{unit}"


def objective_iri(course: str, objective: str) -> str:
    """Return the IRI of an objective, whose id is unique in the course."""
    return f"{course}/objectives/{objective}"


def competencies(modules: tuple[Module, ...]) -> dict[str, list[dict[str, Any]]]:
    """Return by module id the competencies that its statements name, as the profile's extension wants them."""
    return {
        module.id: [each.model_dump(mode="json", exclude_none=True) for each in module.meta.competencies]
        for module in modules
        if module.meta.competencies
    }
