"""A small sound course to put texts into, and short ways to say where a node stands."""

from collections.abc import Callable, Mapping

import pytest

from karmakit_authoring.dialect import Document, read_document
from karmakit_authoring.parse import parse
from karmakit_authoring.source_text import SourceText
from karmakit_schemas.nodes import Node
from karmakit_schemas.parsed import Parsed
from karmakit_schemas.questions import Question
from karmakit_schemas.sources import Sources
from karmakit_schemas.spans import Span

COURSE = """\
id: a-course
title: A course
summary: What it is about.
outcomes: [Do something]
language: en
provider: An institute
licence: CC-BY-4.0
version: 1.0.0
contact: {name: Desk, email: desk@example.gov.in}
publisher: {domain: training.example.gov.in}
units:
  - id: basics
    title: Basics
    modules: [one]
"""

HEAD = """\
---
title: One
kind: do
duration: 4 min
---
"""

Files = Mapping[str, str | bytes]


def as_bytes(files: Files) -> dict[str, bytes]:
    return {path: text.encode() if isinstance(text, str) else text for path, text in files.items()}


@pytest.fixture(scope="session")
def course_yml() -> str:
    return COURSE


@pytest.fixture(scope="session")
def head() -> str:
    return HEAD


@pytest.fixture(scope="session")
def parsed() -> Callable[[Files], Parsed]:
    """Parse the sound course with these files put over its own; None takes a file away."""

    def parse_files(files: Mapping[str, str | bytes | None]) -> Parsed:
        whole: dict[str, str | bytes | None] = {"course.yml": COURSE, "modules/one.md": f"{HEAD}\nText.\n", **files}
        return parse(Sources("a-course", as_bytes({path: text for path, text in whole.items() if text is not None})))

    return parse_files


@pytest.fixture(scope="session")
def document() -> Callable[[str], Document]:
    """Read a text by itself."""
    return lambda text: read_document(SourceText.of("text.md", text))


@pytest.fixture(scope="session")
def question(parsed: Callable[[Files], Parsed]) -> Callable[[str], Question]:
    """Read the one question of a text, and want no finding."""

    def read(text: str) -> Question:
        result = parsed({"modules/one.md": f"{HEAD}\n{text}"})
        assert result.findings == ()
        assert result.course is not None
        (found,) = result.course.modules[0].questions
        return found

    return read


@pytest.fixture(scope="session")
def fault(parsed: Callable[[Files], Parsed]) -> Callable[[str], tuple[str, str, str, str]]:
    """Return the one finding of a module's text: its code, its place (in the text), what is wrong, and the mend."""

    def read(text: str) -> tuple[str, str, str, str]:
        (found,) = parsed({"modules/one.md": f"{HEAD}{text}"}).findings
        return found.code, f"{found.span.line - HEAD.count(chr(10))}:{found.span.column}", found.message, found.help

    return read


@pytest.fixture(scope="session")
def outline() -> Callable[[Node], list[str]]:
    """Write a tree as lines: kind, place, text and attributes of each node, its depth as indent."""

    def lines(node: Node, depth: int = 0) -> list[str]:
        said = [node.kind, place(node.span)]
        if node.text:
            said.append(repr(node.text))
        said += [f"{key}={value.strip() or 'open'}" for key, value in sorted(node.attrs.items())]
        return ["  " * depth + " ".join(said), *(line for child in node.children for line in lines(child, depth + 1))]

    return lines


def place(span: Span) -> str:
    if span.line == span.end_line:
        return f"{span.line}:{span.column}-{span.end_column}"
    return f"{span.line}:{span.column}-{span.end_line}:{span.end_column}"
