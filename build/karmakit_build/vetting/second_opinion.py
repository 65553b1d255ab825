"""The page of the second verifier: what the player's build made, with the rules and quality forms of this version set into it."""

import json
from typing import Any

from karmakit_build.player_files import player_file
from karmakit_schemas.findings import Severity
from karmakit_schemas.quality import names, quality_framework
from karmakit_validators.catalogue import Entry, discover
from karmakit_validators.check import chosen_codes
from karmakit_validators.speaking import title
from karmakit_validators.vetting.reports import SETTINGS, ruleset, tool

FILE = "verifier.html"
PLACE = '<script type="application/json" id="rules">{rules}</script>'
_SPOKEN = ("VET", "PKG", "SEC")
"""The families of codes that the page itself gives."""


def page() -> str:
    """Return the page: one file that loads nothing, reads bundles on the device, and knows the rules of this version."""
    data = json.dumps(rules(), ensure_ascii=False, sort_keys=True, separators=(",", ":")).replace("<", "\\u003c")
    before, _, after = player_file(FILE).partition(PLACE)
    return f"{before}{PLACE.replace('{rules}', data)}{after}"


def rules() -> dict[str, Any]:
    """Return what the page is given: weight and gate of each rule, the titles of the codes that it gives, and the quality forms."""
    entries = tuple(discover())
    asked = chosen_codes(SETTINGS)
    return {
        "tool": tool(),
        "ruleset": ruleset(),
        "rules": {one.code: {"severity": _weight(one), "gate": one.rule.gate, "asked": one.code in asked} for one in entries},
        "titles": {one.code: {tag: title(one, tag) for tag in ("en", "hi")} for one in entries if one.code.startswith(_SPOKEN)},
        "frameworks": [quality_framework(name).model_dump(mode="json", exclude_none=True) for name in names()],
    }


def _weight(entry: Entry) -> str:
    """Return the severity under which a report has a rule's findings."""
    return "error" if entry.rule.severity is Severity.fatal else entry.rule.severity.name
