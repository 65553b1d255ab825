"""Compile a course: from the tree of nodes to pages of HTML and data, for any target."""

from collections.abc import Callable, Iterable
from dataclasses import replace

from karmakit_build.compiler import directives, films, questions, text
from karmakit_build.compiler.cover import cover_page, glossary_section, works_section
from karmakit_build.compiler.data import course_data
from karmakit_build.compiler.drawings import passive
from karmakit_build.compiler.links import media_path
from karmakit_build.compiler.module_page import module_page
from karmakit_build.compiler.pages import Page, Pages
from karmakit_build.compiler.sheet import Shared, Sheet
from karmakit_build.compiler.showing import Showing
from karmakit_schemas.course import Course, Module
from karmakit_schemas.errors import UnusableInputError
from karmakit_schemas.languages import Language, find
from karmakit_schemas.sources import Sources

__all__ = ["Page", "Pages", "Write", "compile_course", "compile_lite", "compile_module"]

Write = Callable[[Shared, Module, str | None, str | None], Page]
SCRIPT_LENGTH = 4
RIGHT_TO_LEFT_SCRIPTS = frozenset({"arab", "aran", "hebr", "thaa"})
RIGHT_TO_LEFT_LANGUAGES = frozenset({"ar", "fa", "ks", "sd", "ur"})
WRITERS = {**text.WRITERS, **directives.WRITERS, **films.WRITERS, **questions.WRITERS}


def compile_lite(course: Course) -> Pages:
    """Return the pages of a course's low-bandwidth edition, which know those of the full one."""
    return replace(_compiled(course, lite=True), full=compile_course(course))


def compile_course(course: Course, write: Write = module_page) -> Pages:
    """Return the pages of a course; `write` may keep the pages of modules, each a function of what it is given."""
    return _compiled(course, write=write)


def _compiled(course: Course, *, lite: bool = False, write: Write = module_page) -> Pages:
    language = _language(course.meta.language)
    shared = Shared(
        course,
        language,
        modules=frozenset(module.id for module in course.modules),
        terms=frozenset(term.id for term in course.glossary),
        writers=WRITERS,
        lite=lite,
    )
    sheet = Sheet(shared, "glossary.md", ".")
    glossary = {term.id: (text.phrase(term.name, sheet), text.phrase(term.meaning, sheet)) for term in course.glossary}
    pages = (cover_page(shared, glossary), *_modules(shared, write))
    used = {*sheet.media, *(path for page in pages for path in page.media), *_named(course, shared.showing)}
    return Pages(
        course=course,
        language=language,
        pages=pages,
        data=course_data(
            course, language, {name: {"name": term, "meaning": meaning} for name, (term, meaning) in glossary.items()}
        ),
        media={media_path(path): passive(path, course.sources.canonical(path)) for path in sorted(used)},
    )


def compile_module(course: Course, module: Module) -> Pages:
    """Return one module as a course of its own: a single page, `index.html`, with no cover and no way to the other modules.

    Links to other modules are plain words; the terms that the page links to stand at its end, and the works by others that it
    carries: there is no cover to name them.
    """
    own = _alone(course, module)
    language = _language(course.meta.language)
    terms = frozenset(term.id for term in course.glossary)
    shared = Shared(own, language, frozenset({module.id}), terms, WRITERS, alone=True)
    (only,) = own.modules
    page = module_page(shared, only)
    sheet = Sheet(shared, "glossary.md", ".")
    glossary = _linked(own, page.terms, sheet)
    page = replace(page, main=f"{page.main}{glossary_section(glossary, sheet)}\n" if glossary else page.main)
    known = {name: {"name": term, "meaning": meaning} for name, (term, meaning) in glossary.items()}
    data = course_data(own, language, known)
    used = {*sheet.media, *page.media, *_named(own, shared.showing)}
    credits_ = works_section([work for work in course.meta.credits if work.file in used], sheet)
    page = replace(page, main=f"{page.main}{credits_}\n" if credits_ else page.main)
    return Pages(
        course=own,
        language=language,
        pages=(page,),
        data={**data, "modules": [{**told, "page": page.path} for told in data["modules"]]},
        media={media_path(path): passive(path, course.sources.canonical(path)) for path in sorted(used)},
    )


def _alone(course: Course, module: Module) -> Course:
    """Return a course that holds one module, which needs no other."""
    unit = next(unit for unit in course.meta.units if module.id in unit.modules)
    units = (unit.model_copy(update={"modules": (module.id,)}),)
    meta = course.meta.model_copy(update={"units": units, "order": "free", "thumbnail": None})
    return replace(course, meta=meta, modules=(replace(module, meta=module.meta.model_copy(update={"requires": ()})),))


def _linked(course: Course, names: Iterable[str], sheet: Sheet) -> dict[str, tuple[str, str]]:
    """Return the terms of these names, and those that their meanings link to, in the glossary's order."""
    known = {term.id: term for term in course.glossary}
    found: dict[str, tuple[str, str]] = {}
    waiting = list(names)
    while waiting:
        if (name := waiting.pop()) not in found:
            found[name] = text.phrase(known[name].name, sheet), text.phrase(known[name].meaning, sheet)
            waiting += sheet.linked
    return {name: found[name] for name in known if name in found}


def _modules(shared: Shared, write: Write) -> list[Page]:
    modules = shared.course.modules
    around = replace(shared, course=_around_modules(shared.course))
    paths = ["index.html", *(f"pages/{module.id}.html" for module in modules)]
    after = [*paths[2:], None]
    return [write(around, module, back, forward) for module, back, forward in zip(modules, paths, after, strict=False)]


def _around_modules(course: Course) -> Course:
    """Return a course without the text of its modules and its glossary: no page of a module can hang on another's."""
    files = {path: b"" if path.endswith(".md") else data for path, data in course.sources.files.items()}
    return replace(course, modules=(), glossary=(), places={}, sources=Sources(course.sources.name, files))


def _named(course: Course, showing: Showing) -> list[str]:
    """Return the files that `course.yml` names and that are there; the thumbnail, which no page shows, not in the lite edition."""
    files = course.sources.files
    thumbnail, logo = (path if path in files else None for path in (course.meta.thumbnail, course.meta.theme.logo))
    shown = showing.picture(logo) if logo else None
    named = (None if showing.lite else thumbnail, shown and shown.path, shown and shown.webp)
    return [path for path in named if path]


def _language(tag: str) -> Language:
    """Return the pack of a language; where there is none, the English words, running as the language's script runs."""
    language = find(tag)
    if language:
        return language
    english = find("en")
    if english is None:  # pragma: no cover - only where the package was installed in part
        raise UnusableInputError("karmakit is not whole: its language packs are missing; install it again")
    parts = tag.lower().split("-")
    script = next((part for part in parts[1:] if len(part) == SCRIPT_LENGTH), None)
    right_to_left = script in RIGHT_TO_LEFT_SCRIPTS if script else parts[0] in RIGHT_TO_LEFT_LANGUAGES
    return english.model_copy(update={"dir": "rtl"}) if right_to_left else english
