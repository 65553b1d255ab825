"""A small course built by hand, so that the compiler is tested without the parser."""

from collections.abc import Callable
from importlib import resources
from pathlib import Path
from types import SimpleNamespace
from typing import NamedTuple

import pytest

from karmakit_build.cli import main
from karmakit_build.compiler import compile_course
from karmakit_schemas.course import Course, CourseFile, FrontMatter, Module, Term
from karmakit_schemas.nodes import Node
from karmakit_schemas.questions import Option, Question, QuestionBase
from karmakit_schemas.sources import Sources
from karmakit_schemas.spans import Span

SPAN = Span("modules/one.md")
SVG = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 640 360"></svg>'


def node(kind: str, /, *children: Node | str, text: str = "", **attrs: str) -> Node:
    """Return a node; a string among the children is a text node."""
    inner = tuple(Node("text", SPAN, text=child) if isinstance(child, str) else child for child in children)
    return Node(kind, SPAN, text=text, attrs=attrs, children=inner)


def paragraph(*children: Node | str) -> Node:
    return node("paragraph", *children)


def document(*children: Node) -> Node:
    return node("document", *children)


def option(code: str, words: str, *, correct: bool = False, feedback: str | None = None) -> Option:
    return Option(
        code=code,
        content=document(paragraph(words)),
        correct=correct,
        feedback=document(paragraph(feedback)) if feedback else None,
    )


def question(model: type[QuestionBase], identifier: str, **given: object) -> Question:
    return model(**{"id": identifier, "span": SPAN, "stem": document(paragraph("What?")), **given})


def module(identifier: str, *body: Node, questions: tuple[Question, ...] = (), **meta: object) -> Module:
    front = FrontMatter.model_validate({"title": f"Module {identifier}", "kind": "do", "duration": "4 min", **meta})
    return Module(
        id=identifier,
        path=f"modules/{identifier}.md",
        meta=front,
        body=document(*body, *(node("question", id=question.id) for question in questions)),
        questions=questions,
    )


def course(*modules: Module, files: dict[str, bytes] | None = None, glossary: tuple[Term, ...] = (), **meta: object) -> Course:
    given = {
        "id": "sample-course",
        "title": "A sample & more",
        "summary": "What it is about.",
        "outcomes": ["Do it"],
        "language": "en",
        "provider": "The institute",
        "licence": "CC-BY-4.0",
        "version": "1.0.0",
        "contact": {"name": "Desk", "email": "desk@example.gov.in"},
        "publisher": {"domain": "example.gov.in"},
        "units": [{"id": "unit", "title": "The unit", "modules": [each.id for each in modules]}],
        **meta,
    }
    sources = {"course.yml": b"", **{each.path: b"" for each in modules}, **(files or {})}
    if glossary:
        sources["glossary.md"] = b""
    return Course(
        meta=CourseFile.model_validate(given),
        modules=modules,
        glossary=glossary,
        sources=Sources("sample-course", sources),
    )


@pytest.fixture(scope="session")
def make() -> SimpleNamespace:
    """Return what makes parts of a course."""
    return SimpleNamespace(
        SPAN=SPAN,
        SVG=SVG,
        node=node,
        paragraph=paragraph,
        document=document,
        option=option,
        question=question,
        module=module,
        course=course,
    )


@pytest.fixture
def written() -> Callable[..., str]:
    """Return the HTML of the first module of a course with these nodes as its text."""

    def write(*body: Node, files: dict[str, bytes] | None = None, **meta: object) -> str:
        return compile_course(course(module("one", *body), files=files, **meta)).pages[1].main

    return write


@pytest.fixture
def set_up() -> None:
    """Skip where the player and the schemas, which `make setup` makes, are missing."""
    player = resources.files("karmakit_build").joinpath("player", "scorm12.js")
    schema = resources.files("karmakit_validators").joinpath("xsd", "scorm12", "original", "ims_xml.xsd")
    if not player.is_file() or not schema.is_file():
        pytest.skip("the player or the schemas are missing: run `make setup`")


COURSE = """id: sample-course
title: Counting the days
summary: How the time limit of an application is counted.
outcomes: [Count the time limit of an application]
language: en
provider: Institute of Examples
licence: CC-BY-4.0
version: 1.0.0
audience: {roles: [Section Officer]}
contact: {name: Course desk, email: desk@example.gov.in}
publisher: {domain: training.example.gov.in}
units:
  - id: basics
    title: The basics
    modules: [counting, final-test]
"""
COMPETENCIES = """objectives:
  - {id: count, text: Count the thirty days from receipt, bloom: apply, serves: [RTI Responsiveness]}
competencies:
  - {area: Functional, theme: Handling RTI Matters, subtheme: RTI Responsiveness, level: 1}
"""
COUNTING = f"""---
title: Counting the thirty days
kind: do
duration: 3 min
{COMPETENCIES}---

The thirty days run from the day on which the application reaches the office. Count the next day as day one.
![A calendar on which 2 April is circled](../media/desk.svg)

::: question {{#due objective=count}}
An application arrives on 3 March. When must the reply reach the applicant?

- [ ] 18 March
  > Fifteen days is not the ordinary limit.
- [x] 2 April
  > Right: thirty days from receipt.
- [ ] 5 May
  > That is far too late.

:::
"""
TEST = """---
title: Final test
kind: test
duration: 5 min
final: true
assessment: {pass_mark: 60, attempts: 3}
---

One question, one sitting.

::: question {#limit objective=count}
By when is an ordinary request answered?

- [x] 30 days
  > SECRET-KEY-WORDS
- [ ] 45 days
  > No.
- [ ] 60 days
  > No.

:::
"""


@pytest.fixture
def folder(tmp_path: Path, set_up: None) -> Path:
    """Return the folder of a small sound course on the disk."""
    course_folder = tmp_path / "sample-course"
    (course_folder / "modules").mkdir(parents=True)
    (course_folder / "media").mkdir()
    (course_folder / "course.yml").write_text(COURSE, encoding="utf-8")
    (course_folder / "modules" / "counting.md").write_text(COUNTING, encoding="utf-8")
    (course_folder / "modules" / "final-test.md").write_text(TEST, encoding="utf-8")
    (course_folder / "media" / "desk.svg").write_bytes(SVG)
    return course_folder


class Said(NamedTuple):
    """What a command answered."""

    status: int
    out: str
    err: str


@pytest.fixture
def karmakit(capsys: pytest.CaptureFixture[str]) -> Callable[..., Said]:
    """Return the command line, called in this process."""

    def call(*arguments: object) -> Said:
        status = main([str(argument) for argument in arguments])
        return Said(status, *capsys.readouterr())

    return call
