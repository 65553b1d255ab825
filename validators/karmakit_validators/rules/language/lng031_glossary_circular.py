"""A glossary explains words that the course uses, in other words."""

import re

from karmakit_schemas.course import Course, Term
from karmakit_schemas.findings import Severity
from karmakit_validators.context import Context
from karmakit_validators.page import spoken
from karmakit_validators.rule import Fault, Faults, Rule

ARTICLE = re.compile(r"^(?:an?|the|any|एक|कोई)\s+")
SHORT = re.compile(r"\s*\(.*")
ENDING = re.compile(r"(?:ies|es|s|y)$|[\u093e-\u094d\u0900-\u0903]+$")


def circular(course: Course, context: Context) -> Faults:
    """Yield each term whose meaning begins with the term itself, and each that no module uses."""
    text = " ".join(page.lowered for page in context.pages if page.module)
    linked = {node.attrs.get("href", "").rpartition("#")[2] for page in context.pages for node in page.nodes if node.kind == "link"}
    for term in course.glossary:
        name = spoken(term.name.plain())
        meaning = ARTICLE.sub("", spoken(term.meaning.plain()))
        if meaning == name or meaning.startswith(f"{name} "):
            yield Fault(term.name.span, f"`{term.name.plain()}` is explained by itself", "Explain it in other words")
        elif term.id not in linked and not any(stem in text for stem in _stems(term)):
            yield Fault(term.name.span, f"no module uses `{term.name.plain()}`", "Take it out, or link to it where it is meant")


def _stems(term: Term) -> list[str]:
    """Return how the term may begin in a text, with its short form in brackets apart and without its ending."""
    whole = spoken(term.name.plain())
    return [ENDING.sub("", part) for part in (SHORT.sub("", whole), *re.findall(r"\(([^)]+)", whole)) if part]


RULE = Rule(Severity.info, course=circular, whole=True)
