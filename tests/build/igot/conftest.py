"""A course with a question of every type, and the kit that is made of it."""

import csv
import io
import json
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import pytest

from karmakit_build.compiler import compile_course
from karmakit_build.igot.pictures import png
from karmakit_build.targets import package
from karmakit_schemas.course import Assessment, Module
from karmakit_schemas.questions import (
    Blank,
    FillIn,
    Matching,
    MultipleChoice,
    Numeric,
    NumericBlank,
    Ordering,
    Pair,
    Scale,
    SingleChoice,
    TrueFalse,
)

RTI = {"area": "Functional", "theme": "Handling RTI Matters", "subtheme": "RTI Responsiveness", "level": 2}
RECORDS = {**RTI, "subtheme": "RTI Records Management"}
PICTURE = png(bytes(range(256)) * 900, (320, 240))


@dataclass(frozen=True)
class Kit:
    """A built kit: its files, and its plan as data."""

    files: dict[str, bytes]
    plan: dict[str, Any]

    @property
    def nodes(self) -> dict[str, dict[str, Any]]:
        """Return every node by its key."""
        found: dict[str, dict[str, Any]] = {}
        waiting = [self.plan["root"]]
        while waiting:
            node = waiting.pop()
            found[node["key"]] = node
            waiting += node["children"]
        return found

    @property
    def text(self) -> str:
        """Return the checklist."""
        return self.files["checklist.md"].decode()

    def rows(self, path: str) -> list[dict[str, str]]:
        """Return the lines of a question file by their header."""
        return list(csv.DictReader(io.StringIO(self.files[path].decode("utf-8-sig"), newline="")))


@pytest.fixture(scope="session")
def ask(make):
    """Return questions of every type, by name."""
    options = (make.option("a", "thirty days", correct=True), make.option("b", "forty-five days"))
    span = make.SPAN

    def cell(words):
        return make.document(make.paragraph(words))

    blank_stem = make.document(make.paragraph("It takes ", make.node("blank", text="x"), " at most."))
    pairs = (
        Pair(left_code="1", left=cell("Ordinary"), code="a", right=cell("30 days")),
        Pair(left_code="2", left=cell("Life"), code="b", right=cell("48 hours")),
    )
    return {
        "single": make.question(SingleChoice, "single", options=options, objective="count"),
        "multiple": make.question(MultipleChoice, "multiple", options=(*options, make.option("c", "a month", correct=True))),
        "truth": make.question(TrueFalse, "truth", options=(make.option("t", "True"), make.option("f", "False", correct=True))),
        "matching": make.question(Matching, "matching", headers=(cell("Case"), cell("Limit")), pairs=pairs),
        "distractor": make.question(
            Matching,
            "distractor",
            headers=(cell("Case"), cell("Limit")),
            pairs=(*pairs, Pair(left_code="", left=None, code="c", right=cell("90 days"))),
        ),
        "ordering": make.question(Ordering, "ordering", options=options),
        "fill": make.question(FillIn, "fill", stem=blank_stem, blanks=(Blank(accepted=("a month",), span=span),)),
        "spellings": make.question(FillIn, "spellings", stem=blank_stem, blanks=(Blank(accepted=("CPIO", "PIO"), span=span),)),
        "number": make.question(
            Numeric, "number", stem=blank_stem, blanks=(NumericBlank(value=Decimal(30), units=("days", "day"), span=span),)
        ),
        "range": make.question(
            Numeric, "range", stem=blank_stem, blanks=(NumericBlank(value=Decimal(30), tolerance=Decimal(1), span=span),)
        ),
        "thousands": make.question(Numeric, "thousands", stem=blank_stem, blanks=(NumericBlank(value=Decimal(25000), span=span),)),
        "scale": make.question(Scale, "scale", options=options),
    }


def lesson(make, name: str, *body: Any, questions: tuple[Any, ...] = (), **meta: Any) -> Module:
    given = {
        "title": f"Lesson {name}",
        "objectives": [{"id": name, "text": f"Do {name}", "bloom": "analyse"}],
        "competencies": [RTI],
        **meta,
    }
    return make.module(name, *body, questions=questions, **given)


def test_module(make, name: str, questions: tuple[Any, ...], assessment: Assessment, **meta: Any) -> Module:
    made = make.module(name, make.paragraph("One sitting."), questions=questions, kind="test", **{"title": f"Test {name}", **meta})
    return Module(**{**{field: getattr(made, field) for field in made.__dataclass_fields__}, "test": assessment})


test_module.__test__ = False  # type: ignore[attr-defined]  # a maker of modules, no test


@pytest.fixture(scope="session")
def modules(make, ask):
    """Return two lessons, a check and a final test."""
    link = make.node("link", "the next lesson", href="two.md")
    term = make.node("link", "public authority", href="../glossary.md#authority")
    picture = make.paragraph(make.node("image", src="../media/a.svg", alt="A desk"))
    bank = tuple(ask[name] for name in ("single", "multiple", "truth", "matching", "number", "ordering"))
    return (
        lesson(make, "count", make.paragraph("See ", link, " and the ", term, "."), picture, questions=(ask["fill"],)),
        lesson(make, "two", make.paragraph("Words."), questions=(ask["scale"],), competencies=[RECORDS, RTI], duration="2.5 min"),
        test_module(make, "check", (ask["truth"],), Assessment(pass_mark=50, attempts=0)),
        test_module(make, "final", bank, Assessment(pass_mark=65, attempts=3, draw=4, shuffle=True, time_limit=20), final=True),
    )


@pytest.fixture(scope="session")
def units():
    """Return the outline of the course: the final test stands in the second unit."""
    return [
        {"id": "first", "title": "The first unit", "modules": ["count", "two"]},
        {"id": "second", "title": "The second unit", "modules": ["check", "final"]},
    ]


@pytest.fixture(scope="session")
def make_course(make, modules, units):
    """Return a maker of courses with these modules, or others."""

    def made(*others: Module, framework: Any = None, files: dict[str, bytes] | None = None, **meta: Any) -> Kit:
        from karmakit_schemas.course import Term  # noqa: PLC0415 - only here

        glossary = (
            Term(id="authority", name=make.paragraph("Authority"), meaning=make.paragraph("An office."), span=make.SPAN),
            Term(id="other", name=make.paragraph("Other"), meaning=make.paragraph("Unused."), span=make.SPAN),
        )
        given = {"title": "A sample & more", "units": units, "thumbnail": "media/thumb.png", **meta}
        held = {"media/a.svg": make.SVG, "media/thumb.png": PICTURE, **(files or {})}
        course = make.course(*(others or modules), files=held, glossary=glossary, **given)
        (bundle,) = package(compile_course(course), "igot", {"framework": framework} if framework else None)
        assert (bundle.name, bundle.form) == ("igot", "folder")
        return Kit(dict(bundle.files), json.loads(bundle.files["plan.json"]))

    return made


@pytest.fixture(scope="session")
def kit(make_course) -> Kit:
    """Return the kit of the course."""
    return make_course()
