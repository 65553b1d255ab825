"""Every footnote mark has its footnote."""

import re
from collections.abc import Collection

from karmakit_schemas.findings import Edit, Fix, Severity
from karmakit_schemas.spans import Span
from karmakit_schemas.suggest import closest
from karmakit_validators.mending import stands
from karmakit_validators.page import Page
from karmakit_validators.rule import Fault, Faults, Rule

MARK = re.compile(r"\[\^([^\]\s]+)\](?!:)")
REFERENCE = re.compile(r"\[(?P<words>[^\]\[]+)\]\[(?P<name>[^\]\[]+)\]")
ADDRESS = re.compile(r"https?://[^\s()]+")
DEFINED = re.compile(r"^\s*(?:>\s*)*\[\^([^\]\s]+)\]:")


def undefined(page: Page) -> Faults:
    """Yield each `[^mark]` and `[text][name]` that is left in the text because nothing defines it."""
    if "[^" not in page.lowered and "][" not in page.lowered:
        return
    labels = {match[1] for line in page.lines if (match := DEFINED.match(line))}
    for prose in page.blocks:
        for match in MARK.finditer(prose.text):
            yield _of_note(page, prose.place(match.start(), match.end()), match, labels)
        for match in REFERENCE.finditer(prose.text):
            span = prose.place(match.start(), match.end())
            if "\\[" in page.lines[span.line - 1][span.column - 1 : span.end_column - 1]:
                continue  # the author says that these brackets are no link
            yield _of_link(page, span, match)


def _of_note(page: Page, span: Span, match: re.Match[str], labels: Collection[str]) -> Fault:
    near = closest(match[1], labels)
    mend = f"Did you mean `[^{near[0]}]`?" if near else f"Write the note: [^{match[1]}]: …"
    fix = _fix(page, span, match[0], f"[^{near[0]}]") if near else None
    return Fault(span, f"there is no footnote `{match[1]}`", mend, fix=fix)


def _of_link(page: Page, span: Span, match: re.Match[str]) -> Fault:
    name = match["name"]
    if ADDRESS.fullmatch(name):
        fix = _fix(page, span, match[0], f"[{match['words']}]({name})")
        return Fault(span, f"nothing defines the link `{name}`", "Put the address into parentheses: [words](address)", fix=fix)
    return Fault(span, f"nothing defines the link `{name}`", f"Write its address: [{name}]: https://…")


def _fix(page: Page, span: Span, written: str, better: str) -> Fix | None:
    return Fix(f"write `{better}`", (Edit(span, better),)) if stands(page, span, written) else None


RULE = Rule(Severity.error, page=undefined, mends="unsafe")
