"""Lay a course out as a package: one SCO for all of it, or one a module with the rest shared."""

from collections.abc import Set as AbstractSet
from itertools import pairwise

from karmakit_build.compiler.pages import Pages
from karmakit_build.scorm.package import Item, Package, Resource
from karmakit_schemas.course import Module

SHARED = "shared"


def one_sco(pages: Pages, paths: AbstractSet[str]) -> Package:
    """Return a course as one SCO that opens the first page and holds `paths`."""
    meta = pages.course.meta
    item = Item(
        meta.id,
        meta.title,
        mastery=pages.final_mark,
        final=pages.final_mark is not None,
        objectives=tuple(dict.fromkeys(objective.id for module in pages.course.modules for objective in module.meta.objectives)),
    )
    launch = pages.cover.path
    return _package(pages, (item,), (Resource(meta.id, (launch, *sorted(paths - {launch})), href=launch),))


def sco_a_module(pages: Pages, paths: AbstractSet[str]) -> Package:
    """Return a course as one SCO a module; what `paths` hold besides their pages is shared."""
    course = pages.course
    modules = {module.id: module for module in course.modules}
    marks = pages.marks
    earlier = {later.id: (first.id,) for first, later in pairwise(course.modules)} if course.meta.order == "in-order" else {}
    items = tuple(
        Item(
            unit.id,
            unit.title,
            tuple(_item(modules[name], earlier.get(name, ()), marks[name]) for name in unit.modules if name in modules),
        )
        for unit in course.meta.units
    )
    own = [Resource(page.module.id, (page.path,), href=page.path, needs=(SHARED,)) for page in pages.pages if page.module]
    rest = paths - {path for resource in own for path in resource.files}
    return _package(pages, items, (*own, Resource(SHARED, tuple(sorted(rest)))))


def _package(pages: Pages, items: tuple[Item, ...], resources: tuple[Resource, ...]) -> Package:
    meta = pages.course.meta
    return Package(meta.id, meta.version, meta.title, pages.data["iri"], items, resources)


def _item(module: Module, earlier: tuple[str, ...], mark: float | None) -> Item:
    return Item(
        module.id,
        module.meta.title,
        needs=tuple(dict.fromkeys((*earlier, *module.meta.requires))),
        mastery=mark,
        final=mark is not None and module.meta.final,
        objectives=tuple(objective.id for objective in module.meta.objectives),
        alone=True,
    )
