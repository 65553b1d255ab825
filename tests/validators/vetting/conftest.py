"""A scratch course, a roster whose keys are made here, and the way to decide on its content as its people would."""

import base64
import json
import os
import re
import struct
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from hashlib import sha512
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from karmakit_authoring.load import load
from karmakit_authoring.parse import parse
from karmakit_schemas.evidence import BuiltSubject, Report
from karmakit_schemas.sources import Sources
from karmakit_schemas.vetting import POLICY_NAMESPACE, PREDICATE_TYPE, STATEMENT_TYPE, VET_NAMESPACE, canonical, sha256
from karmakit_validators import speaking
from karmakit_validators.vetting import heads, records
from karmakit_validators.vetting.content import Content
from karmakit_validators.vetting.judge import Case, Standing, judge
from karmakit_validators.vetting.policies import chain
from karmakit_validators.vetting.records import HEADS, Flaw
from karmakit_validators.vetting.subject import contents

HOST = Path(__file__).parents[1] / "host"
TODAY = date(2026, 11, 22)
DEVANAGARI = re.compile(r"[\u0900-\u097f]")
READ: dict[str, tuple[Content, ...]] = {}
"""The subjects of the courses that tests have read, by the digest of their sources."""


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
    """The course, the policy and the log of one test; `seen` hears of each state that was judged."""

    sources: Sources
    rules: dict[str, Any] = field(default_factory=roster)
    files: dict[str, bytes] = field(default_factory=dict)
    earlier: dict[str, bytes] = field(default_factory=dict)
    today: date = TODAY
    course: str = "host"
    language: str = "en"
    translated: bool = False
    report: Report | None = None
    roots: list[bytes] = field(default_factory=list)
    signers: tuple[str, ...] = ("owner",)
    seen: Callable[["Desk"], None] = lambda _: None

    @property
    def policies(self) -> dict[str, bytes]:
        """The files of the policy's folder: the policy as it stands, signed by its signers, and those before it."""
        data = canonical(self.rules)
        signed = {f"policy.json.{who}.sig": Key.of(who).sign(data, POLICY_NAMESPACE) for who in self.signers}
        return {**self.earlier, "policy.json": data, **signed}

    @property
    def policy_digest(self) -> str:
        return sha256(canonical(self.rules))

    def succeed(self, **changes: Any) -> None:
        """Put a new policy into force, which follows the present one."""
        number = self.rules["number"]
        now = {name.removeprefix("policy.json"): data for name, data in self.policies.items() if name not in self.earlier}
        self.earlier |= {f"earlier/{number}.json{end}": data for end, data in now.items()}
        self.rules = {**self.rules, **changes, "number": number + 1, "previous": self.policy_digest}

    @property
    def records(self) -> list[str]:
        """The paths of the records, in the order in which they were kept."""
        return [path for path in self.files if path.endswith(".json") and not path.startswith(HEADS)]

    @property
    def subjects(self) -> tuple[Content, ...]:
        digest = self.sources.digest
        if digest not in READ:
            READ[digest] = contents(parse(self.sources))
        return READ[digest]

    def subject(self, name: str) -> Content:
        return next(content for content in self.subjects if content.name == name)

    def statement(self, who: str, role: str, verdict: str, subject: str, **more: Any) -> dict[str, Any]:
        content = self.subject(subject)
        number = len(self.records)
        moment = datetime(2026, 11, 20, 9, number, tzinfo=UTC).isoformat()
        predicate = {
            "verdict": verdict,
            "reviewer": {"person": who, "institution": f"{who} institute", "role": role},
            "scope": {"course": self.course, "subject": subject, "language": self.language},
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
        """Put a record into the log, signed if there is a key; return its path. Who signs for themselves renews their head too."""
        data = canonical(statement)
        predicate = statement["predicate"]
        path = f"{predicate['scope']['subject']}/{records.name_of(sha256(data))}"
        self.files[path] = data
        if key:
            self.files[f"{path}.sig"] = key.sign(data, namespace)
        who = predicate["reviewer"]["person"]
        if key and key.blob == Key.of(who).blob:
            self.keep_head(who, closed=predicate["closed"])
        return path

    def keep_head(self, who: str, key: Key | None = None, namespace: str = VET_NAMESPACE, **changes: Any) -> str:
        """Add a head of a person on the log as it is, with `changes` of what it says; return its path."""
        moment = datetime(2026, 11, 20, 10, tzinfo=UTC)
        true = heads.head_of(records.read(self.files), heads.Course(self.course, self.language), who, moment)
        data = canonical({**json.loads(true), **changes})
        path = records.head_path(who, data)
        self.files[path] = data
        self.files[f"{path}.sig"] = (key or Key.of(who)).sign(self.files[path], namespace)
        return path

    def drop(self, *paths: str) -> None:
        """Take files out of the log, with their signatures."""
        for path in paths:
            del self.files[path]
            self.files.pop(f"{path}.sig", None)

    def decide(self, who: str, role: str, verdict: str = "approve", subject: str = "example", **more: Any) -> str:
        return self.keep(self.statement(who, role, verdict, subject, **more), Key.of(who))

    def pass_all(self, *subjects: str) -> None:
        """Let an expert and a designer pass these subjects, or all."""
        for subject in subjects or [content.name for content in self.subjects]:
            self.decide("asha", "subject-expert", subject=subject)
            self.decide("meena", "instructional-designer", subject=subject)

    def digest(self, path: str) -> str:
        return sha256(self.files[path])

    def change(self, path: str, edit: Callable[[str], str]) -> None:
        self.sources = Sources(self.sources.name, {**self.sources.files, path: edit(self.sources.files[path].decode()).encode()})

    @property
    def case(self) -> Case:
        """What is judged."""
        found = chain(self.policies, self.roots)
        assert found.policy, found.flaws
        log = records.read(self.files)
        log = replace(log, flaws=(*log.flaws, *found.flaws))
        of = (self.course, self.language, self.subjects)
        return Case(*of, log, found.policy, found.digests, self.today, translated=self.translated, report=self.report)

    def standing(self, subject: str = "example") -> Standing:
        self.seen(self)
        judged = judge(self.case)
        assert [flaw for one in judged for flaw in (*one.flaws, *one.notes) if not _speaks_hindi(flaw)] == []
        return next(standing for standing in judged if standing.content.name == subject)

    def said(self, subject: str = "example") -> str:
        return " ".join(flaw.message for flaw in self.standing(subject).flaws)

    def dossier(self) -> dict[str, Any]:
        """Return all that is judged as JSON, files as base64: another verifier must come to the same answers."""
        return {
            "policy": _base64(self.policies),
            "records": _base64(self.files),
            "subjects": [_subject(content) for content in self.subjects],
            "course": self.course,
            "language": self.language,
            "translated": self.translated,
            "today": self.today.isoformat(),
            "report": self.report.model_dump(mode="json") if self.report else None,
            "roots": [base64.b64encode(root).decode() for root in self.roots],
        }

    def answer(self) -> dict[str, Any]:
        """Return what our own judge says of the dossier, by subject: whether it holds, the flaws' codes, who passed it, waivers."""
        return {
            one.content.name: {
                "holds": one.holds,
                "codes": sorted({flaw.code for flaw in one.flaws}),
                "approvals": sorted([approval.person.id, approval.role] for approval in one.approvals),
                "waived": sorted(one.waived),
            }
            for one in judge(self.case)
        }

    def codes(self, subject: str = "example") -> set[str]:
        return {flaw.code for flaw in self.standing(subject).flaws}


def _speaks_hindi(flaw: Flaw) -> bool:
    """Say whether the page of the rule has a flaw and its mend in Hindi."""
    return all(DEVANAGARI.search(speaking.say(flaw.code, text, "hi")) for text in (flaw.message, flaw.help) if text)


def _base64(files: Mapping[str, bytes]) -> dict[str, str]:
    return {path: base64.b64encode(data).decode() for path, data in sorted(files.items())}


def _subject(content: Content) -> dict[str, Any]:
    built = BuiltSubject(
        name=content.name,
        title=content.title,
        digest=content.digest,
        semantic=content.semantic,
        files=content.files,
        names=content.names,
        media=content.media,
        test=content.test,
    )
    return built.model_dump(mode="json")


@pytest.fixture
def cases(request: pytest.FixtureRequest) -> Callable[[Desk], None]:
    """Hear of each state that a test judges; where `KARMAKIT_CASES` names a folder, it is kept there for other verifiers."""
    folder = os.environ.get("KARMAKIT_CASES")
    number = count(1)

    def keep(desk: Desk) -> None:
        if folder:
            name = f"{Path(request.node.fspath).stem}.{request.node.name}.{next(number)}"
            told = {"test": name, "dossier": desk.dossier(), "answer": desk.answer()}
            file = Path(folder) / f"{sha256(name.encode())[:16]}.json"
            file.write_text(json.dumps(told, ensure_ascii=False, indent=1), encoding="utf-8")

    return keep


@pytest.fixture
def desk(cases: Callable[[Desk], None]) -> Desk:
    return Desk(load(HOST), seen=cases)


@pytest.fixture
def passed(desk: Desk) -> Desk:
    """The module `example`, passed by an expert and a designer."""
    desk.decide("asha", "subject-expert")
    desk.decide("meena", "instructional-designer")
    assert desk.standing().holds
    return desk


@pytest.fixture
def hindi(cases: Callable[[Desk], None]) -> Desk:
    """The same course in Hindi: a course of its own, with its own log."""
    return Desk(load(HOST.with_name("host-hi")), course="host-hi", language="hi", translated=True, seen=cases)


@pytest.fixture
def key_of() -> Callable[[str], Key]:
    return Key.of
