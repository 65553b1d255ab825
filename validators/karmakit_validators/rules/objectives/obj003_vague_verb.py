"""An objective names something one can see a learner do."""

from karmakit_schemas.course import Course
from karmakit_schemas.findings import Severity
from karmakit_schemas.spans import Span
from karmakit_validators.context import Context
from karmakit_validators.page import spoken
from karmakit_validators.prose import of_value
from karmakit_validators.rule import Fault, Faults, Rule

MEND = "Say what one can see: name, explain, apply, compare, choose, write"
VERB_LAST = frozenset({"hi"})


def vague(course: Course, context: Context) -> Faults:
    """Yield each objective and outcome whose verb nobody can observe; the verb stands first in English, last in Hindi."""
    for index, outcome in enumerate(course.meta.outcomes):
        place = course.place("outcomes", index, "text") if outcome.id else course.place("outcomes", index)
        yield from _fault(outcome.text, place, context)
    for module in course.modules:
        for index, objective in enumerate(module.meta.objectives):
            yield from _fault(objective.text, module.place("objectives", index, "text"), context)


def _fault(text: str, span: Span, context: Context) -> Faults:
    said = spoken(text)
    last = context.words.tag in VERB_LAST
    for verb in sorted(context.words.list("vague_verbs"), key=len, reverse=True):
        if said == verb or (said.endswith(f" {verb}") if last else said.startswith(f"{verb} ")):
            prose = of_value("objective", text, span, context.lines(span.path))
            at = text.casefold().rfind(verb) if last else text.casefold().find(verb)
            yield Fault(prose.place(at, at + len(verb)), f"nobody can see whether a learner can `{verb}`", MEND)
            return


RULE = Rule(Severity.warning, course=vague)
