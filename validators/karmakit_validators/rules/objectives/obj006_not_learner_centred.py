"""An objective speaks of the learner."""

from karmakit_schemas.course import Course
from karmakit_schemas.findings import Severity
from karmakit_validators.aims import aims, opening, place
from karmakit_validators.context import Context
from karmakit_validators.rule import Fault, Faults, Rule


def not_centred(course: Course, context: Context) -> Faults:
    """Yield each objective and outcome that begins with what the module, the course or the trainer will do."""
    phrases = context.words.list("provider_centred")
    for aim in aims(course):
        if phrase := opening(aim.text, phrases):
            message = f"`{phrase}` says what is offered, not what the learner can do"
            yield Fault(place(aim, phrase, context), message, "Finish the sentence: after this the learner can …")


RULE = Rule(Severity.warning, course=not_centred)
