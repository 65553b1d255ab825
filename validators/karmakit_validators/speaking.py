"""Findings in the language of their reader: the pages of the rules translate titles and messages."""

import re
from dataclasses import replace
from functools import cache
from typing import NamedTuple

from karmakit_schemas.findings import Finding
from karmakit_validators.catalogue import Entry, by_code

HEADINGS = {"hi": "हिंदी"}
"""The section of a rule's page that speaks each language beside English."""
_ROW = re.compile(r"^\|\s*(?P<english>.+?)\s*(?<!\\)\|\s*(?P<theirs>.+?)\s*(?<!\\)\|$", re.MULTILINE)
_HOLE = re.compile(r"\{(\d)\}")


class Phrase(NamedTuple):
    """A message with holes `{1}`, `{2}` ..., as the rule writes it and in another language."""

    english: str
    theirs: str


def title(entry: Entry, tag: str = "en") -> str:
    """Return what a rule finds, as one sentence; in English where its page does not speak the language."""
    theirs = _first_line(entry.section(HEADINGS[tag])) if tag in HEADINGS else ""
    return theirs or entry.title


def phrases(entry: Entry, tag: str) -> tuple[Phrase, ...]:
    """Return the messages that a rule's page translates; the table's head and rule are no messages."""
    rows = [Phrase(*(cell.replace("\\|", "|") for cell in match.groups())) for match in _ROW.finditer(entry.section(HEADINGS[tag]))]
    return tuple(row for row in rows[1:] if row.english.strip("-: "))


def translated(finding: Finding, tag: str) -> Finding:
    """Return a finding in another language, as far as its rule's page speaks it."""
    if tag not in HEADINGS or finding.code not in by_code():
        return finding
    return replace(finding, message=say(finding.code, finding.message, tag), help=say(finding.code, finding.help, tag))


def say(code: str, text: str, tag: str) -> str:
    """Return one text of a rule in another language; the text itself where the page does not have it."""
    for pattern, theirs in _patterns(code, tag):
        if match := pattern.fullmatch(text):
            return _filled(theirs, match)
    return text


def _filled(template: str, match: re.Match[str]) -> str:
    return _HOLE.sub(lambda hole: match[f"hole{hole[1]}"], template)


@cache
def _patterns(code: str, tag: str) -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple((_pattern(phrase.english), phrase.theirs) for phrase in phrases(by_code()[code], tag))


def _pattern(english: str) -> re.Pattern[str]:
    """Return what a message matches whose holes are filled; a hole named twice holds the same twice."""
    parts, seen = [], set()
    for index, part in enumerate(_HOLE.split(english)):
        if index % 2 == 0:
            parts.append(re.escape(part))
        else:
            parts.append(f"(?P=hole{part})" if part in seen else f"(?P<hole{part}>.*?)")
            seen.add(part)
    return re.compile("".join(parts), re.DOTALL)


def _first_line(section: str) -> str:
    line = section.strip().partition("\n")[0]
    return "" if line.startswith("|") else line
