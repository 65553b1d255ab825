"""The wrong answers do not give themselves away by always and never."""

from karmakit_schemas.findings import Severity
from karmakit_schemas.questions import SingleChoice
from karmakit_validators.asking import choices, head, is_said, text_of
from karmakit_validators.page import Page
from karmakit_validators.rule import Fault, Faults, Rule

FEWEST = 2


def absolute(page: Page) -> Faults:
    """Yield each single choice in which two wrong answers or more hold an absolute word, and only the right one has no narrow one.

    An answer that is nothing but the word (`Never`) is a step of a scale, and no cue.
    """
    if not is_said(page, "absolutes"):
        return
    words = page.context.words
    pattern, narrow, bare = words.pattern("absolutes"), words.pattern("narrow_terms"), words.list("absolutes")
    if pattern is None:
        return
    for _, question in choices(page):
        if not isinstance(question, SingleChoice):
            continue
        marked = [option for option in question.options if text_of(option) not in bare and pattern.search(option.content.plain())]
        if len(marked) < FEWEST or any(option.correct for option in marked):
            continue
        free = [o for o in question.options if o not in marked and not (narrow and narrow.search(o.content.plain()))]
        if len(free) == 1 and free[0].correct:
            first = pattern.search(marked[0].content.plain())
            message = (
                f"every wrong answer of `{question.id}` holds a word such as `{first[0] if first else ''}`, and the right one none"
            )
            yield Fault(head(page, question), message, "Say the wrong answers as carefully as the right one")


RULE = Rule(Severity.warning, page=absolute)
