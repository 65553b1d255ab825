"""Text is Unicode, not the keys of an old font."""

import re

from karmakit_schemas.findings import Severity
from karmakit_validators.page import Page
from karmakit_validators.rule import Fault, Faults, Rule

# what Kruti Dev and Chanakya make of the commonest Hindi words: no English text holds two of them
WORDS = "gS|gSa|esa|dk|dh|ds|dks|vkSj|fd;k|tkrk|tkrh|djus|fy,|ls|ij|;g|ugha|fdlh|vius|Hkkjr|ljdkj|lwpuk|vf/kdkj|vf/kfu;e"
MARKS = re.compile(rf"(?<![A-Za-z0-9_])(?:{WORDS}|fnukad|laca/k|dk;kZy;|foHkkx|vkns'k|i=k|'kklu)(?![A-Za-z0-9_])")
HINTS = (" gs", "vksj", "fd;k", "esa ")
FEWEST = 3


def legacy(page: Page) -> Faults:
    """Yield each text in which several of the commonest Hindi words stand as Kruti Dev types them."""
    if not any(hint in page.lowered for hint in HINTS):
        return
    for prose in page.texts:
        found = list(MARKS.finditer(prose.text))
        if len(found) >= FEWEST and len({match[0] for match in found}) >= FEWEST:
            span = prose.place(0, len(prose.text))
            mend = "Convert it to Unicode with a converter for the font, and read it through"
            yield Fault(span, f"`{prose.text[:40]}` is typed for an old font such as Kruti Dev, not in Unicode", mend)


RULE = Rule(Severity.error, gate=True, page=legacy)
