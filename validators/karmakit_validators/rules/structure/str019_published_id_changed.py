"""What was published under an id keeps it."""

from karmakit_schemas.course import Course
from karmakit_schemas.findings import Severity
from karmakit_schemas.questions import Matching, Question
from karmakit_validators.asking import head
from karmakit_validators.context import Context
from karmakit_validators.page import Page
from karmakit_validators.published import (
    codes,
    contents,
    objectives,
    pairs,
    place_of_module,
    place_of_question,
    renamed_modules,
    renamed_objectives,
    renamed_questions,
)
from karmakit_validators.rule import Fault, Faults, Rule


def changed(before: Course, after: Course, context: Context) -> Faults:
    """Yield each module, question, objective and answer that stands under another id than when it was published."""
    for old, new in renamed_modules(before, after).items():
        yield Fault(place_of_module(after, new), f"the module `{new}` was published as `{old}`", _back(old))
    for old, new in renamed_questions(before, after).items():
        yield Fault(place_of_question(after, context, new), f"the question `{new}` was published as `{old}`", _back(old))
    places = objectives(after)
    for old, new in renamed_objectives(before, after).items():
        module, index = places[new]
        span = module.place("objectives", index, "id")
        yield Fault(span, f"the objective `{new}` was published as `{old}`", _back(old))
    for was, now, page in pairs(before, after, context):
        if was.type == now.type:
            yield from _letters(was, now, page)


def _back(old: str) -> str:
    return f"Take back the id `{old}`: what learners have done hangs on it"


def _letters(was: Question, now: Question, page: Page) -> Faults:
    """Yield the answers of a question that other letters name now; of pairs, which take no pins, the question."""
    earlier = {text: code for code, text in codes(was)}
    moved = [(code, earlier[text]) for code, text in codes(now) if earlier.get(text, code) != code]
    if moved and isinstance(now, Matching):
        message = f"the rows of `{now.id}` go by other letters than when it was published"
        yield Fault(head(page, now), message, "Put the rows back as they were, or give the question a new id")
        return
    nodes = contents(now)
    for code, old in moved:
        node = nodes[code]
        message = f"`{node.plain()}` was published under the letter {old}, and goes by {code} now"
        yield Fault(page.option(node), message, f"Pin the letter: write {{#{old}}} at the end of the answer")


RULE = Rule(Severity.error, gate=True, change=changed, whole=True)
