"""The policy in force, and the way to it: each one signed by the owners of the one before, back to the root."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from pydantic import ValidationError

from karmakit_schemas.vetting import POLICY_NAMESPACE, Person, Policy, canonical, sha256
from karmakit_validators.vetting import sshsig
from karmakit_validators.vetting.records import Flaw, said, strict_json
from karmakit_validators.vetting.signers import blob_of

_NUMBER = re.compile(r"[0-9]{1,6}")
POLICY, EARLIER = "policy.json", "earlier/"
CODE = "VET013"
_OWNERS = "The owners of the policy before it sign it with `karmakit vet sign`"


@dataclass(frozen=True, slots=True)
class Signed:
    """One policy as it lies in the folder: its path, its bytes, what it says, and the signatures beside it."""

    path: str
    data: bytes
    policy: Policy
    signatures: tuple[str, ...]

    @property
    def digest(self) -> str:
        """Return the digest by which records and later policies name it."""
        return sha256(self.data)


@dataclass(frozen=True, slots=True)
class Chain:
    """The policy in force (None if it cannot be read), the digests from it back to the first, and what is wrong."""

    policy: Policy | None
    digests: tuple[str, ...] = ()
    flaws: tuple[Flaw, ...] = ()


def chain(files: Mapping[str, bytes], roots: Sequence[bytes] = ()) -> Chain:
    """Return the policy among the files of a `.vetting` folder, checked back to the first one.

    `roots` are blobs of public keys that the reader trusts: the first policy must be signed with each of them.
    """
    read = [_signed(path, files) for path in _paths(files)]
    faulty = tuple(one for one in read if isinstance(one, Flaw))
    signed = [one for one in read if isinstance(one, Signed)]
    if faulty or not signed:
        return Chain(None, flaws=faulty or (Flaw(CODE, POLICY, "there is no policy", "Make one with `karmakit vet init`"),))
    flaws = [*_links(signed), *_unusable_keys(signed), *_signatures(signed), *_rooted(signed[-1], roots)]
    return Chain(signed[0].policy, tuple(one.digest for one in signed), tuple(flaws))


def _paths(files: Mapping[str, bytes]) -> list[str]:
    """Return the paths of the policies, the newest first."""
    earlier = [path for path in files if path.startswith(EARLIER) and path.endswith(".json") and _NUMBER.fullmatch(_number(path))]
    return [path for path in (POLICY,) if path in files] + sorted(earlier, key=lambda path: -int(_number(path)))


def _number(path: str) -> str:
    return path.removeprefix(EARLIER).removesuffix(".json")[:6]


def _signed(path: str, files: Mapping[str, bytes]) -> Signed | Flaw:
    data = files[path]
    try:
        value = strict_json(data)
        policy = Policy.model_validate(value)
    except (ValueError, RecursionError, ValidationError) as error:
        return Flaw(CODE, path, f"this is no policy: {said(error)}", "Restore the file from Git")
    if canonical(value) != data:
        return Flaw(CODE, path, "the policy was written again by another program", "Write it with `karmakit vet policy`")
    signatures = [
        files[name].decode("ascii", "replace") for name in sorted(files) if name.startswith(f"{path}.") and name.endswith(".sig")
    ]
    return Signed(path, data, policy, tuple(signatures))


def _links(signed: Sequence[Signed]) -> Iterator[Flaw]:
    """Yield what is wrong with the order of the policies."""
    for index, one in enumerate(signed):
        before = signed[index + 1] if index + 1 < len(signed) else None
        expected = (before.policy.number + 1, before.digest) if before else (1, None)
        if (one.policy.number, one.policy.previous) != expected:
            message = (
                f"policy {one.policy.number} does not follow policy {expected[0] - 1}" if before else "the first policy is missing"
            )
            yield Flaw(CODE, one.path, message, "Restore the earlier policies from Git")
        unknown = [name for name in one.policy.owners.persons if one.policy.person(name) is None]
        if unknown or len(set(one.policy.owners.persons)) < one.policy.owners.quorum:
            yield Flaw(CODE, one.path, "its owners are not on its roster, or fewer than their quorum", "Name them in the policy")


def _signatures(signed: Sequence[Signed]) -> Iterator[Flaw]:
    """Yield each policy that the owners of the one before it, or of the first its own, have not signed in their number."""
    for one, before in zip(signed, [*signed[1:], signed[-1]], strict=True):
        owners = before.policy.owners
        persons = [person for name in owners.persons if (person := before.policy.person(name))]
        there = {person.id for person in persons if _has_signed(person, one)}
        if len(there) < owners.quorum:
            message = f"policy {one.policy.number} wants the signatures of {owners.quorum} owners, and has {len(there)}"
            yield Flaw(CODE, one.path, message, _OWNERS)


def _has_signed(person: Person, one: Signed) -> bool:
    blobs = [blob for key in person.keys if key.revoked is None and (blob := blob_of(key))]
    return any(_holds(one, armoured, blobs) for armoured in one.signatures)


def _unusable_keys(signed: Sequence[Signed]) -> Iterator[Flaw]:
    """Yield the keys of the policy in force that can sign nothing here, and those that two persons share."""
    owner_of: dict[bytes, str] = {}
    for person in signed[0].policy.persons:
        for key in person.keys:
            blob = blob_of(key)
            if blob is None:
                mend = "Make one with `ssh-keygen -t ed25519`"
                yield Flaw(CODE, signed[0].path, f"a key of {person.id} is of no kind that is taken", mend)
            elif owner_of.setdefault(blob, person.id) != person.id:
                message = f"{person.id} and {owner_of[blob]} have the same key"
                yield Flaw("VET006", signed[0].path, message, "Each person has keys of their own")


def _holds(one: Signed, armoured: str, blobs: Iterable[bytes]) -> bool:
    try:
        signature = sshsig.read(armoured)
        sshsig.verify(one.data, signature, POLICY_NAMESPACE)
    except sshsig.BadSignatureError:
        return False
    return signature.key in blobs


def _rooted(first: Signed, roots: Sequence[bytes]) -> Iterator[Flaw]:
    for root in roots:
        if not any(_holds(first, armoured, [root]) for armoured in first.signatures):
            message = f"the first policy is not signed with the root key {sshsig.fingerprint(root)}"
            yield Flaw(CODE, first.path, message, "Take the bundle or the repository from whom you know, or ask for its root key")
