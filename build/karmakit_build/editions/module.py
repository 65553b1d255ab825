"""Write a module of an edition: its head, its text and, of a test, how it is taken and its whole bank."""

from dataclasses import dataclass
from fractions import Fraction
from math import ceil

from karmakit_build.compiler.cover import competency_line
from karmakit_build.compiler.data import test_data
from karmakit_build.compiler.markup import escape, tag
from karmakit_build.compiler.module_page import minutes
from karmakit_build.compiler.sheet import Shared, Sheet
from karmakit_build.compiler.text import write_all
from karmakit_build.editions.edition import Edition
from karmakit_build.editions.links import out
from karmakit_build.editions.questions import exercise
from karmakit_build.editions.text import footnotes
from karmakit_schemas.course import Module, Source


def module_part(edition: Edition, shared: Shared, module: Module) -> str:
    """Return a module as a section."""
    place = edition.numbers[module.id]
    is_test = module.meta.kind == "test"
    sheet = Sheet(
        shared,
        module.path,
        ".",
        notes={node.attrs.get("label", ""): node for node in module.body.walk() if node.kind == "footnote"},
        questions={} if is_test else {question.id: question for question in module.questions},
        prefix=f"m{place}.",
    )
    text = write_all(module.body.children, sheet)
    test = _test(edition, module, sheet) if is_test else ""
    content = f"{_opening(edition, module, sheet)}{text}{test}{footnotes(edition, sheet)}{_sources(edition, module, sheet)}"
    return tag("section", content, class_="module", id=f"m{place}", data_kind=module.meta.kind) + "\n"


def _opening(edition: Edition, module: Module, sheet: Sheet) -> str:
    meta = module.meta
    place = edition.say("print.module", n=edition.numbers[module.id])
    kind = f"{place} · {edition.say(f'kind.{meta.kind}')} · {minutes(meta.duration, sheet)}"
    parts = [tag("p", escape(kind), class_="kind"), tag("h3", escape(meta.title))]
    if edition.answers:
        parts.insert(0, tag("p", escape(edition.say("print.holds-answers")), class_="mark"))
    if meta.objectives:
        items = "".join(tag("li", escape(objective.text)) for objective in meta.objectives)
        parts.append(f'<div class="objectives"><h4>{escape(edition.say("objectives"))}</h4><ul>{items}</ul></div>')
    if edition.answers and meta.competencies:
        lines = "".join(tag("li", competency_line(each, sheet)) for each in meta.competencies)
        parts.append(f'<div class="serves"><h4>{escape(edition.say("competencies"))}</h4><ul>{lines}</ul></div>')
    return f'<div class="opening">{"".join(parts)}</div>\n'


def _test(edition: Edition, module: Module, sheet: Sheet) -> str:
    facts = "".join(tag("li", escape(fact)) for fact in test_facts(edition, module, sheet))
    bank = "".join(exercise(edition, question, sheet) for question in module.questions)
    return f'<div class="test"><h4>{escape(edition.say("print.test"))}</h4><ul>{facts}</ul></div>\n{bank}'


@dataclass(frozen=True, slots=True)
class Test:
    """How a test is taken: its bank, the draw, the pass mark in per cent, and how many right answers that is (None: it depends)."""

    bank: int
    draw: int
    mark: int | float
    right: int | None


def test_of(module: Module) -> Test:
    """Return how a module of kind `test` is taken on paper."""
    data = test_data(module) or {}
    points = {question.points for question in module.questions if question.type != "scale"}
    bank = sum(question.type != "scale" for question in module.questions)
    draw, mark = int(data["draw"]), data["passMark"]
    # the mark is of the points: only where all questions weigh the same is it a number of right answers
    right = ceil(Fraction(str(mark)) * draw / 100) if len(points) == 1 else None
    return Test(bank, draw, mark, right)


def pass_line(edition: Edition, test: Test) -> str:
    """Return what it takes to pass."""
    mark = edition.figures(str(test.mark))
    if test.right is None:
        return edition.say("print.pass", mark=mark)
    return edition.say("print.pass-count", mark=mark, right=test.right, all=test.draw)


def test_facts(edition: Edition, module: Module, sheet: Sheet) -> list[str]:
    """Return what a learner must know before a test; the facilitator, how it is held."""
    data = test_data(module) or {}
    test = test_of(module)
    drawn = test.draw < test.bank
    facts = [
        edition.say("print.draw", draw=test.draw, all=test.bank) if drawn else edition.say("print.all", count=test.bank),
        pass_line(edition, test),
        edition.say("print.attempts", count=data["attempts"]) if data["attempts"] else edition.say("print.attempts-free"),
    ]
    if data["timeLimit"]:
        facts.append(edition.say("print.time", time=minutes(data["timeLimit"], sheet)))
    if module.meta.final:
        facts.append(edition.say("print.final"))
    if edition.answers and drawn:
        facts.append(edition.say("print.draw-how", draw=test.draw, all=test.bank))
    return facts


def _sources(edition: Edition, module: Module, sheet: Sheet) -> str:
    if not module.meta.sources:
        return ""
    items = "".join(f"<li>{_source(source, sheet)}</li>" for source in module.meta.sources)
    return f'<section class="sources"><h4>{escape(edition.say("sources"))}</h4><ul>{items}</ul></section>\n'


def _source(source: Source, sheet: Sheet) -> str:
    title = escape(source.title)
    if source.url and (found := sheet.target(source.url)).kind == "out":
        title = out(found.path, title, said=source.title)
    return f"{title}, {tag('span', escape(source.date), class_='date')}" if source.date else title
