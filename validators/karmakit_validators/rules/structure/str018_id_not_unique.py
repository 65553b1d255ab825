"""An id names one thing."""

from collections.abc import Iterable

from karmakit_schemas.course import Course
from karmakit_schemas.findings import Severity
from karmakit_schemas.spans import Span
from karmakit_validators.asking import head, questions
from karmakit_validators.context import Context
from karmakit_validators.rule import Fault, Faults, Rule

Named = tuple[str, str, Span]


def not_unique(course: Course, context: Context) -> Faults:
    """Yield each second use of an id among units, outcomes, modules, objectives, questions, terms, and the anchors of a page."""
    meta = course.meta
    yield from _twice(("unit", unit.id, course.place("units", i, "id")) for i, unit in enumerate(meta.units))
    yield from _twice(("outcome", o.id, course.place("outcomes", i, "id")) for i, o in enumerate(meta.outcomes) if o.id)
    yield from _twice(
        ("module", name, course.place("units", i, "modules", j))
        for i, unit in enumerate(meta.units)
        for j, name in enumerate(unit.modules)
    )
    yield from _twice(
        ("objective", o.id, module.place("objectives", i, "id"))
        for module in course.modules
        for i, o in enumerate(module.meta.objectives)
    )
    yield from _twice(("question", question.id, head(page, question)) for page in context.pages for _, question in questions(page))
    yield from _twice(("term", term.id, term.span) for term in course.glossary)
    for page in context.pages:
        yield from _twice(
            ("anchor", node.attrs["id"], page.head(node)) for node in page.nodes if _is_anchor(node.kind) and node.attrs.get("id")
        )


def _is_anchor(kind: str) -> bool:
    return kind not in {"question", "term", "item"}


def _twice(named: Iterable[Named]) -> Faults:
    seen: dict[str, Span] = {}
    for what, name, span in named:
        first = seen.setdefault(name, span)
        if first is not span:
            yield Fault(span, f"the {what} id `{name}` is taken", f"Choose another; the first stands at {first}", related=(first,))


RULE = Rule(Severity.error, gate=True, course=not_unique)
