"""No mark of a template in the text."""

import re

from karmakit_schemas.findings import Severity
from karmakit_validators.page import Page
from karmakit_validators.rule import Fault, Faults, Rule

MARK = re.compile(r"\{\{[^{}\n]{0,200}\}\}|\{%[^\n]{0,200}?%\}")


def template(page: Page) -> Faults:
    """Yield each `{{ … }}` and `{% … %}` that stands in the text, outside of code and formulas."""
    if "{{" not in page.joined and "{%" not in page.joined:
        return
    for prose in page.texts:
        for match in MARK.finditer(prose.text):
            span = prose.place(match.start(), match.end())
            message = f"`{match[0][:40]}` is an order to a template program"
            yield Fault(span, message, "Write what was to stand there; if it is the subject itself, put it in code marks")


RULE = Rule(Severity.warning, page=template)
