"""An option does not speak of another's place where places change."""

from karmakit_schemas.findings import Severity
from karmakit_validators.asking import choices, is_said, is_shuffled, text_of
from karmakit_validators.page import Page
from karmakit_validators.rule import Fault, Faults, Rule


def refers(page: Page) -> Faults:
    """Yield each option or feedback of a shuffled question that speaks of option B or of what stands above."""
    if not is_said(page, "positions"):
        return
    words = page.context.words
    pattern = words.pattern("positions")
    if pattern is None:
        return
    known = {*words.list("all_above"), *words.list("none_above")}  # ITM005 and ITM006
    for module, question in choices(page):
        if not is_shuffled(module, question):
            continue
        for option in question.options:
            if text_of(option) in known:
                continue
            for node in (option.content, option.feedback):
                found = pattern.search(node.plain()) if node else None
                if node and found:
                    message = f"`{found[0]}` speaks of a place, and the test shuffles the options"
                    yield Fault(page.find(page.option(node), found[0]), message, "Say what it says instead of where it stands")


RULE = Rule(Severity.error, page=refers)
