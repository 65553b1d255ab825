"""Put decisions, signatures and policies into their folders: whole or not at all, and never over what is there."""

import re
from collections.abc import Iterable
from importlib import resources
from pathlib import Path

from karmakit_authoring.models import read_model
from karmakit_authoring.source_text import NotUtf8Error, SourceText
from karmakit_authoring.vetting_files import FOLDER, POLICY, SOURCE, read_folder
from karmakit_authoring.yaml_reader import read_yaml
from karmakit_build.archive import write
from karmakit_build.vetting.deciding import Decision, record_of
from karmakit_build.vetting.reading import Vetting, vetting_of
from karmakit_build.vetting.signing import public_blob, sign
from karmakit_schemas.errors import UnusableInputError, UsageError
from karmakit_schemas.findings import Finding
from karmakit_schemas.vetting import POLICY_NAMESPACE, VET_NAMESPACE, Person, Policy, policy_bytes, sha256
from karmakit_validators.vetting import sshsig
from karmakit_validators.vetting.policies import EARLIER
from karmakit_validators.vetting.records import strict_json

TEMPLATE = "policy.yml"
_NAME = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


def keep(vetting: Vetting, decisions: Iterable[Decision], key: Path | None = None) -> list[Path]:
    """Write decisions on a course into its `.vetting` folder, signed if there is a key; return the records' paths.

    All of them are made, and signed, before the first is written.
    """
    made: list[tuple[str, bytes]] = []
    for decision in decisions:
        name, data = record_of(vetting, decision)
        made.append((name, data))
        if key:
            person = vetting.chain.policy.person(decision.person) if vetting.chain.policy else None
            _must_be_theirs(key, person)
            made.append((f"{name}.sig", sign(data, key, VET_NAMESPACE)))
    paths = [write(data, vetting.records / name) for name, data in made]
    return [path for path in paths if path.suffix == ".json"]


def sign_records(course: Path, name: str, key: Path) -> list[Path]:
    """Sign a person's unsigned decisions on a course; return the paths of the signatures."""
    vetting = vetting_of(course)
    person = vetting.chain.policy.person(name) if vetting.chain.policy else None
    _must_be_theirs(key, person)
    mine = [one for one in vetting.log.records.values() if one.statement.predicate.reviewer.person == name and not one.signature]
    signatures = [(vetting.records / f"{one.path}.sig", sign(one.data, key, VET_NAMESPACE)) for one in mine]
    return [write(data, path) for path, data in signatures]


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
    if public_blob(key) not in [sshsig.key_blob(one.key) for one in person.keys]:
        raise UsageError(f"{key} is no key of {person.id} on the roster; add it to the policy, or sign as somebody else")
