"""A foreign work as if it were a course of ours: each Markdown file a page, with a stand-in for what only our courses say."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace

import quizzes
from foreign import FRONT_MATTER, blanked
from works import Work

from karmakit_authoring.dialect import read_document
from karmakit_authoring.questions import read_questions
from karmakit_authoring.texts import read_text
from karmakit_schemas.course import Contact, Course, CourseFile, FrontMatter, Module, Objective, Outcome, Place, Publisher, Unit
from karmakit_schemas.findings import Finding, in_order
from karmakit_schemas.nodes import Node
from karmakit_schemas.parsed import Parsed
from karmakit_schemas.sources import Sources
from karmakit_schemas.spans import Span

PICTURES = (".png", ".jpg", ".jpeg", ".gif", ".svg", ".webp")
TITLE = re.compile(r"^title:[ \t]*(.+?)[ \t]*$", re.MULTILINE)
OBJECTIVES = re.compile(r"^objectives:[ \t]*\n((?:[ \t]*-[^\n]*\n)+)", re.MULTILINE)
OBJECTIVES_BOX = re.compile(r"^:{3,} *objectives *:*\n(.*?)^:{3,}", re.MULTILINE | re.DOTALL)
ITEM = re.compile(r"^[ \t]*[-*] +(.+?)[ \t]*$", re.MULTILINE)
HTML_ID = re.compile(r"""\b(?:id|name)\s*=\s*["']([^"']+)["']""")
NOT_IN_SLUG = re.compile(r"[^\w\- ]")


def read(work: Work, given: Sources) -> Parsed:
    """Return a work as a course whose pages could all be read, and what the reader itself found."""
    originals = {path: _text(data) for path, data in given.files.items() if work.is_page(path)}
    files = {path: data for path, data in given.files.items() if not path.endswith((".md", ".gift"))}
    files |= {f"media/{path}": data for path, data in files.items() if path.lower().endswith(PICTURES)}
    files |= {path: data for path, data in given.files.items() if path.endswith(".md")}
    files |= {path: _as_ours(path, text).encode() for path, text in originals.items()}
    sources = Sources(given.name, files)
    findings: list[Finding] = []
    modules = [_module(number, path, text, sources, findings) for number, (path, text) in enumerate(sorted(originals.items()), 1)]
    course = Course(meta=_meta(work, modules), modules=tuple(modules), sources=sources)
    return Parsed(sources, in_order(findings), course, course.modules, course, complete=True)


def _text(data: bytes) -> str:
    return data.removeprefix(b"\xef\xbb\xbf").decode("utf-8", "replace").replace("\r\n", "\n").replace("\r", "\n")


def _as_ours(path: str, text: str) -> str:
    if path.endswith(".gift"):
        return quizzes.from_gift(text)
    return quizzes.from_liascript(blanked(text))


def _module(number: int, path: str, original: str, sources: Sources, findings: list[Finding]) -> Module:
    source = read_text(path, sources.files[path], findings)
    if source is None:
        raise ValueError(path)
    head = FRONT_MATTER.match(original)
    document = read_document(source, head[0].count("\n") + 1 if head else 0)
    findings.extend(document.findings)
    node, questions, _ = read_questions(document.node, findings)
    title, places, node = _title(path, original, node)
    objectives = list(_objectives(path, original))
    for index, (_, span) in enumerate(objectives):
        places["objectives", index, "text"] = span
    meta = FrontMatter(
        title=title,
        kind="explore",
        duration="4 min",
        objectives=tuple(Objective(id=f"o{index}", text=text) for index, (text, _) in enumerate(objectives, 1)),
    )
    return Module(id=f"m{number}", path=path, meta=meta, body=_with_anchors(node), questions=questions, places=places)


def _title(path: str, original: str, body: Node) -> tuple[str, dict[Place, Span], Node]:
    """Return the title and its place: the front-matter's, else the first heading, which is then no part of the text."""
    head = FRONT_MATTER.match(original)
    found = TITLE.search(head[0]) if head else None
    if found and found[1].strip("\"'"):
        text = found[1].strip("\"'")
        return text, {("title",): _span(path, original, found.start(1), found.end(1))}, body
    first = next((node for node in body.children if node.kind == "heading" and node.attrs["level"] == "1"), None)
    if first is None or not first.plain():
        return path.rpartition("/")[2], {}, body
    kept = tuple(node for node in body.children if node is not first)
    return first.plain(), {("title",): first.span}, replace(body, children=kept)


def _objectives(path: str, original: str) -> Iterator[tuple[str, Span]]:
    """Yield the objectives of a work that lists them, each with its place."""
    head = FRONT_MATTER.match(original)
    box = (OBJECTIVES.search(head[0]) if head else None) or OBJECTIVES_BOX.search(original)
    if box:
        for item in ITEM.finditer(original, box.start(1), box.end(1)):
            yield item[1], _span(path, original, item.start(1), item.end(1))


def _span(path: str, text: str, start: int, end: int) -> Span:
    line = text.count("\n", 0, start) + 1
    column = start - (text.rfind("\n", 0, start) + 1) + 1
    return Span(path, line, column, line, column + end - start)


def _with_anchors(body: Node) -> Node:
    """Return a text whose headings have the anchors that other programs give them, and the ids that its HTML gives."""
    seen: dict[str, int] = {}

    def named(node: Node) -> Node:
        attrs: Mapping[str, str] = node.attrs
        if node.kind == "heading" and "id" not in attrs:
            slug = NOT_IN_SLUG.sub("", node.plain().strip().lower()).replace(" ", "-")
            seen[slug] = seen.get(slug, -1) + 1
            attrs = {**attrs, "id": slug if not seen[slug] else f"{slug}-{seen[slug]}"}
        elif node.kind in {"html", "html_inline"} and (found := HTML_ID.search(node.text)):
            attrs = {**attrs, "id": found[1]}
        return replace(node, attrs=attrs, children=tuple(named(child) for child in node.children))

    return named(body)


def _meta(work: Work, modules: list[Module]) -> CourseFile:
    return CourseFile(
        id="foreign-work",
        title=work.name,
        summary="A foreign work.",
        outcomes=(Outcome(text="Read it"),),
        language=work.language,
        provider="Somebody",
        licence="CC-BY-4.0",
        version="1.0.0",
        contact=Contact(name="Somebody", email="somebody@example.org"),
        publisher=Publisher(domain="example.org"),
        units=(Unit(id="all", title="All", modules=tuple(module.id for module in modules)),),
    )
