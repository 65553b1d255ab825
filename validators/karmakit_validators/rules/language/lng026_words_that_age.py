"""What is said stays true when the year is over."""

import re

from karmakit_schemas.findings import Severity
from karmakit_schemas.spans import Span
from karmakit_validators.lexicon import used
from karmakit_validators.mention import within
from karmakit_validators.page import Page, outermost
from karmakit_validators.rule import Fault, Faults, Rule
from karmakit_validators.sentences import sentence_at

YEAR = re.compile(r"(?:1[89]|20)\d\d")
STORIES = frozenset({"question", "scenario", "quote"})


def words_that_age(page: Page) -> Faults:
    """Yield each `recently` and `this year` whose sentence names no year; in a question or a scenario it belongs to the story."""
    stories: tuple[Span, ...] | None = None
    abbreviations = page.context.words.list("abbreviations")
    for prose, match in used(page, "time_words"):
        if stories is None:
            stories = outermost(node.span for node in page.nodes if node.kind in STORIES)
        span = prose.place(match.start(), match.end())
        if within(stories, span) or YEAR.search(sentence_at(prose.text, match.start(), abbreviations)):
            continue
        yield Fault(span, f"`{match[0]}` is true only for a while", "Name the date or the year, or leave it out")


RULE = Rule(Severity.info, page=words_that_age)
