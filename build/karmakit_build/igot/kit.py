"""Make the pieces of a kit from a compiled course: packages, banks, pictures."""

from collections.abc import Mapping
from dataclasses import replace

from karmakit_build.archive import pack
from karmakit_build.compiler import compile_module
from karmakit_build.compiler.pages import Pages
from karmakit_build.igot.banks import Bank, bank
from karmakit_build.igot.pictures import fitted
from karmakit_build.scorm.package12 import NAME, package12
from karmakit_build.site import policy, site
from karmakit_schemas.course import Course, Module
from karmakit_schemas.errors import UnusableInputError
from karmakit_schemas.questions import Scale

LARGEST_ZIP = 200 * 1024 * 1024
LARGEST_PICTURE = 1_000_000
ICON, LOGO = (265, 150), (72, 72)
_WEB = ((b"\x89PNG\r\n\x1a\n", "png"), (b"\xff\xd8\xff", "jpg"))


def module_zip(course: Course, module: Module, *, vetted: bool = True) -> bytes:
    """Return a module as a SCORM 1.2 package of one SCO that opens `index.html` at the root; the kit has the proof of vetting."""
    pages = replace(compile_module(course, module), vetted=vetted)
    files = site(pages, NAME, policy(), options={"perModule": True})
    data = pack(package12(pages, files, about=_described(pages, module)))
    if len(data) > LARGEST_ZIP:
        raise UnusableInputError(
            f"{module.path}: its package has {len(data) // 1_000_000} MB; iGOT takes 200 MiB a file: make its media smaller"
        )
    return data


def _described(pages: Pages, module: Module) -> Pages:
    """Return what manifest and metadata are to describe: the module in the course's place."""
    meta = pages.course.meta
    aims = "; ".join(objective.text for objective in module.meta.objectives)
    told = {"id": f"{meta.id}.{module.id}", "title": module.meta.title, "summary": aims or meta.summary}
    course = replace(pages.course, meta=meta.model_copy(update=told))
    return replace(pages, course=course, data={**pages.data, "iri": f"{pages.data['iri']}/{module.id}"})


def banks(course: Course) -> dict[str, Bank]:
    """Return the bank of every test, and of every other module that asks a question iGOT can ask."""
    made = {}
    for module in course.modules:
        asked = any(not isinstance(question, Scale) for question in module.questions)
        if module.meta.kind == "test" or asked:
            made[module.id] = bank(module, course)
    return {name: each for name, each in made.items() if each.items or each.left_out}


def pictures(course: Course) -> tuple[Mapping[str, str], Mapping[str, bytes]]:
    """Return the cut pictures: path by role, and bytes by path; what is no raster picture is missing."""
    roles: dict[str, str] = {}
    files: dict[str, bytes] = {}
    for role, source, size, path in (
        ("appIcon", course.meta.thumbnail, ICON, "thumbnails/course.png"),
        ("creatorLogo", course.meta.theme.logo, LOGO, "thumbnails/logo.png"),
    ):
        data = course.sources.files.get(source) if source else None
        made = fitted(data, size) if data else None
        if made:
            roles[role], files[path] = path, made
    thumbnail = course.sources.files.get(course.meta.thumbnail or "", b"")
    form = next((ending for opening, ending in _WEB if thumbnail.startswith(opening)), None)
    if form and "appIcon" in roles and len(thumbnail) <= LARGEST_PICTURE:
        roles["posterImage"] = f"thumbnails/poster.{form}"
        files[roles["posterImage"]] = thumbnail
    return roles, files
