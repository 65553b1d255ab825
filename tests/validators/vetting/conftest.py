"""A scratch course, a roster whose keys are made here, and the way to decide on its content as its people would."""

import base64
import struct
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from hashlib import sha512
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from karmakit_authoring.load import load
from karmakit_authoring.parse import parse
from karmakit_schemas.sources import Sources
from karmakit_schemas.vetting import PREDICATE_TYPE, STATEMENT_TYPE, VET_NAMESPACE, Policy, canonical, sha256
from karmakit_validators.vetting import records
from karmakit_validators.vetting.content import Content
from karmakit_validators.vetting.judge import Case, Standing, judge
from karmakit_validators.vetting.subject import contents

HOST = Path(__file__).parents[1] / "host"
TODAY = date(2026, 11, 22)
ROLES = ("subject-expert", "instructional-designer", "language-reviewer")


def text(data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + data


@dataclass(frozen=True)
class Key:
    """A key pair that signs as `ssh-keygen -Y sign` does."""

    private: Ed25519PrivateKey

    @classmethod
    def of(cls, seed: str) -> "Key":
        return cls(Ed25519PrivateKey.from_private_bytes(sha256(seed.encode()).encode()[:32]))

    @property
    def blob(self) -> bytes:
        return text(b"ssh-ed25519") + text(self.private.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw))

    @property
    def line(self) -> str:
        return f"ssh-ed25519 {base64.b64encode(self.blob).decode()}"

    def sign(self, data: bytes, namespace: str = VET_NAMESPACE) -> bytes:
        head = text(namespace.encode()) + text(b"") + text(b"sha512")
        proof = text(b"ssh-ed25519") + text(self.private.sign(b"SSHSIG" + head + text(sha512(data).digest())))
        whole = b"SSHSIG" + struct.pack(">I", 1) + text(self.blob) + head + text(proof)
        lines = base64.encodebytes(whole).decode()
        return f"-----BEGIN SSH SIGNATURE-----\n{lines}-----END SSH SIGNATURE-----\n".encode()


def person(name: str, *roles: str, **more: Any) -> dict[str, Any]:
    key = {"key": Key.of(name).line, "since": "2026-01-01", "until": "2027-12-31"}
    return {"id": name, "title": name.title(), "institution": f"{name} institute", "roles": roles, "keys": [key], **more}


def roster() -> dict[str, Any]:
    """Return a policy as YAML would give it: two roles, two persons, and everybody who could be asked."""
    return {
        "version": 1,
        "number": 1,
        "name": "A policy for tests",
        "owners": {"persons": ["owner"], "quorum": 1},
        "quorum": {"persons": 2, "roles": [{"role": "subject-expert"}, {"role": "instructional-designer"}]},
        "persons": [
            person("owner", "registrar"),
            person("asha", "subject-expert", languages=["en"]),
            person("ravi", "instructional-designer", "subject-expert", known_as=["ravi@example.org"]),
            person("meena", "instructional-designer", "legal-reviewer"),
        ],
    }


@dataclass
class Desk:
    """The course, the policy and the log of one test."""

    sources: Sources
    rules: dict[str, Any] = field(default_factory=roster)
    files: dict[str, bytes] = field(default_factory=dict)
    today: date = TODAY
    course: str = "host"

    @property
    def policy(self) -> Policy:
        return Policy.model_validate(self.rules)

    @property
    def policy_digest(self) -> str:
        return sha256(canonical(self.rules))

    @property
    def subjects(self) -> tuple[Content, ...]:
        return contents(parse(self.sources))

    def subject(self, name: str) -> Content:
        return next(content for content in self.subjects if content.name == name)

    def statement(self, who: str, role: str, verdict: str, subject: str, **more: Any) -> dict[str, Any]:
        content = self.subject(subject)
        number = len([path for path in self.files if path.endswith(".json")])
        moment = datetime(2026, 11, 20, 9, number, tzinfo=UTC).isoformat()
        predicate = {
            "verdict": verdict,
            "reviewer": {"person": who, "institution": f"{who} institute", "role": role},
            "scope": {"course": self.course, "subject": subject, "language": "en"},
            "files": dict(content.files),
            "semantic": content.semantic,
            "policy": self.policy_digest,
            "opened": moment,
            "closed": moment,
            "no_conflict": True,
        }
        return {
            "_type": STATEMENT_TYPE,
            "subject": [{"name": f"{self.course}/{subject}", "digest": {"sha256": content.digest}}],
            "predicateType": PREDICATE_TYPE,
            "predicate": {**predicate, **more},
        }

    def keep(self, statement: dict[str, Any], key: Key | None, namespace: str = VET_NAMESPACE) -> str:
        """Put a record into the log, signed if there is a key; return its path."""
        data = canonical(statement)
        path = f"{statement['predicate']['scope']['subject']}/{records.name_of(sha256(data))}"
        self.files[path] = data
        if key:
            self.files[f"{path}.sig"] = key.sign(data, namespace)
        return path

    def decide(self, who: str, role: str, verdict: str = "approve", subject: str = "example", **more: Any) -> str:
        return self.keep(self.statement(who, role, verdict, subject, **more), Key.of(who))

    def digest(self, path: str) -> str:
        return sha256(self.files[path])

    def change(self, path: str, edit: Callable[[str], str]) -> None:
        self.sources = Sources(self.sources.name, {**self.sources.files, path: edit(self.sources.files[path].decode()).encode()})

    def standing(self, subject: str = "example") -> Standing:
        case = Case(self.course, "en", self.subjects, records.read(self.files), self.policy, (self.policy_digest,), self.today)
        return next(standing for standing in judge(case) if standing.content.name == subject)

    def codes(self, subject: str = "example") -> set[str]:
        return {flaw.code for flaw in self.standing(subject).flaws}


@pytest.fixture
def desk() -> Desk:
    sources = load(HOST)
    return Desk(sources, course=parse(sources).part.meta.id)


@pytest.fixture
def passed(desk: Desk) -> Desk:
    """The module `example`, passed by an expert and a designer."""
    desk.decide("asha", "subject-expert")
    desk.decide("meena", "instructional-designer")
    assert desk.standing().holds
    return desk


@pytest.fixture
def key_of() -> Callable[[str], Key]:
    return Key.of
