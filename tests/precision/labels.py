"""The labels: what a reader said of a finding in its place; of the text they hold the beginning of its hash alone."""

import csv
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from pathlib import Path

FILE = Path(__file__).with_name("labels.csv")
VERDICTS = frozenset({"true", "false", "unsure"})


@dataclass(frozen=True)
class Label:
    """One verdict.

    `batch` says when it was given, `rule` is the beginning of the SHA-256 of the rule's source on that day, `text` that of the text
    the finding covers. `true` is a fault worth the rule's words, `false` a false alarm; what is `unsure` does not count.
    """

    batch: str
    path: str
    code: str
    line: int
    column: int
    text: str
    rule: str
    verdict: str
    reason: str

    @property
    def place(self) -> tuple[str, str, int, int]:
        """Return what a finding is known by if its range has grown or shrunk."""
        return self.path, self.code, self.line, self.column

    @property
    def wording(self) -> tuple[str, str, int, str]:
        """Return what a finding is known by if its range has moved within the line."""
        return self.path, self.code, self.line, self.text

    @property
    def counts(self) -> bool:
        """Say whether the verdict is one."""
        return self.verdict != "unsure"

    @property
    def is_right(self) -> bool:
        """Say whether the finding was right."""
        return self.verdict == "true"


def read(file: Path = FILE) -> tuple[Label, ...]:
    """Return all labels of a file."""
    with file.open(encoding="utf-8", newline="") as lines:
        return tuple(map(_label, csv.DictReader(lines)))


def _label(row: Mapping[str, str]) -> Label:
    batch, path, code, text, rule = (row[key] for key in ("batch", "path", "code", "text", "rule"))
    return Label(batch, path, code, int(row["line"]), int(row["column"]), text, rule, row["verdict"], row["reason"])


def write(labels: tuple[Label, ...], file: Path) -> None:
    """Write labels as a table, sorted by batch, rule and place."""
    with file.open("w", encoding="utf-8", newline="") as lines:
        writer = csv.DictWriter(lines, [field.name for field in fields(Label)], lineterminator="\n")
        writer.writeheader()
        writer.writerows(asdict(label) for label in sorted(labels, key=lambda one: (one.batch, one.code, *one.place, one.text)))
