"""A sentence can be read at one breath."""

from karmakit_schemas.findings import Severity
from karmakit_validators.page import Page
from karmakit_validators.rule import Fault, Faults, Rule
from karmakit_validators.sentences import sentences


def too_long(page: Page) -> Faults:
    """Yield each sentence with more words than the language's limit."""
    words = page.context.words
    most = words.limits.get("sentence")
    if most is None:
        return
    abbreviations = frozenset(words.list("abbreviations"))
    for prose in page.blocks:
        if prose.text.count(" ") < most:
            continue
        for start, end in sentences(prose.text, abbreviations):
            parts = prose.text[start:end].split()
            if len(parts) <= most:
                continue
            count = sum(any(c.isalnum() for c in part) for part in parts)
            if count > most:
                mend = f"Make two of it; {most} words are the limit"
                yield Fault(prose.place(start, end), f"the sentence has {count} words", mend)


RULE = Rule(Severity.warning, page=too_long)
