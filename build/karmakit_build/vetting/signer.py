"""Who signs builds: known here without the weight of signatures, which few builds need."""

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Signer:
    """Who signs builds, by the roster's id, and the file of the SSH key."""

    person: str
    key: Path
