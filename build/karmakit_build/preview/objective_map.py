"""The objectives of a course against the questions that ask for them, as a picture and as a table."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from karmakit_build.compiler.markup import escape, tag
from karmakit_build.preview.pictures import Mark, Row, legend, picture, table
from karmakit_build.preview.showing import Showing
from karmakit_build.preview.ways import Way, module_page
from karmakit_schemas.course import Module, Objective
from karmakit_schemas.questions import Question
from karmakit_validators.report.words import Words

TEST = "test"
STEM = 60


@dataclass(frozen=True, slots=True)
class Asked:
    """An objective of a module with the questions that ask for it: those for practice, and those of tests."""

    module: Module
    objective: Objective
    practice: tuple[tuple[Module, Question], ...]
    tests: tuple[tuple[Module, Question], ...]


def asked(modules: Sequence[Module]) -> tuple[Asked, ...]:
    """Return every objective of the modules with its questions, wherever in the course they stand."""
    every = [(module, question) for module in modules for question in module.questions if question.objective]
    return tuple(
        Asked(
            module,
            objective,
            tuple(one for one in every if one[1].objective == objective.id and one[0].meta.kind != TEST),
            tuple(one for one in every if one[1].objective == objective.id and one[0].meta.kind == TEST),
        )
        for module in modules
        for objective in module.meta.objectives
    )


def objective_map(showing: Showing, way: Way, module: str = "") -> str:
    """Return the map of a course, or of one module's objectives, as HTML; a line where there is no objective."""
    say = way.say
    rows = [one for one in asked(showing.modules) if module in {"", one.module.id}]
    if not rows:
        return tag("p", escape(say("objectives.none")), class_="none")
    lack = say("objectives.lack")
    drawn = [Row(one.objective.text, tuple(_marks(one, say)), "" if one.practice or one.tests else lack) for one in rows]
    idle = sum(not one.practice and not one.tests for one in rows)
    told = say.number("objectives.idle", idle) if idle else say("objectives.all")
    keys = legend(("full", say("objectives.practice")), ("square", say("objectives.test")))
    shown = picture("objectives", say.number("objectives.title", len(rows)), told, drawn, lang=showing.lang)
    return shown + keys + _table(rows, showing, way)


def _marks(one: Asked, say: Words) -> Iterable[Mark]:
    for number, (_, question) in enumerate(one.practice):
        yield Mark(number, "full", say("objectives.practice.mark", stem=stem(question)))
    for number, (_, question) in enumerate(one.tests, len(one.practice)):
        yield Mark(number, "square", say("objectives.test.mark", stem=stem(question)))


def stem(question: Question) -> str:
    """Return the beginning of what a question asks."""
    text = question.stem.plain() or question.id
    return text if len(text) <= STEM else f"{text[:STEM].rpartition(' ')[0] or text[:STEM]} …"


def _table(rows: Iterable[Asked], showing: Showing, way: Way) -> str:
    lines = "".join(_line(one, showing, way) for one in rows)
    names = ("objectives.head", "objectives.head.practice", "objectives.head.tests")
    return table([way.say(name) for name in names], lines, way)


def _line(one: Asked, showing: Showing, way: Way) -> str:
    head = tag("th", escape(one.objective.text), scope="row", lang=showing.lang or None)
    return f"<tr>{head}<td>{_list(one.practice, showing, way)}</td><td>{_list(one.tests, showing, way)}</td></tr>"


def _list(questions: Iterable[tuple[Module, Question]], showing: Showing, way: Way) -> str:
    items = "".join(
        f"<li>{tag('a', escape(stem(question)), href=way.to(module_page(showing.name, module.id)))}</li>"
        for module, question in questions
    )
    return f"<ul>{items}</ul>" if items else escape(way.say("none"))
