"""Draw findings to be read and labelled: so many of each rule, in turn from each work, none that has a label.

`python tests/precision/sample.py ../shared/corpus sheet.csv [PER_RULE [CODE ...]]` prints each finding with the lines around it and
writes the sheet. Read, fill in verdict and reason, and append the rows to `labels.csv`.
"""

import hashlib
import random
import sys
from collections import defaultdict
from datetime import UTC, datetime
from importlib import resources
from pathlib import Path

import labels
from found import PREFIX, Found, everywhere

from karmakit_validators.catalogue import by_code

SEED = 20261122
PER_RULE = 25
AROUND = 2


def draw(found: list[Found], per_rule: int, codes: frozenset[str] = frozenset()) -> list[Found]:
    """Return so many findings of each rule, in turn from each work; the same ones for the same findings."""
    done = {label.place for label in labels.read()}
    strata: dict[str, dict[str, list[Found]]] = defaultdict(lambda: defaultdict(list))
    for one in found:
        if one.key[:4] not in done and (not codes or one.finding.code in codes):
            strata[one.finding.code][f"{one.path.partition('/')[0]} {one.language}"].append(one)
    picked: list[Found] = []
    for code in sorted(strata):
        chance = random.Random(f"{SEED} {code}")
        piles = [strata[code][work] for work in sorted(strata[code])]
        for pile in piles:
            chance.shuffle(pile)
        chance.shuffle(piles)
        turns = [pile[turn] for turn in range(max(map(len, piles))) for pile in piles if turn < len(pile)]
        picked += turns[:per_rule]
    return picked


def shown(one: Found, corpus: Path) -> str:
    """Return a finding and the lines around it."""
    span = one.finding.span
    lines = (corpus / one.path).read_bytes().decode("utf-8", "replace").split("\n")
    first, last = max(span.line - AROUND, 1), min(span.end_line + AROUND, len(lines))
    around = [
        f"{'>' if span.line <= number <= span.end_line else ' '} {lines[number - 1][:300]}" for number in range(first, last + 1)
    ]
    return "\n".join([f"{one.finding.code} {one.path}:{span.line}:{span.column} {one.finding.message}", *around, ""])


def version(code: str) -> str:
    """Return the beginning of the SHA-256 of a rule's source: labels say on which one they were given."""
    entry = by_code()[code]
    stem = f"{code.lower()}_{entry.name.replace('-', '_')}.py"
    source = resources.files("karmakit_validators").joinpath("rules", entry.family, stem).read_bytes()
    return hashlib.sha256(source).hexdigest()[:PREFIX]


def main(arguments: list[str]) -> int:
    """Draw a sample; return the exit status."""
    corpus, sheet, *rest = arguments
    per_rule = int(rest[0]) if rest else PER_RULE
    picked = draw(list(everywhere(Path(corpus))), per_rule, frozenset(rest[1:]))
    today = datetime.now(tz=UTC).date().isoformat()
    for one in picked:
        sys.stdout.write(shown(one, Path(corpus)) + "\n")
    rows = [
        labels.Label(today, path, code, line, column, text, version(code), "", "")
        for path, code, line, column, text in (one.key for one in picked)
    ]
    labels.write(tuple(rows), Path(sheet))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
