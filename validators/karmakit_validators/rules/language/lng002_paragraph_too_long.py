"""A paragraph holds one thought and can be seen at a glance."""

from karmakit_schemas.findings import Severity
from karmakit_validators.page import Page
from karmakit_validators.rule import Fault, Faults, Rule


def too_long(page: Page) -> Faults:
    """Yield each paragraph with more words than the language's limit."""
    most = page.context.words.limits.get("paragraph")
    if most is None:
        return
    for prose in page.blocks:
        if prose.kind != "paragraph" or prose.text.count(" ") < most:
            continue
        count = sum(any(c.isalnum() for c in part) for part in prose.text.split())
        if count > most:
            message = f"the paragraph has {count} words"
            yield Fault(prose.span, message, f"Begin a new paragraph at each new thought; {most} words are the limit")


RULE = Rule(Severity.info, page=too_long)
