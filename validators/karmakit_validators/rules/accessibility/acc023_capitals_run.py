"""Words are not written in capitals throughout."""

import re

from karmakit_schemas.findings import Severity
from karmakit_validators.page import Page
from karmakit_validators.rule import Fault, Faults, Rule

RUN = re.compile(r"(?<![A-Za-z0-9])[A-Z]{2,}(?:'[A-Z]+)?(?:[ ,;]+(?:[A-Z]{2,}(?:'[A-Z]+)?|A|I)){3,}(?![A-Za-z0-9])")
LONG = 5
HINT = re.compile(rf"[A-Z]{{{LONG}}}")
FEWEST = 2


def capitals(page: Page) -> Faults:
    """Yield each run of four or more words in capitals; abbreviations have no long words, and quotations stay as they are."""
    if not HINT.search(page.joined):
        return  # the pattern is slow, and few pages shout
    quoted = [node.span for node in page.nodes if node.kind == "quote"]
    for prose in page.texts:
        if any(span.line <= prose.span.line <= span.end_line for span in quoted):
            continue
        for match in RUN.finditer(prose.text):
            if sum(len(word) >= LONG for word in match[0].replace(",", " ").split()) >= FEWEST:
                message = f"`{match[0][:60]}` is all in capitals"
                yield Fault(prose.place(match.start(), match.end()), message, "Write it as a sentence; make bold what matters")


RULE = Rule(Severity.info, page=capitals)
