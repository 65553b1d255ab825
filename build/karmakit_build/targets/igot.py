"""iGOT's delivery kit: a package a module, the question files, the plan, the operator's checklist and the catalogue row."""

from karmakit_build.bundle import Bundle
from karmakit_build.compiler.pages import Pages
from karmakit_build.igot.catalogue import catalogue
from karmakit_build.igot.checklist import checklist
from karmakit_build.igot.competencies import competencies
from karmakit_build.igot.csv_files import csv_file
from karmakit_build.igot.framework import Framework
from karmakit_build.igot.hierarchy import Pieces, zip_path
from karmakit_build.igot.kit import banks, module_zip, pictures
from karmakit_build.igot.plan import PLAN, plan
from karmakit_build.records import sealed, told

NAME = "igot"
TAKES = ("framework",)


def package(pages: Pages, framework: Framework | None = None) -> tuple[Bundle]:
    """Return the kit of a course; identifiers of competencies are those of the framework, or left to be filled in."""
    course = pages.course
    roles, cut = pictures(course)
    pieces = Pieces(
        course,
        zips={
            module.id: module_zip(course, module, vetted=pages.vetted) for module in course.modules if module.meta.kind != "test"
        },
        banks=banks(course),
        pictures=roles,
        competencies=competencies(course, framework),
    )
    files = {
        **{zip_path(pieces.module(name)): data for name, data in pieces.zips.items()},
        **{each.path: csv_file(each.items, each.template) for each in pieces.banks.values() if each.items},
        **cut,
        "catalogue.xlsx": catalogue(course),
        "checklist.md": checklist(pieces, vetted=pages.vetted),
        **told(pages, NAME),
    }
    files[PLAN] = plan(pieces, files)
    return (Bundle(NAME, sealed(pages, NAME, files), form="folder"),)
