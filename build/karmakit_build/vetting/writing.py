"""Put decisions, signatures and policies into their folders: whole or not at all, and never over what is there."""

import re
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from importlib import resources
from pathlib import Path

from karmakit_authoring.models import read_model
from karmakit_authoring.source_text import NotUtf8Error, SourceText
from karmakit_authoring.vetting_files import FOLDER, POLICY, SOURCE, read_folder
from karmakit_authoring.yaml_reader import read_yaml
from karmakit_build.archive import write
from karmakit_build.vetting.deciding import Decision, record_of
from karmakit_build.vetting.reading import Vetting, vetting_of
from karmakit_build.vetting.signing import public_blob, sign, sign_all
from karmakit_schemas.errors import UnusableInputError, UsageError
from karmakit_schemas.findings import Finding
from karmakit_schemas.vetting import POLICY_NAMESPACE, VET_NAMESPACE, Person, Policy, policy_bytes, sha256
from karmakit_validators.vetting import heads, records
from karmakit_validators.vetting.judge import Case, weigh
from karmakit_validators.vetting.policies import EARLIER
from karmakit_validators.vetting.records import head_path, strict_json
from karmakit_validators.vetting.signers import blob_of

TEMPLATE = "policy.yml"
SIGNATURE = ".sig"
_NAME = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


def keep(vetting: Vetting, decisions: Iterable[Decision], key: Path | None = None) -> list[Path]:
    """Write decisions on a course into its `.vetting` folder; return the records' paths.

    With a key they are signed, and so is the head of the log of whoever decided. All is made, and signed, before the first file is
    written.
    """
    wanted = list(decisions)
    made = _chained(vetting, wanted)
    signed: dict[str, bytes] = {}
    if key and wanted:
        closed = max(decision.closed for decision in wanted)
        for name in {decision.person: None for decision in wanted}:
            _must_be_theirs(key, _person(vetting, name))
            signed |= _signed(vetting, made, name, closed, key)
    paths = [write(data, vetting.records / name) for name, data in {**made, **signed}.items()]
    return paths[: len(made)]


def _chained(vetting: Vetting, decisions: Iterable[Decision]) -> dict[str, bytes]:
    """Return the records of decisions that are made together, each after the one before, so that none names them all.

    None follows a record that was closed later: of two decisions made side by side, the older may be recorded last.
    """
    made: dict[str, bytes] = {}
    last: tuple[str, ...] = ()
    followed: frozenset[str] = frozenset()
    for decision in sorted(decisions, key=lambda one: one.closed):
        there = vetting.log.records
        before = {digest: one for digest, one in there.items() if one.statement.predicate.closed <= decision.closed}
        previous = sorted({*last, *records.tips(before)} - followed)
        name, data = record_of(vetting, decision, previous)
        made[name] = data
        last, followed = (sha256(data),), frozenset(before)
    return made


def sign_records(course: Path, name: str, key: Path) -> list[Path]:
    """Sign a person's unsigned decisions on a course, and their head of the log if it is behind; return the signatures' paths."""
    vetting = vetting_of(course)
    _must_be_theirs(key, _person(vetting, name))
    now = datetime.now(tz=UTC).replace(microsecond=0)
    case = vetting.case(now.date())
    behind = case is not None and _is_behind(case, name)
    mine = {one.path: one.data for one in vetting.log.records.values() if one.statement.predicate.reviewer.person == name}
    unsigned = {path: data for path, data in mine.items() if f"{path}.sig" not in vetting.decisions}
    if not unsigned and not behind:
        return []
    signed = _signed(vetting, unsigned, name, now, key)
    return [path for path in (write(data, vetting.records / place) for place, data in signed.items()) if path.suffix == SIGNATURE]


def _is_behind(case: Case, name: str) -> bool:
    """Say whether a person has decided what no head of theirs reaches, as after a merge of branches."""
    person = case.policy.person(name)
    theirs = [one.record for one in weigh(case) if one.flaw is None and one.record.statement.predicate.reviewer.person == name]
    course = heads.Course(case.course, case.language)
    return person is not None and bool(heads.unreached(case.log, course, person, case.today, theirs))


def _signed(vetting: Vetting, made: Mapping[str, bytes], person: str, closed: datetime, key: Path) -> dict[str, bytes]:
    """Return the signatures of a person's records, and that person's head of the log as it will be with them, signed too."""
    meta = vetting.parsed.part.meta
    log = records.read({**vetting.decisions, **made})
    if not log.records:
        raise UnusableInputError(f"{vetting.records}: {'; '.join(flaw.message for flaw in log.flaws)}")
    head = heads.head_of(log, heads.Course(meta.id, meta.language), person, closed)
    path = head_path(person, head)
    signatures = sign_all([*made.values(), head], key, VET_NAMESPACE)
    beside = {f"{name}{SIGNATURE}": signature for name, signature in zip([*made, path], signatures, strict=True)}
    return {path: head, **beside}


def _person(vetting: Vetting, name: str) -> Person | None:
    return vetting.chain.policy.person(name) if vetting.chain.policy else None


def sign_policy(folder: Path, name: str, key: Path) -> list[Path]:
    """Sign the policy in force as one of the owners; return the signature's path, or none if it is signed already."""
    files = read_folder(folder)
    if POLICY not in files:
        raise UnusableInputError(f"{folder}: there is no {POLICY}; make it with `karmakit vet policy {folder}`")
    if not _NAME.fullmatch(name):
        raise UsageError(f"`{name}` is no id of the roster")
    path = folder / f"{POLICY}.{name}.sig"
    signature = sign(files[POLICY], key, POLICY_NAMESPACE)
    return [] if files.get(path.name) == signature else [write(signature, path)]


def freeze_policy(folder: Path) -> list[Path]:
    """Write the form of `policy.yml` that is signed; the policy that was in force goes to `earlier/` with its signatures."""
    files = read_folder(folder)
    if SOURCE not in files:
        raise UnusableInputError(f"{folder}: there is no {SOURCE}; lay one out with `karmakit vet init`")
    before = Policy.model_validate(strict_json(files[POLICY])) if POLICY in files else None
    place: dict[str, object] = {"number": before.number + 1, "previous": sha256(files[POLICY])} if before else {"number": 1}
    policy = _read(folder / SOURCE, files[SOURCE], place)
    if before and _same(policy, before):
        return []
    moved = {}
    if before:
        old = f"{EARLIER}{before.number}.json"
        moved = {old + name.removeprefix(POLICY): data for name, data in files.items() if name.startswith(POLICY)}
    for name, data in moved.items():
        write(data, folder / name)
    path = write(policy_bytes(policy), folder / POLICY)
    for name in files:
        if name.startswith(f"{POLICY}."):
            (folder / name).unlink()  # a signature of the policy that was moved, with which it lies now
    return [path]


def lay_out(folder: Path) -> Path:
    """Write the template of a policy; raises `UsageError` where there is a policy already."""
    path = folder / FOLDER / SOURCE
    if path.exists():
        raise UsageError(f"{path} is there already; change it, then `karmakit vet policy {path.parent}`")
    return write(resources.files(__package__).joinpath(TEMPLATE).read_bytes(), path)


def _read(path: Path, data: bytes, place: dict[str, object]) -> Policy:
    """Return the policy that a YAML file says, at its place in the chain; raise in one line with the first fault's place."""
    try:
        yaml = read_yaml(SourceText.decode(path.name, data))
    except NotUtf8Error:
        raise UnusableInputError(f"{path}: this is no text in UTF-8; save it as UTF-8") from None
    findings: list[Finding] = list(yaml.findings)
    if isinstance(yaml.data, dict):
        for key in ("number", "previous"):
            if key in yaml.data:
                raise UnusableInputError(f"{path}: `{key}` is counted by `karmakit vet policy`; remove the line")
        yaml.data.update(place)
    policy = read_model(Policy, yaml, path.name, findings)
    if findings or not isinstance(policy, Policy):
        first = findings[0]
        raise UnusableInputError(f"{path.parent / str(first.span)}: {first.message}. {first.help}")
    return policy


def _same(one: Policy, other: Policy) -> bool:
    left, right = (policy.model_dump(exclude={"number", "previous"}, exclude_unset=True) for policy in (one, other))
    return left == right


def _must_be_theirs(key: Path, person: Person | None) -> None:
    """Refuse a key that is none of the person's: its signature would count for nobody."""
    if person is None:
        raise UsageError("there is no such person on the roster of the policy in force")
    if public_blob(key) not in map(blob_of, person.keys):
        raise UsageError(f"{key} is no key of {person.id} on the roster; add it to the policy, or sign as somebody else")
