"""Dates in metadata are ISO 8601."""

import re
from datetime import date

from karmakit_schemas.findings import Edit, Fix, Severity
from karmakit_schemas.spans import Span
from karmakit_validators.page import Page
from karmakit_validators.rule import Fault, Faults, Rule

ISO = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")
FULL = 10
MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan जनवरी",
            "february feb फरवरी फ़रवरी",
            "march mar मार्च",
            "april apr अप्रैल",
            "may मई",
            "june jun जून",
            "july jul जुलाई",
            "august aug अगस्त",
            "september sept sep सितंबर सितम्बर",
            "october oct अक्टूबर अक्तूबर",
            "november nov नवंबर नवम्बर",
            "december dec दिसंबर दिसम्बर",
        ),
        1,
    )
    for name in names.split()
}
SHAPES = tuple(
    re.compile(shape)
    for shape in (
        r"(?P<day>\d{1,2})(?:st|nd|rd|th)?\s+(?P<month>[^\d\s]\S*?)[.,]?\s+(?P<year>\d{4})",
        r"(?P<month>[^\d\s]\S*?)\.?\s+(?P<day>\d{1,2})(?:st|nd|rd|th)?,?\s+(?P<year>\d{4})",
        r"(?P<month>[^\d\s]\S*?)[.,]?\s+(?P<year>\d{4})",
        r"(?P<day>1[3-9]|2\d|3[01])(?P<mark>[/.-])(?P<month>\d{1,2})(?P=mark)(?P<year>\d{4})",
        r"(?P<year>\d{4})(?P<mark>[/.-])(?P<month>\d{1,2})(?P=mark)(?P<day>\d{1,2})",
    )
)


def not_iso(page: Page) -> Faults:
    """Yield each date of a source that is not `2005`, `2005-06` or `2005-06-15`."""
    if page.module is None:
        return
    for index, source in enumerate(page.module.meta.sources):
        if source.date is not None and not _is_iso(source.date):
            span = page.module.place("sources", index, "date")
            mend = 'Write "2005", 2005-06 or 2005-06-15'
            yield Fault(span, f"`{source.date}` is no date by ISO 8601", mend, fix=_fix(source.date, span))


def _fix(text: str, span: Span) -> Fix | None:
    """Return the fix for a date that can be read in one way only: by a word for the month, a day over 12, or the year first."""
    for shape in SHAPES:
        match = shape.fullmatch(text.strip())
        if not match:
            continue
        parts = match.groupdict()
        month = int(parts["month"]) if parts["month"].isdecimal() else MONTHS.get(parts["month"].casefold())
        if month:
            day = f"-{int(parts['day']):02}" if parts.get("day") else ""
            iso = f"{int(parts['year'])}-{month:02}{day}"
            return Fix(f"write {iso}", (Edit(span, iso),), safe=True) if _is_iso(iso) else None
    return None


def _is_iso(text: str) -> bool:
    if not ISO.fullmatch(text):
        return False
    try:
        date.fromisoformat(text if len(text) == FULL else f"{text}-01-01"[:FULL])
    except ValueError:
        return False
    return True


RULE = Rule(Severity.error, page=not_iso, mends="safe")
