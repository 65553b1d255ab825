"""A whole course to begin with, which says of itself how a course is written."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import get_args

from karmakit_authoring.parse import COURSE_FILE, FOLDER, GLOSSARY_FILE, IDENTIFIER, LONGEST_NAME
from karmakit_authoring.scaffold.editor import FOLDER as EDITOR
from karmakit_authoring.scaffold.editor import editor_files
from karmakit_authoring.scaffold.filling import fill, folder, template, yaml_text
from karmakit_authoring.scaffold.names import words_of
from karmakit_schemas.course import ModuleKind

MODULES = ("from-circular-to-module", "one-objective", "wrong-answers", "five-kinds", "final-test")
THUMBNAIL = "media/thumbnail.png"
ABOUT: Mapping[str, str] = MappingProxyType(
    {
        COURSE_FILE: "title, institute, outline",
        GLOSSARY_FILE: "terms that explain themselves in the text",
        **{f"{FOLDER}/{name}.md": f"a module of kind {kind}" for name, kind in zip(MODULES, get_args(ModuleKind), strict=True)},
        THUMBNAIL: "the picture on the card",
        f"{EDITOR}/": "settings and snippets for VS Code",
    }
)
"""What a new course holds, for who is told of it."""


SHORTEST_ID = 3
SHORTEST_TITLE = 10  # what the forms of the marketplace ask for
_WORDS = {
    "en": {"title": "A new course", "provider": "Training institute", "contact": "Course desk"},
    "hi": {"title": "एक नया पाठ्यक्रम", "provider": "प्रशिक्षण संस्थान", "contact": "पाठ्यक्रम डेस्क"},
}
_NOBODY = {"email": "desk@example.gov.in", "domain": "training.example.gov.in"}


@dataclass(frozen=True, slots=True, kw_only=True)
class NewCourse:
    """What is known of a course that is to be; `language` is one that there are templates in."""

    id: str
    title: str
    language: str
    provider: str
    contact: str
    email: str
    domain: str


def id_of(folder: str) -> str | None:
    """Return the id of a course in a folder: its name; of a shorter one than an id may be, a longer; None if it can be none."""
    if not IDENTIFIER.fullmatch(folder) or len(folder) > LONGEST_NAME:
        return None
    return folder if len(folder) >= SHORTEST_ID else f"course-{folder}"


def usual(language: str, folder: str) -> dict[str, str]:
    """Return what stands for title, provider, contact, e-mail and domain until somebody says otherwise."""
    words = _WORDS[language]
    title = words_of(folder)
    if language == "en":
        words = {**words, "title": title if len(title) >= SHORTEST_TITLE else f"{words['title']}: {folder}"}
    return {**words, **_NOBODY}


def course_files(new: NewCourse) -> dict[str, bytes]:
    """Return the files of a new course by their paths in its folder; all of it passes `check`."""
    places = {
        "id": new.id,
        "title": yaml_text(new.title),
        "language": new.language,
        "provider": yaml_text(new.provider),
        "contact": yaml_text(new.contact),
        "email": yaml_text(new.email),
        "domain": yaml_text(new.domain),
    }
    texts = {
        COURSE_FILE: fill(template(new.language, "course/outline.yml"), places),
        GLOSSARY_FILE: template(new.language, "course/glossary.md"),
        **{f"{FOLDER}/{name}.md": template(new.language, f"course/modules/{name}.md") for name in MODULES},
        **editor_files(new.language),
    }
    files = {path: text.encode() for path, text in texts.items()}
    return {**files, THUMBNAIL: folder().joinpath("media", "thumbnail.png").read_bytes()}


def ignore_file() -> bytes:
    """Return what Git leaves out of a course: what karmakit makes of it."""
    return b"# made by karmakit\nout/\n.karmakit_cache/\n"
