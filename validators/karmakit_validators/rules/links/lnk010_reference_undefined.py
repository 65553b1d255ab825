"""Every footnote mark has its footnote."""

import re

from karmakit_schemas.findings import Severity
from karmakit_schemas.suggest import closest
from karmakit_validators.page import Page
from karmakit_validators.rule import Fault, Faults, Rule

MARK = re.compile(r"\[\^([^\]\s]+)\](?!:)")
REFERENCE = re.compile(r"\[[^\]\[]+\]\[([^\]\[]+)\]")
DEFINED = re.compile(r"^\s*(?:>\s*)*\[\^([^\]\s]+)\]:")


def undefined(page: Page) -> Faults:
    """Yield each `[^mark]` and `[text][name]` that is left in the text because nothing defines it."""
    if "[^" not in page.lowered and "][" not in page.lowered:
        return
    labels = {match[1] for line in page.lines if (match := DEFINED.match(line))}
    for prose in page.blocks:
        for match in MARK.finditer(prose.text):
            span = prose.place(match.start(), match.end())
            near = closest(match[1], labels)
            mend = f"Did you mean `[^{near[0]}]`?" if near else f"Write the note: [^{match[1]}]: …"
            yield Fault(span, f"there is no footnote `{match[1]}`", mend)
        for match in REFERENCE.finditer(prose.text):
            span = prose.place(match.start(), match.end())
            if "\\[" in page.lines[span.line - 1][span.column - 1 : span.end_column - 1]:
                continue  # the author says that these brackets are no link
            yield Fault(span, f"nothing defines the link `{match[1]}`", f"Write its address: [{match[1]}]: https://…")


RULE = Rule(Severity.error, page=undefined)
