"""The list of all rules: for the guide (Markdown), for programs (JSON), for a terminal (text)."""

import json
import re
from collections import Counter
from collections.abc import Callable, Iterator
from itertools import groupby

from karmakit_schemas.findings import Severity
from karmakit_validators import speaking
from karmakit_validators.catalogue import RULES, Entry, discover
from karmakit_validators.report.words import words
from karmakit_validators.rule import Layer

PAGES = f"../../validators/karmakit_validators/{RULES}"
"""The way from the guide to the rules' pages, as they lie in the repository; the site has its own."""
_MENDS = {"no": "", "safe": "`--fix`", "unsafe": "`--unsafe-fixes`"}


def rulebook(form: str) -> str:
    """Return all rules in a format of `FORMATS`, with a line end at its end."""
    return FORMATS[form](discover())


def source(entry: Entry) -> str:
    """Return the clauses that a rule's page names as its source: the first paragraph, on one line."""
    return " ".join(entry.section("Source").strip().partition("\n\n")[0].split())


def _markdown(entries: tuple[Entry, ...]) -> str:
    families = {family: list(group) for family, group in groupby(entries, key=lambda entry: entry.code[:3])}
    lines = [*_opening(entries, len(families)), "", *_by_layer(entries)]
    for family, group in families.items():
        lines += ["", f"## {family}: {group[0].family}", ""]
        lines += ["| code | what is wrong | severity | mended by | source |", "|---|---|---|---|---|", *map(_row, group)]
    return "\n".join(lines) + "\n"


def _opening(entries: tuple[Entry, ...], families: int) -> list[str]:
    """Return the title and how many rules there are of each weight."""
    severities = Counter(entry.rule.severity for entry in entries)
    mends = Counter(entry.rule.mends for entry in entries)
    told = ", ".join(words("en").number(each.name, severities[each]) for each in sorted(Severity, reverse=True) if severities[each])
    gates, safe, unsafe = sum(entry.rule.gate for entry in entries), mends["safe"], mends["unsafe"]
    return [
        "# All rules",
        "",
        f"{len(entries)} rules in {families} families: {told}.",
        f"{gates} of them are gates: they can be neither lowered nor allowed in the text.",
        f"`karmakit check --fix` mends what {safe} of them find, `--unsafe-fixes` proposes a mend for {unsafe} more.",
        "The severity is that of the profiles `review` and `publish`. For what is not here, see [Rules we left out](left-out.md).",
    ]


def _by_layer(entries: tuple[Entry, ...]) -> list[str]:
    """Return how many rules look at what, as a table."""
    numbers = Counter(entry.rule.layer for entry in entries)
    rows = (f"| {layer} | {numbers[layer]} | {text} |" for layer, text in _LAYERS.items() if numbers[layer])
    return ["| layer | rules | what is looked at |", "|---|---|---|", *rows]


_LAYERS: dict[Layer, str] = {
    "parse": "reading the files",
    "file": "one Markdown file",
    "course": "the course as a whole",
    "sources": "the files as they are",
    "repository": "the course as it was published, and as it is now",
    "engine": "exceptions and settings",
    "vetting": "what reviewers wrote down of the course",
    "bundle": "what was built (`karmakit verify`)",
    "browser": "what was built, opened in a browser (`karmakit verify --browser`)",
}


def _row(entry: Entry) -> str:
    page = f"{PAGES}/{entry.family}/{entry.code.lower()}_{entry.name.replace('-', '_')}.md"
    severity = f"**{entry.rule.severity.name}, gate**" if entry.rule.gate else entry.rule.severity.name
    cells = (
        f"[{entry.code}]({page}) {entry.name}",
        entry.title,
        f"{severity}; {entry.rule.layer}",
        _MENDS[entry.rule.mends],
        source(entry),
    )
    return f"| {' | '.join(_cell(cell) for cell in cells)} |"


def _cell(text: str) -> str:
    """Return a text that does not end a cell of a table."""
    return re.sub(r"(?<!\\)\|", r"\|", text)


def _json(entries: tuple[Entry, ...]) -> str:
    return json.dumps({"version": 1, "rules": list(map(_record, entries))}, ensure_ascii=False, indent=2) + "\n"


def _record(entry: Entry) -> dict[str, object]:
    return {
        "code": entry.code,
        "name": entry.name,
        "family": entry.family,
        "title": {"en": entry.title, **{tag: speaking.title(entry, tag) for tag in speaking.HEADINGS}},
        "severity": entry.rule.severity.name,
        "gate": entry.rule.gate,
        "layer": entry.rule.layer,
        "mends": entry.rule.mends,
        "source": source(entry),
    }


def _text(entries: tuple[Entry, ...]) -> str:
    return "".join(_lines(entries))


def _lines(entries: tuple[Entry, ...]) -> Iterator[str]:
    """Yield a block a rule: what it is called and weighs, and what is wrong."""
    width = max((len(entry.name) for entry in entries), default=0)
    for entry in entries:
        yield f"{entry.code} {entry.name:<{width}}  {entry.facts}\n    {entry.title}\n"


FORMATS: dict[str, Callable[[tuple[Entry, ...]], str]] = {"text": _text, "md": _markdown, "json": _json}
