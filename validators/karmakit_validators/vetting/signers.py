"""Whether a person of the roster signed a file of the log, with a key that held on the day."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from karmakit_schemas.vetting import VET_NAMESPACE, Person, SigningKey
from karmakit_validators.vetting import sshsig
from karmakit_validators.vetting.records import Record, SignedHead


@dataclass(frozen=True, slots=True)
class Unsigned:
    """Why a signature does not hold: the kind of reason, what is wrong, and the mend."""

    why: Literal["missing", "broken", "foreign", "expired", "revoked"]
    message: str
    help: str


@dataclass(frozen=True, slots=True)
class Written:
    """A file of the log: `what` it is in words, its bytes, the signature beside it ('' if none), and the day it was closed on."""

    what: Literal["record", "head"]
    data: bytes
    signature: str
    closed: date

    @classmethod
    def of(cls, one: Record | SignedHead) -> "Written":
        """Return a record or a head as what was signed."""
        if isinstance(one, Record):
            return cls("record", one.data, one.signature, one.statement.predicate.closed.date())
        return cls("head", one.data, one.signature, one.head.closed.date())


def check(file: Written, person: Person, today: date) -> Unsigned | None:
    """Return what is wrong with the signature on a file: there is none, it is another's, has expired, is for something else."""
    if not file.signature:
        return Unsigned("missing", f"the {file.what} is not signed", f"{person.title} signs it with `karmakit vet sign`")
    try:
        signature = sshsig.read(file.signature)
        key = _key(person, signature.key)
        if key is None:
            return Unsigned(
                "foreign", f"the key {signature.fingerprint} is not one of {person.id}", "Sign it with a key of the roster"
            )
        sshsig.verify(file.data, signature, VET_NAMESPACE)
    except sshsig.BadSignatureError as error:
        return Unsigned("broken", f"the signature does not hold: {error}", f"Sign the {file.what} again; it is never edited")
    return _days(file, key, today)


def _key(person: Person, blob: bytes) -> SigningKey | None:
    return next((key for key in person.keys if blob_of(key) == blob), None)


def blob_of(key: SigningKey) -> bytes | None:
    """Return the blob of a key of the roster; None for one of a kind that is not taken, which stands with the policy as a flaw."""
    try:
        return sshsig.key_blob(key.key)
    except sshsig.BadSignatureError:
        return None


def _days(file: Written, key: SigningKey, today: date) -> Unsigned | None:
    if key.revoked:
        return Unsigned("revoked", f"the key was revoked on {key.revoked}", "Decide again with another key")
    if not key.since <= file.closed <= key.until:
        message = f"the key holds from {key.since} to {key.until}, and the {file.what} was closed on {file.closed}"
        return Unsigned("expired", message, "Decide again with a key that holds")
    if file.closed > today + timedelta(days=1):
        message = f"the {file.what} was closed on {file.closed}, which is still to come"
        return Unsigned("expired", message, "Set the clock, and decide again")
    return None
