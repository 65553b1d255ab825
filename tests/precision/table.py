"""Write the guide's page on precision from the labels and the last recorded run; `--check` says if it is stale."""

import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import labels
import off
import record
from labels import Label
from record import Record
from works import WORKS

from karmakit_schemas.findings import Severity
from karmakit_validators.catalogue import Entry, by_code, discover

PAGE = Path(__file__).resolve().parents[2] / "authoring" / "guide" / "precision.md"
BARS = {Severity.fatal: 98, Severity.error: 98, Severity.warning: 85}
READ_LATER = {
    "bundle": "finished bundles",
    "browser": "bundles in a browser",
    "repository": "what changed since the last publication",
}
HEAD = """\
# How often the rules are right

A false alarm costs more than a miss: who meets three of them reads no further. So we measure. The rules were run over
{works} courses and stories that others wrote, in {languages} languages ({pages} pages, read as plain Markdown). Of what
they found {judged} findings were read in their place and judged: some 25 of each rule, drawn by chance in turn from each
work, all where there were fewer. A finding is *right* if the author of that text should do something about it, and a
*false alarm* if not; where nobody could say, it does not count. A link or a picture whose file is not there counts
as right, also where the copy of the work that was read leaves it out. The labels of a first sample were given before anybody
mended the rule for them; then the rules below the bar were mended, and much mended ones drew a second sample. The bar is
98 % for errors and 85 % for warnings; hints have none.

*Before* is the share of right findings in the first sample of a rule; *now* is the share among all its labelled findings
that are still reported, so it is seen through the eyes of a rule that was mended for some of them. A rule that reports
none of them any more shows a dash. Shares of few findings say little, and none says what the rules miss.
"""
DASH = "-"


@dataclass(frozen=True)
class Row:
    """What the labels say of one rule, or of several."""

    judged: int
    right: int
    standing: int
    standing_right: int

    @property
    def before(self) -> str:
        """Return the share of right findings as it was labelled."""
        return _share(self.right, self.judged)

    @property
    def now(self) -> str:
        """Return the share of right findings among those that are still reported."""
        return _share(self.standing_right, self.standing)

    def meets(self, bar: int) -> bool:
        """Say whether the share is at a bar now, in per cent; nothing said is nothing wrong."""
        return self.standing_right * 100 >= bar * self.standing


def _share(part: int, whole: int) -> str:
    return f"{100 * part / whole:.0f} %" if whole else DASH


def row(given: Iterable[Label], run: Record) -> Row:
    """Return what labels say together."""
    counted = [label for label in given if label.counts]
    first = _first(counted)
    standing = [label for label in counted if run.stands(label)]
    return Row(len(first), sum(one.is_right for one in first), len(standing), sum(one.is_right for one in standing))


def _first(given: Sequence[Label]) -> list[Label]:
    """Return the labels of each rule's first batch; later ones were given on what was mended."""
    batches: dict[str, str] = {}
    for label in given:
        batches[label.code] = min(label.batch, batches.get(label.code, label.batch))
    return [label for label in given if label.batch == batches[label.code]]


def rows(given: Sequence[Label], run: Record) -> dict[str, Row]:
    """Return what the labels say of each rule, by code; a rule that was withdrawn is left out."""
    codes = sorted({label.code for label in given} & set(by_code()))
    return {code: row([label for label in given if label.code == code], run) for code in codes}


def page(given: Sequence[Label], run: Record) -> str:
    """Return the page."""
    by_rule = rows(given, run)
    languages = len({work.language for work in WORKS})
    works = len({work.folder for work in WORKS})
    lines = [
        HEAD.format(works=works, languages=languages, pages=f"{run.pages:,}", judged=sum(label.counts for label in given)),
        "| rule | name | weight | first sample | right | before | still reported | right | now | in all |",
        "|---|---|---|---:|---:|---:|---:|---:|---:|---:|",
        *(_line(by_code()[code], one, run.counts.get(code, 0)) for code, one in by_rule.items()),
        "",
        *_totals(given, run),
        *_not_measured(by_rule),
        *_not_asked(),
    ]
    return "\n".join(lines) + "\n"


def _line(entry: Entry, one: Row, count: int) -> str:
    weight = entry.rule.severity.name
    first, still = (one.judged, one.right, one.before), (one.standing, one.standing_right, one.now)
    return f"| {' | '.join(map(str, (entry.code, entry.name, weight, *first, *still, f'{count:,}')))} |"


def _totals(given: Sequence[Label], run: Record) -> list[str]:
    lines = [
        "## All together",
        "",
        "| weight | first sample | right | before | still reported | right | now |",
        "|---|---:|---:|---:|---:|---:|---:|",
    ]
    known = [label for label in given if label.code in by_code()]
    for title, weights in (
        ("errors", {Severity.error, Severity.fatal}),
        ("warnings", {Severity.warning}),
        ("hints", {Severity.info}),
    ):
        one = row([label for label in known if by_code()[label.code].rule.severity in weights], run)
        lines.append(f"| {title} | {one.judged} | {one.right} | {one.before} | {one.standing} | {one.standing_right} | {one.now} |")
    return [*lines, ""]


def _not_measured(by_rule: Iterable[str]) -> list[str]:
    """Return which rules could have found something in the corpus and did not, and which look at something else."""
    silent = [e for e in discover() if e.code not in by_rule and off.reason(e.code) is None]
    lines = ["## Not measured", "", "These rules were asked and found nothing to label in the corpus:", ""]
    lines += [", ".join(e.code for e in silent if e.rule.layer not in READ_LATER and e.rule.by != "engine") + ".", ""]
    for layer, what in READ_LATER.items():
        if codes := [e.code for e in silent if e.rule.layer == layer]:
            lines += [f"These read {what}, which the corpus does not hold: {', '.join(codes)}.", ""]
    return lines


def _not_asked() -> list[str]:
    lines = ["These were not asked, because the works are no courses of ours:", ""]
    for reason in dict.fromkeys(off.OFF.values()):
        codes = [code if len(code) > off.FAMILY else f"{code}…" for code, why in off.OFF.items() if why == reason]
        lines.append(f"- {', '.join(codes)}: {reason}.")
    lines.append(f"- {', '.join(sorted(off.ROUTED))} in {off.ROUTED_WHY}.")
    return lines


def below(given: Sequence[Label], run: Record) -> list[str]:
    """Return the rules that are below their bar now, each with its share."""
    return [
        f"{code} {one.now}" for code, one in rows(given, run).items() if not one.meets(BARS.get(by_code()[code].rule.severity, 0))
    ]


def main(arguments: list[str]) -> int:
    """Write the page, or say whether it is stale; return the exit status."""
    text = page(labels.read(), record.read())
    if "--check" not in arguments:
        PAGE.write_text(text, encoding="utf-8")
        return 0
    if PAGE.is_file() and PAGE.read_text(encoding="utf-8") == text:
        return 0
    sys.stderr.write(f"{PAGE.name} is stale; run python tests/precision/table.py\n")
    return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
