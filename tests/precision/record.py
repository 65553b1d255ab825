"""What the last run over the corpus found, as far as the table needs it, so that it is written without the corpus."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path

from labels import Label

FILE = Path(__file__).with_name("record.json")


@dataclass(frozen=True)
class Record:
    """How many pages were read and findings found, by rule; and which labelled findings are no longer reported."""

    pages: int
    counts: Mapping[str, int]
    fallen: tuple[str, ...]

    def stands(self, label: Label) -> bool:
        """Say whether a labelled finding is still reported."""
        return name(label) not in self.fallen


def name(label: Label) -> str:
    """Return how a record names a labelled finding: rule, place and hash, in one line."""
    return f"{label.code} {label.path}:{label.line}:{label.column} {label.text}"


def of_run(pages: int, keys: Iterable[tuple[str, str, int, int, str]], labels: Iterable[Label]) -> Record:
    """Return the record of a run that reported findings with these keys (path, code, line, column, hash)."""
    counts: dict[str, int] = {}
    known: set[tuple[object, ...]] = set()
    for path, code, line, column, text in keys:
        counts[code] = counts.get(code, 0) + 1
        known |= {(path, code, line, column), (path, code, line, text)}
    fallen = sorted({name(label) for label in labels if known.isdisjoint([label.place, label.wording])})
    return Record(pages, dict(sorted(counts.items())), tuple(fallen))


def read(file: Path = FILE) -> Record:
    """Return the record that a file holds."""
    data = json.loads(file.read_text(encoding="utf-8"))
    return Record(data["pages"], data["counts"], tuple(data["fallen"]))


def write(record: Record, file: Path = FILE) -> None:
    """Write a record."""
    file.write_text(json.dumps(asdict(record), ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
