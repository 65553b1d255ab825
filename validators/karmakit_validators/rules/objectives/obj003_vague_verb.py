"""An objective names something one can see a learner do."""

from karmakit_schemas.course import Course
from karmakit_schemas.findings import Severity
from karmakit_validators.aims import aims, at_verb, place
from karmakit_validators.context import Context
from karmakit_validators.rule import Fault, Faults, Rule


def vague(course: Course, context: Context) -> Faults:
    """Yield each objective and outcome whose verb nobody can observe; the verb stands first in English, last in Hindi."""
    verbs = context.words.list("vague_verbs")
    for aim in aims(course):
        if verb := at_verb(aim.text, verbs, context):
            mend = "Say what one can see: name, explain, apply, compare, choose, write"
            yield Fault(place(aim, verb, context), f"nobody can see whether a learner can `{verb}`", mend)


RULE = Rule(Severity.warning, course=vague)
