"""An objective names one thing to do."""

from karmakit_schemas.course import Course
from karmakit_schemas.findings import Severity
from karmakit_validators.aims import VERB_LAST, objectives, place, without_lead_in
from karmakit_validators.context import Context
from karmakit_validators.rule import Fault, Faults, Rule

FEWEST_WORDS = 3
MARKS = ".,;:!?।\"'"


def compound(course: Course, context: Context) -> Faults:
    """Yield each objective of a module in which one verb is joined to another at once; outcomes of a course may be wide."""
    verbs, joins = context.words.list("joined_verbs"), context.words.list("combining_words")
    for aim in objectives(course):
        words = without_lead_in(aim.text, context).split()
        if len(words) < FEWEST_WORDS:
            continue
        three = words[-3:] if context.words.tag in VERB_LAST else words[:3]
        first, join, second = (word.casefold().strip(MARKS) for word in three)
        if join in joins and first in verbs and second in verbs and first != second:
            message = f"`{first}` and `{second}` are two things to do, and one may succeed without the other"
            yield Fault(
                place(aim, " ".join(three).strip(MARKS).casefold(), context),
                message,
                "Make two objectives of it, or keep the one that includes the other",
            )


RULE = Rule(Severity.info, course=compound)
