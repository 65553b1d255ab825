"""The key of a published question changes only when somebody has decided what that means for those who answered."""

from karmakit_schemas.course import Course
from karmakit_schemas.findings import Kind, Severity
from karmakit_schemas.questions import FillIn, Question
from karmakit_schemas.spans import Span
from karmakit_validators.asking import head, normal
from karmakit_validators.context import Context
from karmakit_validators.page import Page
from karmakit_validators.published import answers, key, pairs
from karmakit_validators.rule import Fault, Faults, Rule

MEND = "Correct it under a new id, or allow this with what was decided for those who have answered"


def changed(before: Course, after: Course, context: Context) -> Faults:
    """Yield each published question of which another answer is right now; more spellings of a word to type change no key."""
    for was, now, page in pairs(before, after, context):
        if was.type != now.type:
            message = f"`{now.id}` was published as {was.type} and is {now.type} now"
            yield Fault(head(page, now), message, MEND, Kind.needs_human)
        elif _is_other(was, now):
            yield Fault(
                _place(was, now, page), f"the key of `{now.id}` is another than when it was published", MEND, Kind.needs_human
            )


def _is_other(was: Question, now: Question) -> bool:
    """Say whether the keys of two questions of one type differ; answers that are in one of them alone decide nothing."""
    if isinstance(was, FillIn) and isinstance(now, FillIn):
        gaps = list(zip(was.blanks, now.blanks, strict=False))
        return len(was.blanks) != len(now.blanks) or any(not set(old.accepted) <= set(new.accepted) for old, new in gaps)
    if not hasattr(was, "options"):
        return key(was) != key(now)
    both = set(answers(was)) & set(answers(now))
    return bool(both) and _of(was, both) != _of(now, both)


def _of(question: Question, both: set[str]) -> object:
    """Return the key as far as it speaks of answers that both questions have."""
    right = key(question)
    if isinstance(right, frozenset):
        return right & both
    return tuple(text for text in answers(question) if text in both)


def _place(was: Question, now: Question, page: Page) -> Span:
    """Return the first answer that is right now and was not; the question's id where there is none."""
    if now.type in {"single", "multiple", "true-false"}:
        old = key(was)
        for option in getattr(now, "options", ()):
            if option.correct and isinstance(old, frozenset) and normal(option.content) not in old:
                return page.option(option.content)
    return head(page, now)


RULE = Rule(Severity.warning, change=changed)
