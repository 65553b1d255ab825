"""An id means what it meant when it was published."""

from collections import Counter

from karmakit_schemas.course import Course
from karmakit_schemas.findings import Kind, Severity
from karmakit_schemas.questions import Question
from karmakit_validators.asking import head
from karmakit_validators.context import Context
from karmakit_validators.published import answers, likeness, modules, pairs, place_of_module, words, words_of_module
from karmakit_validators.rule import Fault, Faults, Rule

QUESTION = "If it is another question, give it a new id; if it is the same in new words, allow this with the reason"
MODULE = "If it is another module, give it a new id; if it is the same in new words, allow this with the reason"
OTHER = 0.3
"""Share of common words below which a text is another one."""
SEVERAL = 3
"""Answers of which, if none is left, it was another question; of two, both are soon worded anew."""


def reused(before: Course, after: Course, context: Context) -> Faults:
    """Yield each question and module whose id stands for something that looks like another one."""
    for was, now, page in pairs(before, after, context):
        if likeness(words(was.stem.plain()), words(now.stem.plain())) < OTHER:
            message = f"`{now.id}` asks something else than when it was published"
            yield Fault(head(page, now), message, QUESTION, Kind.needs_human)
        elif _is_other(was, now):
            message = f"`{now.id}` has none of the answers with which it was published"
            yield Fault(head(page, now), message, QUESTION, Kind.needs_human)
    earlier = modules(before)
    for name, module in modules(after).items():
        if name in earlier and likeness(words_of_module(earlier[name]), words_of_module(module)) < OTHER:
            message = f"`{name}` teaches something else than when it was published"
            yield Fault(place_of_module(after, name), message, MODULE, Kind.needs_human)


def _is_other(was: Question, now: Question) -> bool:
    """Say whether a question to choose from has lost all its answers, also as they might be worded anew."""
    old, new = answers(was), answers(now)
    if len(old) < SEVERAL or len(new) < SEVERAL:
        return False
    return likeness(_together(old), _together(new)) < OTHER


def _together(texts: tuple[str, ...]) -> Counter[str]:
    return words(" ".join(texts))


RULE = Rule(Severity.warning, change=reused)
