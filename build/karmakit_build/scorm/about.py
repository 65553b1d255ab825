"""Gather what the metadata of a package say of its course, in whichever form of LOM they are then written."""

from dataclasses import dataclass

from karmakit_build.compiler.pages import Pages
from karmakit_build.xml import line
from karmakit_schemas.frameworks import framework

LONGEST_TITLE = 200
LONGEST_DESCRIPTION = 1000


@dataclass(frozen=True, slots=True)
class About:
    """The facts of a course: texts on one line, no longer than importers take, and `taxa` as paths from area to sub-theme."""

    id: str
    iri: str
    title: str
    language: str
    description: str
    keywords: tuple[str, ...]
    version: str
    publisher: str
    licence: str
    minutes: int
    framework: str
    taxa: tuple[tuple[str, ...], ...]


def about(pages: Pages) -> About:
    """Return the facts of a course; `publisher` is a vCard."""
    meta = pages.course.meta
    modules = pages.course.modules
    return About(
        id=meta.id,
        iri=pages.data["iri"],
        title=line(meta.title, LONGEST_TITLE),
        language=meta.language,
        description=line(meta.summary, LONGEST_DESCRIPTION),
        keywords=tuple(line(word, LONGEST_DESCRIPTION) for word in meta.keywords),
        version=meta.version,
        publisher=_vcard(meta.provider),
        licence=line(meta.licence),
        minutes=max(1, round(sum(module.meta.duration for module in modules))),
        framework=framework(meta.framework).title,
        taxa=tuple(sorted({(each.area, each.theme, each.subtheme) for module in modules for each in module.meta.competencies})),
    )


def _vcard(name: str) -> str:
    safe = line(name).replace("\\", "\\\\").replace(",", "\\,").replace(";", "\\;")
    return f"BEGIN:VCARD\nVERSION:3.0\nFN:{safe}\nORG:{safe}\nEND:VCARD"
