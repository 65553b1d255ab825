"""Say who writes which kind of node in an edition: the compiler's writers, and ours where paper differs."""

from collections.abc import Callable
from functools import partial

from karmakit_build.compiler import WRITERS
from karmakit_build.compiler.sheet import Shared, Sheet, Writer
from karmakit_build.editions import directives, links, pictures, questions, text
from karmakit_build.editions.edition import Edition
from karmakit_schemas.nodes import Node

OURS: dict[str, Callable[[Edition, Node, Sheet], str]] = {
    "heading": text.heading,
    "link": links.link,
    "footnote_ref": text.footnote_ref,
    "image": pictures.image,
    "figure": directives.figure,
    "tabs": directives.tabs,
    "tab": directives.tab,
    "video": directives.video,
    "audio": directives.audio,
    "further-reading": directives.further_reading,
    "reflection": directives.reflection,
    "details": directives.details,
    "question": questions.placed,
    "blank": questions.blank,
}


def shared(edition: Edition) -> Shared:
    """Return what all parts of an edition know."""
    course = edition.course
    writers: dict[str, Writer] = {**WRITERS, **{kind: partial(writer, edition) for kind, writer in OURS.items()}}
    return Shared(
        course,
        edition.pages.language,
        modules=frozenset(module.id for module in course.modules),
        terms=frozenset(term.id for term in course.glossary),
        writers=writers,
        lite=edition.pages.lite,
    )
