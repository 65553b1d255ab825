"""A course vetted by people whose keys are made here, its bundles as the builder makes them, and the tools of a forger."""

import importlib.util
import io
import json
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from karmakit_authoring.load import load
from karmakit_authoring.parse import parse
from karmakit_schemas.evidence import BUILD, POLICIES, RECORDS, REPORT
from karmakit_schemas.quality import quality_framework
from karmakit_schemas.vetting import (
    BUILD_NAMESPACE,
    COURSE,
    POLICY_NAMESPACE,
    PREDICATE_TYPE,
    STATEMENT_TYPE,
    canonical,
    manifest_digest,
)
from karmakit_validators.verify import Verdict, verify_bytes
from karmakit_validators.verify.vetting.beside import edition_before
from karmakit_validators.verify.vetting.proof import Asked, Earlier, Trust
from karmakit_validators.vetting import heads, records
from karmakit_validators.vetting.reports import digest_of, report_of
from karmakit_validators.vetting.subject import contents

TESTS = Path(__file__).parents[2]
HOST = TESTS / "host"
NOW = datetime.now(tz=UTC).replace(microsecond=0)
PROVENANCE = "karmakit/provenance.json"
FORM = quality_framework("igot-cfqa")
Files = dict[str, bytes]

_spec = importlib.util.spec_from_file_location("vetting_conftest", TESTS / "vetting" / "conftest.py")
assert _spec
assert _spec.loader
_vetting = importlib.util.module_from_spec(_spec)
sys.modules["vetting_conftest"] = _vetting
_spec.loader.exec_module(_vetting)
Key = _vetting.Key
PEOPLE = {"owner": "registrar", "asha": "subject-expert", "meena": "instructional-designer", "builder": "registrar"}


def digest(data: bytes) -> str:
    return sha256(data).hexdigest()


def roster(**more: Any) -> dict[str, Any]:
    """Return a policy as it is signed."""
    people = [
        {
            "id": name,
            "title": name.title(),
            "institution": f"{name} institute",
            "roles": [role],
            "known_as": [f"{name}@example.org"],
            "keys": [{"key": Key.of(name).line, "since": "2020-01-01", "until": "2199-12-31"}],
        }
        for name, role in PEOPLE.items()
    ]
    return {
        "version": 1,
        "number": 1,
        "name": "A policy for tests",
        "demonstration": True,
        "owners": {"persons": ["owner"], "quorum": 1},
        "builders": ["builder"],
        "quorum": {"persons": 2, "roles": [{"role": "subject-expert"}, {"role": "instructional-designer"}]},
        "persons": people,
        **more,
    }


@dataclass
class Course:
    """A course on the disk with a policy above it, and the way to pass it."""

    folder: Path
    rules: dict[str, Any]

    def __post_init__(self) -> None:
        self.place = self.folder / "courses" / "host"
        self.log: Files = {}

    def enact(self) -> None:
        """Write the policy, signed by its owner."""
        data = canonical(self.rules)
        signature = Key.of("owner").sign(data, POLICY_NAMESPACE)
        self._write(self.folder / ".vetting", {"policy.json": data, "policy.json.owner.sig": signature})
        self.policy = digest(data)

    def pass_all(self, *people: str, closed: datetime = NOW - timedelta(hours=2)) -> None:
        """Let people pass every subject as it is, answer the form with yes, and sign their heads."""
        parsed = parse(load(self.place))
        report = report_of(parsed, FORM)
        made = {
            "policy": self.policy,
            "tool": report.tool,
            "ruleset": report.ruleset,
            "source": report.source,
            "report": digest_of(report),
        }
        for number, who in enumerate(people):
            moment = (closed + timedelta(minutes=number)).isoformat()
            for content in contents(parsed):
                answers = [
                    {"statement": asked.id, "answer": "yes", "by": "person"}
                    for asked in FORM.statements
                    if asked.answered != "machine" and content.name == COURSE
                ]
                predicate = {
                    "verdict": "approve",
                    "reviewer": {"person": who, "institution": f"{who} institute", "role": PEOPLE[who]},
                    "scope": {"course": "host", "subject": content.name, "language": "en"},
                    "files": dict(content.files),
                    "semantic": content.semantic,
                    **made,
                    "previous": list(records.read(self.log).tips),
                    "opened": moment,
                    "closed": moment,
                    "no_conflict": True,
                    "answers": answers,
                }
                statement = {
                    "_type": STATEMENT_TYPE,
                    "subject": [{"name": f"host/{content.name}", "digest": {"sha256": content.digest}}],
                    "predicateType": PREDICATE_TYPE,
                    "predicate": predicate,
                }
                data = canonical(statement)
                self._keep(f"{content.name}/{records.name_of(digest(data))}", who, data)
        for who in people:
            head = heads.head_of(records.read(self.log), heads.Course("host", "en"), who, closed + timedelta(minutes=len(people)))
            self._keep(records.head_path(who, head), who, head)
        self._write(self.place / ".vetting", self.log)

    def build(self, *targets: str, more: tuple[str, ...] = ()) -> Path:
        """Build the course for publishing by the command, in a process of its own; return where the bundles lie."""
        program = "from karmakit_build.cli import main; main()"
        out = self.folder / "out"
        command = [sys.executable, "-c", program, "build", self.place, "--target", ",".join(targets), "--out", out]
        done = subprocess.run([*command, "--profile", "publish", *more], capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr + done.stdout
        return out / "host"

    def _keep(self, path: str, who: str, data: bytes) -> None:
        self.log |= {path: data, f"{path}.sig": Key.of(who).sign(data)}

    @staticmethod
    def _write(folder: Path, files: Files) -> None:
        for path, data in files.items():
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            (folder / path).write_bytes(data)


def course_in(folder: Path, **rules: Any) -> Course:
    """Return a copy of the tests' own course, with an author of one module, under a policy in force."""
    course = Course(folder, roster(**rules))
    shutil.copytree(HOST, course.place)
    module = course.place / "modules" / "example.md"
    text = module.read_text(encoding="utf-8")
    module.write_text(text.replace("kind: do\n", "kind: do\nauthors: [Somebody Else]\n", 1), encoding="utf-8")
    course.enact()
    return course


@dataclass(frozen=True)
class Bundle:
    """The files of a bundle and its signature, and what a forger can make of them."""

    files: Mapping[str, bytes]
    signature: bytes | None

    def __or__(self, changed: Mapping[str, bytes]) -> "Bundle":
        """Return the bundle with files in the place of others, and nothing made to fit."""
        return replace(self, files={**self.files, **changed})

    def without(self, *names: str) -> "Bundle":
        return replace(self, files={name: data for name, data in self.files.items() if not name.startswith(names)})

    def json(self, path: str) -> Any:
        return json.loads(self.files[path])

    def recorded(self) -> "Bundle":
        """Return the bundle with digests in its provenance that fit, as a platform would make them that rewrites packages."""
        record = self.json(PROVENANCE)
        rest = {name: data for name, data in self.files.items() if name not in {PROVENANCE, BUILD}}
        record["files"] = [{"path": name, "sha256": digest(data), "size": len(data)} for name, data in sorted(rest.items())]
        return self | {PROVENANCE: json.dumps(record).encode()}

    def restated(self, edit: Callable[[dict[str, Any]], object] = lambda _: None) -> "Bundle":
        """Return the bundle with a build statement that fits its files, after an edit of what it says; nobody signs it."""
        statement = self.json(BUILD)
        edit(statement["predicate"])
        files = {name: digest(data) for name, data in self.files.items() if name != BUILD}
        statement["subject"][0]["digest"]["sha256"] = manifest_digest(files)
        return replace(self | {BUILD: canonical(statement)}, signature=None)

    def signed(self, who: str = "builder", namespace: str = BUILD_NAMESPACE) -> "Bundle":
        return replace(self, signature=Key.of(who).sign(self.files[BUILD], namespace))

    def by_a_builder(self, edit: Callable[[dict[str, Any]], object] = lambda _: None) -> "Bundle":
        """Return the bundle as a builder would make it who means to deceive: all digests fit, and the signature holds."""
        return self.recorded().restated(edit).signed()

    def reported(self, edit: Callable[[dict[str, Any]], object]) -> "Bundle":
        """Return the bundle with another report, by a builder who means to deceive."""
        report = self.json(REPORT)
        edit(report)
        data = canonical(report)
        return (self | {REPORT: data}).by_a_builder(lambda built: built.update(report=digest(data), source=report["source"]))

    @property
    def data(self) -> bytes:
        """The zip, packed as karmakit packs: sorted, stored, one time, one mode."""
        return zipped(sorted(self.files.items()))


def zipped(entries: list[tuple[str, bytes]]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_STORED) as archive:
        for name, data in entries:
            entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            entry.create_system = 3
            entry.external_attr = 0o100644 << 16
            archive.writestr(entry, data)
    return buffer.getvalue()


def files_of(path: Path) -> Files:
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def judged(
    bundle: Bundle | bytes, *roots: str, before: Earlier | None = None, signature: bytes | None = None, days: int = 0
) -> Verdict:
    """Return the verdict over a bundle by somebody who trusts the root keys of these people."""
    trust = Trust(tuple(Key.of(name).blob for name in roots), (NOW + timedelta(days=days)).date(), before) if roots else None
    if isinstance(bundle, Bundle):
        return verify_bytes(bundle.data, "course.zip", Asked(bundle.signature, trust))
    return verify_bytes(bundle, "course.zip", Asked(signature, trust))


@pytest.fixture(scope="session")
def vetted(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder in which the bundles of a vetted course lie; nobody has signed them."""
    course = course_in(tmp_path_factory.mktemp("institute"))
    course.pass_all("asha", "meena")
    return course.build("scorm12", "web", "igot")


@pytest.fixture(scope="session")
def bundle(vetted: Path) -> Bundle:
    """Return the vetted bundle for SCORM 1.2, signed by the builder."""
    return Bundle(files_of(vetted / "host-scorm12.zip"), None).signed()


@pytest.fixture(scope="session")
def editions(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Bundle]:
    """Return the two editions of a course with a photograph and films, vetted once and signed by the builder."""
    spec = importlib.util.spec_from_file_location("heavy_course", TESTS.parent / "build" / "lite" / "heavy_course.py")
    assert spec
    assert spec.loader
    heavy = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(heavy)
    course = course_in(tmp_path_factory.mktemp("editions"))
    shutil.rmtree(course.place)
    heavy.heavy_course(course.place)
    course.pass_all("asha", "meena")
    course.build("scorm12")
    folder = course.build("scorm12", more=("--lite",))
    names = {"full": "host-scorm12.zip", "lite": "host-scorm12-lite.zip"}
    return {name: Bundle(files_of(folder / file), None).signed() for name, file in names.items()}


@pytest.fixture(scope="session")
def judge() -> Callable[..., Verdict]:
    return judged


@pytest.fixture(scope="session")
def key_of() -> Callable[[str], Any]:
    return Key.of


@pytest.fixture(scope="session")
def trust() -> Callable[..., Trust]:
    """Return what a reader goes by who trusts the root keys of these people."""
    return lambda *names: Trust(tuple(Key.of(name).blob for name in names), NOW.date())


@pytest.fixture(scope="session")
def of_kind(vetted: Path) -> Callable[[str], Bundle]:
    """Return another bundle of the same course by its file's name; nobody has signed it."""
    return lambda name: Bundle(files_of(vetted / name), None)


@pytest.fixture(name="zipped", scope="session")
def _zipped() -> Callable[[list[tuple[str, bytes]]], bytes]:
    return zipped


@pytest.fixture(scope="session")
def succeeded() -> Callable[..., Bundle]:
    """Return a bundle built under a policy that follows the bundle's own, with changes: its owner and its builder sign it."""

    def made(bundle: Bundle, **changes: Any) -> Bundle:
        now = f"{POLICIES}policy.json"
        rules = {**bundle.json(now), **changes, "number": 2, "previous": digest(bundle.files[now])}
        data = canonical(rules)
        files = {
            f"{POLICIES}earlier/1.json": bundle.files[now],
            f"{POLICIES}earlier/1.json.owner.sig": bundle.files[f"{now}.owner.sig"],
            now: data,
            f"{now}.owner.sig": Key.of("owner").sign(data, POLICY_NAMESPACE),
        }
        return (bundle | files).by_a_builder(lambda built: built.update(policy=digest(data)))

    return made


@pytest.fixture(scope="session")
def more_decided(bundle: Bundle) -> Bundle:
    """Return the bundle after the owner has asked for the vetting of a module once more."""
    log = {name.removeprefix(RECORDS): data for name, data in bundle.files.items() if name.startswith(RECORDS)}
    path = next(name for name in log if name.startswith("example/") and name.endswith(".json"))
    statement = json.loads(log[path])
    predicate = statement["predicate"]
    predicate |= {
        "verdict": "request",
        "reviewer": {"person": "owner", "institution": "owner institute", "role": "registrar"},
        "previous": list(records.read(log).tips),
        "opened": NOW.isoformat(),
        "closed": NOW.isoformat(),
    }
    data = canonical(statement)
    name = f"example/{records.name_of(digest(data))}"
    log |= {name: data, f"{name}.sig": Key.of("owner").sign(data)}
    head = heads.head_of(records.read(log), heads.Course("host", "en"), "owner", NOW)
    path = records.head_path("owner", head)
    log |= {path: head, f"{path}.sig": Key.of("owner").sign(head)}
    grown = bundle | {f"{RECORDS}{path}": data for path, data in log.items()}
    now = records.read(log)
    return grown.by_a_builder(lambda built: built.update(records=len(now.records), tips=list(now.tips)))


@pytest.fixture(scope="session")
def earlier(tmp_path_factory: pytest.TempPathFactory) -> Callable[[Bundle], Earlier]:
    """Return what `--before` takes of a bundle."""

    def read(bundle: Bundle) -> Earlier:
        path = tmp_path_factory.mktemp("before") / "course.zip"
        path.write_bytes(bundle.data)
        return edition_before(path)

    return read
