"""What is asked of a bundle's proof, and the answer in its three parts."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any, Literal, get_args

if TYPE_CHECKING:
    from karmakit_validators.vetting.records import Flaw, Log  # heavy, and most bundles are asked for no proof

PartName = Literal["integrity", "quorum", "conformance"]
PARTS: frozenset[PartName] = frozenset(get_args(PartName))


@dataclass(frozen=True, slots=True)
class Earlier:
    """The edition before as far as its bundle tells: whose course, the number and digest of its policy, and its log."""

    name: str
    course: str
    language: str
    number: int
    policy: str
    log: "Log"


@dataclass(frozen=True, slots=True)
class Trust:
    """By what a reader judges: the blobs of the root keys they trust, the day, and the edition before if they have it."""

    roots: tuple[bytes, ...]
    today: date
    before: Earlier | None = None


@dataclass(frozen=True, slots=True)
class Asked:
    """What is given beside a bundle: the signature on its build statement (None: there is none), and the reader's trust."""

    signature: bytes | None = None
    trust: Trust | None = None


NOTHING = Asked()


@dataclass(frozen=True, slots=True)
class Part:
    """One part of the answer: what is wrong, in plain words what is `told` where nothing is, and the facts it rests on."""

    name: PartName
    flaws: "tuple[Flaw, ...]"
    told: str
    facts: Mapping[str, Any] = field(default_factory=dict)

    @property
    def holds(self) -> bool:
        """Say whether nothing is wrong with this part."""
        return not self.flaws

    def as_json(self) -> dict[str, Any]:
        """Return the part as `--format json` documents it."""
        flaws = [{"code": flaw.code, "path": flaw.path, "message": flaw.message, "help": flaw.help} for flaw in self.flaws]
        return {"holds": self.holds, "told": self.told if self.holds else "", **self.facts, "flaws": flaws}


@dataclass(frozen=True, slots=True)
class Proof:
    """What a bundle proves: without a root key its integrity alone is asked, and nothing is proved of its vetting."""

    rooted: bool
    parts: tuple[Part, ...]
    demonstration: bool = False

    @property
    def holds(self) -> bool:
        """Say whether the bundle was vetted by those whom the root key trusts: all three parts were asked, and hold."""
        return self.rooted and {part.name for part in self.parts if part.holds} == PARTS

    def as_json(self) -> dict[str, Any]:
        """Return the proof as `--format json` documents it; a part that was not asked is null."""
        parts = {part.name: part.as_json() for part in self.parts}
        named = {name: parts.get(name) for name in ("integrity", "quorum", "conformance")}
        return {"holds": self.holds, "rooted": self.rooted, "demonstration": self.demonstration, **named}
