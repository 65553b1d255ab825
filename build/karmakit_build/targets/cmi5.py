"""cmi5: one assignable unit for the course, or one a module where `targets: {cmi5: {au: module}}` says so."""

from karmakit_build.bundle import Bundle
from karmakit_build.compiler.pages import Pages
from karmakit_build.records import sealed
from karmakit_build.xapi.activities import COURSE, module_description, module_type, objective_iri, unit_iri
from karmakit_build.xapi.cmi5_xml import Block, Objective, Structure, Text, Unit, course_structure
from karmakit_build.xapi.site import xapi_site
from karmakit_schemas.course import Module

NAME = "cmi5"
STRUCTURE = "cmi5.xml"


def package(pages: Pages) -> tuple[Bundle]:
    """Return the cmi5 package of a course."""
    meta = pages.course.meta
    per_module = meta.targets.cmi5.au == "module"
    files = xapi_site(pages, NAME, {"perModule": True} if per_module else {})
    objectives = tuple(objective for module in pages.course.modules for objective in module.meta.objectives)
    files[STRUCTURE] = course_structure(
        Structure(
            pages.data["iri"],
            meta.language,
            Text(meta.title, meta.summary),
            tuple(Objective(objective_iri(pages.data["iri"], each.id), each.text) for each in objectives),
            _by_module(pages) if per_module else (_whole(pages, tuple(each.id for each in objectives)),),
        )
    )
    return (Bundle(pages.named(NAME), sealed(pages, NAME, files)),)


def _whole(pages: Pages, objectives: tuple[str, ...]) -> Unit:
    meta, iri, mark = pages.course.meta, pages.data["iri"], pages.final_mark
    return Unit(
        f"{iri}/au",
        Text(meta.title, meta.summary),
        pages.cover.path,
        COURSE,
        "Completed" if mark is None else "CompletedAndPassed",
        mark,
        tuple(objective_iri(iri, name) for name in objectives),
    )


def _by_module(pages: Pages) -> tuple[Block, ...]:
    modules = {module.id: module for module in pages.course.modules}
    marks = pages.marks
    paths = {page.module.id: page.path for page in pages.pages if page.module}
    iri = pages.data["iri"]
    return tuple(
        Block(
            unit_iri(iri, unit.id),
            Text(unit.title),
            tuple(_unit(iri, modules[name], paths[name], marks[name]) for name in unit.modules if name in modules),
        )
        for unit in pages.course.meta.units
    )


def _unit(iri: str, module: Module, path: str, mark: float | None) -> Unit:
    meta = module.meta
    return Unit(
        f"{iri}/{module.id}/au",
        Text(meta.title, module_description(module)),
        path,
        module_type(module),
        "Completed" if mark is None else "CompletedAndPassed",
        mark,
        tuple(objective_iri(iri, each.id) for each in meta.objectives),
    )
