"""The objectives of a course against the questions that ask for them, as a picture and as a table."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from karmakit_build.compiler.markup import escape, tag
from karmakit_build.preview.pictures import BELOW, BESIDE, Mark, Row, picture
from karmakit_build.preview.showing import Showing
from karmakit_build.preview.ways import Way, module_page
from karmakit_schemas.course import Module, Objective
from karmakit_schemas.questions import Question

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
    rows = [one for one in asked(showing.modules) if module in {"", one.module.id}]
    if not rows:
        return '<p class="none">No objectives.</p>'
    drawn = [Row(one.objective.text, tuple(_marks(one)), "" if one.practice or one.tests else "no question") for one in rows]
    idle = sum(not one.practice and not one.tests for one in rows)
    title = f"{len(rows)} objectives and their questions" if len(rows) > 1 else "One objective and its questions"
    told = f"{idle} without a question" if idle else "Every objective has a question"
    keys = (("full", "a practice question"), ("square", "a question of a test"))
    legend = tag("p", " ".join(f'<span class="key {kind}"></span> {says}' for kind, says in keys), class_="legend")
    shown = picture("objectives", title, told, drawn, shape=BELOW if module else BESIDE)
    return shown + legend + _table(rows, showing, way)


def _marks(one: Asked) -> Iterable[Mark]:
    for number, (_, question) in enumerate(one.practice):
        yield Mark(number, "full", f"Practice: {stem(question)}")
    for number, (_, question) in enumerate(one.tests, len(one.practice)):
        yield Mark(number, "square", f"Test: {stem(question)}")


def stem(question: Question) -> str:
    """Return the beginning of what a question asks."""
    text = question.stem.plain() or question.id
    return text if len(text) <= STEM else f"{text[:STEM].rpartition(' ')[0] or text[:STEM]} …"


def _table(rows: Iterable[Asked], showing: Showing, way: Way) -> str:
    lines = "".join(
        f'<tr><th scope="row">{escape(one.objective.text)}</th><td>{_list(one.practice, showing, way)}</td>'
        f"<td>{_list(one.tests, showing, way)}</td></tr>"
        for one in rows
    )
    head = '<tr><th scope="col">Objective</th><th scope="col">Practice</th><th scope="col">Tests</th></tr>'
    return f"<details><summary>The same as a table</summary><table><thead>{head}</thead><tbody>{lines}</tbody></table></details>"


def _list(questions: Iterable[tuple[Module, Question]], showing: Showing, way: Way) -> str:
    items = "".join(
        f"<li>{tag('a', escape(stem(question)), href=way.to(module_page(showing.name, module.id)))}</li>"
        for module, question in questions
    )
    return f"<ul>{items}</ul>" if items else "none"
