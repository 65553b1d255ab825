"""What is vetted: each module with all it shows, and `course.yml` with the glossary and the pictures of the cover."""

from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from decimal import Decimal
from itertools import groupby
from typing import Any

from pydantic import BaseModel

from karmakit_schemas.nodes import Node
from karmakit_schemas.parsed import Parsed
from karmakit_schemas.stand_ins import stand_ins
from karmakit_schemas.vetting import COURSE, canonical, sha256
from karmakit_validators import assets
from karmakit_validators.context import GLOSSARY, Context
from karmakit_validators.page import Page
from karmakit_validators.vetting.content import Content

COURSE_FILE = "course.yml"
_BREAKS = {"soft_break": " "}
_PLACES = frozenset({"span", "places"})


def contents(parsed: Parsed) -> tuple[Content, ...]:
    """Return the subjects of a course that could be read whole: `_course`, then the modules in their order.

    `names` are the authors and translators that the front-matter tells.
    """
    context = Context(parsed)
    pages = [page for page in context.pages if page.module]
    return (_of_course(context), *(_of_module(context, page) for page in pages))


def _of_course(context: Context) -> Content:
    parsed = context.parsed
    shown = [COURSE_FILE, *([GLOSSARY] if GLOSSARY in parsed.sources.files else []), *(r.path for r in assets.of_course(context))]
    files = _digests(parsed, shown)
    others = {path: digest for path, digest in files.items() if path not in {COURSE_FILE, GLOSSARY}}
    meaning = [parsed.part.meta, parsed.part.glossary, others]
    return Content(COURSE, parsed.part.meta.title, files, _semantic(meaning))


def _of_module(context: Context, page: Page) -> Content:
    module = page.module
    if module is None:
        raise ValueError("the glossary is no module")
    shown = [reference.path for reference in assets.of_page(page)]
    files = _digests(context.parsed, [module.path, *shown])
    others = {path: digest for path, digest in files.items() if path != module.path}
    meta = module.meta
    return Content(
        module.id,
        meta.title,
        files,
        _semantic([meta, module.body, module.questions, others]),
        names=(*meta.authors, *meta.translators),
        media=any(node.kind in {"video", "audio"} for node in page.nodes),
        test=module.test is not None,
    )


def _digests(parsed: Parsed, paths: list[str]) -> dict[str, str]:
    """Return the manifest of those files that are there, and of what may stand in for them; that one is missing, MED001 says."""
    sources = parsed.sources
    shown = {path for path in paths if path in sources.files}
    shown |= {other for path in shown for other in stand_ins(path, sources.files)}
    return {path: sha256(sources.canonical(path)) for path in sorted(shown)}


def _semantic(meaning: list[Any]) -> str:
    return sha256(canonical(_meaning(meaning)))


def _meaning(value: Any) -> Any:
    """Return a part of a course as JSON, without its places: what two ways of writing the same have in common."""
    if isinstance(value, Node):
        return [value.kind, value.text, dict(sorted(value.attrs.items())), list(_children(value))]
    if isinstance(value, BaseModel):
        return value.model_dump(mode="json")
    if is_dataclass(value):
        value = {field.name: getattr(value, field.name) for field in fields(value) if field.name not in _PLACES}
    if isinstance(value, Mapping):
        return {str(key): _meaning(item) for key, item in value.items()}
    if isinstance(value, tuple | list):
        return [_meaning(item) for item in value]
    return str(value.normalize()) if isinstance(value, Decimal) else value


def _children(node: Node) -> Iterator[Any]:
    """Yield a node's children, runs of text as one: where a line is broken, or a character escaped, means nothing."""
    for is_text, run in groupby(node.children, key=lambda child: child.kind in {"text", "soft_break"}):
        if is_text:
            yield ["text", "".join(_BREAKS.get(child.kind, child.text) for child in run), {}, []]
        else:
            yield from map(_meaning, (child for child in run if child.kind != "comment"))
