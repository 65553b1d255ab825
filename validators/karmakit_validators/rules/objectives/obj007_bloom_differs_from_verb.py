"""An objective's level of thinking goes with its verb."""

from typing import get_args

from karmakit_schemas.course import Bloom, Course
from karmakit_schemas.findings import Edit, Fix, Severity
from karmakit_validators.aims import at_verb, objectives, place
from karmakit_validators.context import Context
from karmakit_validators.rule import Fault, Faults, Rule

LEVELS: tuple[str, ...] = get_args(Bloom)
NEAR = 1


def differs(course: Course, context: Context) -> Faults:
    """Yield each objective whose `bloom` is two levels or more from its verb's; of neighbouring ones opinions differ."""
    for aim in objectives(course):
        if not aim.bloom:
            continue
        verb, level = _level(aim.text, context)
        if verb and abs(LEVELS.index(level) - LEVELS.index(aim.bloom)) > NEAR:
            message = f"`{verb}` is of the level `{level}`, and `bloom` says `{aim.bloom}`"
            fix = Fix(f"say bloom: {level}", (Edit(aim.level, level),)) if aim.level else None
            mend = f"Say bloom: {level}, or take a verb of the level you mean"
            yield Fault(place(aim, verb, context), message, mend, fix=fix)


def _level(text: str, context: Context) -> tuple[str, str]:
    """Return the verb of an objective that is of one level only, and the level; empty texts if it is in no list."""
    for level in LEVELS:
        if verb := at_verb(text, context.words.list(f"verbs_{level}"), context):
            return verb, level
    return "", ""


RULE = Rule(Severity.warning, course=differs, mends="unsafe")
