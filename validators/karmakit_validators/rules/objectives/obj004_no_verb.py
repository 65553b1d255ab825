"""An objective is something to do, not a topic."""

from karmakit_schemas.course import Course
from karmakit_schemas.findings import Severity
from karmakit_validators.aims import aims, at_verb, opening, place
from karmakit_validators.context import Context
from karmakit_validators.rule import Fault, Faults, Rule


def no_verb(course: Course, context: Context) -> Faults:
    """Yield each objective and outcome that names a topic: in English by its first word, in Hindi by its last.

    A whole sentence (`The learner can ...`) has its verb elsewhere, as a Hindi one that begins with it has (`बताना कि ...`).
    """
    topics, provider = context.words.list("topic_openings"), context.words.list("provider_centred")
    sentence = context.words.pattern("learner_can")
    for aim in aims(course):
        word = at_verb(aim.text, topics, context)
        if not word or opening(aim.text, provider):
            continue  # of what is offered OBJ006 speaks
        if sentence is None or not sentence.search(aim.text):
            yield Fault(
                place(aim, word, context), f"`{word}` is no verb: the objective names a topic", "Say what the learner does with it"
            )


RULE = Rule(Severity.warning, course=no_verb)
