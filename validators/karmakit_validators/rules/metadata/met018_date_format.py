"""Dates in metadata are ISO 8601."""

import re
from datetime import date

from karmakit_schemas.findings import Severity
from karmakit_validators.page import Page
from karmakit_validators.rule import Fault, Faults, Rule

ISO = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")
FULL = 10


def not_iso(page: Page) -> Faults:
    """Yield each date of a source that is not `2005`, `2005-06` or `2005-06-15`."""
    if page.module is None:
        return
    for index, source in enumerate(page.module.meta.sources):
        if source.date is not None and not _is_iso(source.date):
            span = page.module.place("sources", index, "date")
            yield Fault(span, f"`{source.date}` is no date by ISO 8601", "Write 2005, 2005-06 or 2005-06-15")


def _is_iso(text: str) -> bool:
    if not ISO.fullmatch(text):
        return False
    try:
        date.fromisoformat(text if len(text) == FULL else f"{text}-01-01"[:FULL])
    except ValueError:
        return False
    return True


RULE = Rule(Severity.error, page=not_iso)
