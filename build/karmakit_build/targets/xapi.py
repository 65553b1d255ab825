"""xAPI: a package with `tincan.xml` for platforms that launch a course at a learning record store."""

from collections.abc import Iterator

from karmakit_build.bundle import Bundle
from karmakit_build.compiler.pages import Pages
from karmakit_build.records import sealed
from karmakit_build.xapi.activities import COURSE, INTERACTION, module_description, module_type
from karmakit_build.xapi.site import xapi_site
from karmakit_build.xapi.tincan_xml import Activity, activities
from karmakit_build.xml import line

NAME = "xapi"
LAUNCH = "tincan.xml"
LONGEST_NAME = 120


def package(pages: Pages) -> tuple[Bundle]:
    """Return the xAPI package of a course."""
    meta = pages.course.meta
    files = xapi_site(pages, NAME, {})
    files[LAUNCH] = activities(tuple(_activities(pages)), meta.language)
    return (Bundle(pages.named(NAME), sealed(pages, NAME, files)),)


def _activities(pages: Pages) -> Iterator[Activity]:
    meta, iri = pages.course.meta, pages.data["iri"]
    yield Activity(iri, COURSE, meta.title, meta.summary, launch=pages.cover.path)
    for module in pages.course.modules:
        yield Activity(f"{iri}/{module.id}", module_type(module), module.meta.title, module_description(module))
        for question in module.questions:
            stem = question.stem.plain() or question.id
            yield Activity(f"{iri}/{module.id}/{question.id}", INTERACTION, line(stem, LONGEST_NAME), stem)
