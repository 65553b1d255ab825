"""No word abuses a person or a community."""

from karmakit_schemas.findings import Kind, Severity
from karmakit_validators.lexicon import hits
from karmakit_validators.page import Page
from karmakit_validators.rule import Fault, Faults, Rule


def abusive(page: Page) -> Faults:
    """Yield each word that has no use but to abuse, quoted or not: a person decides."""
    for prose, match in hits(page, "abuse"):
        span = prose.place(match.start(), match.end())
        yield Fault(span, f"`{match[0]}` is a word of abuse", "Take it out; a reviewer must look at this place", Kind.needs_human)


RULE = Rule(Severity.error, gate=True, page=abusive)
