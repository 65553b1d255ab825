"""SSH signatures over files (`PROTOCOL.sshsig` of OpenSSH), checked without OpenSSH: Ed25519 and ECDSA P-256, FIDO keys of both.

RSA and DSA keys are not taken: a browser, a phone and a token all make the others, and their signatures are small.
"""

import base64
import binascii
import hashlib
import struct
from dataclasses import dataclass

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ec import ECDSA, SECP256R1, EllipticCurvePublicKey
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature
from cryptography.hazmat.primitives.hashes import SHA256

BEGIN, END = "-----BEGIN SSH SIGNATURE-----", "-----END SSH SIGNATURE-----"
MAGIC = b"SSHSIG"
HASHES = {b"sha256": hashlib.sha256, b"sha512": hashlib.sha512}
ED25519, ECDSA_P256 = b"ssh-ed25519", b"ecdsa-sha2-nistp256"
SK_ED25519, SK_ECDSA = b"sk-ssh-ed25519@openssh.com", b"sk-ecdsa-sha2-nistp256@openssh.com"
KINDS = frozenset({ED25519, ECDSA_P256, SK_ED25519, SK_ECDSA})
USER_PRESENT = 0x01
LONGEST = 16_384


class BadSignatureError(Exception):
    """It was attempted to take a signature that is none, or is none of this text; the message says why."""


@dataclass(frozen=True, slots=True)
class Signature:
    """What a signature file says of itself: the key that made it (its blob), the namespace, the hash, and the signature's blob."""

    key: bytes
    namespace: str
    hash: bytes
    blob: bytes

    @property
    def fingerprint(self) -> str:
        """Return the key's fingerprint, as `ssh-keygen -l` shows it."""
        return fingerprint(self.key)


def read(armoured: str) -> Signature:
    """Return what stands in a signature file; raises `BadSignatureError` where it is none."""
    text = armoured.strip()
    if len(text) > LONGEST or not text.startswith(BEGIN) or not text.endswith(END):
        raise BadSignatureError("it is no SSH signature")
    inner = "".join(text[len(BEGIN) : -len(END)].split())
    try:
        data = base64.b64decode(inner, validate=True)
    except (binascii.Error, ValueError):
        raise BadSignatureError("its base64 is broken") from None
    if base64.b64encode(data).decode() != inner:  # padding in excess, which other readers refuse
        raise BadSignatureError("its base64 is broken")
    if not data.startswith(MAGIC):
        raise BadSignatureError("it is no SSH signature")
    fields = _Fields(data[len(MAGIC) :])
    if fields.number() != 1:
        raise BadSignatureError("it is of an unknown version")
    key, namespace, _, hash_name, blob = (fields.text() for _ in range(5))
    fields.end()
    if hash_name not in HASHES or not namespace or not namespace.isascii():
        raise BadSignatureError("its hash or namespace is not known")
    return Signature(key, namespace.decode("ascii"), hash_name, blob)


def verify(message: bytes, signature: Signature, namespace: str) -> None:
    """Raise `BadSignatureError` unless this key signed this message in this namespace."""
    if signature.namespace != namespace:
        raise BadSignatureError(f"it was made for `{signature.namespace}`, not for `{namespace}`")
    digest = HASHES[signature.hash](message).digest()
    signed = MAGIC + b"".join(map(_packed, (namespace.encode("ascii"), b"", signature.hash, digest)))
    try:
        _check(signature.key, signature.blob, signed)
    except (InvalidSignature, ValueError):
        raise BadSignatureError("it does not fit what it stands beside") from None


def key_blob(line: str) -> bytes:
    """Return the blob of a public key as `ssh-keygen` writes it (`ssh-ed25519 AAAA… comment`); raises `BadSignatureError`."""
    words = line.split()
    try:
        blob = base64.b64decode(words[1], validate=True)
        kind = _Fields(blob).text()
    except (IndexError, binascii.Error, ValueError):
        raise BadSignatureError("the key is no SSH public key") from None
    if kind != words[0].encode() or kind not in KINDS:
        raise BadSignatureError(f"keys of the kind {words[0]} are not taken; make one with `ssh-keygen -t ed25519`")
    return blob


def fingerprint(blob: bytes) -> str:
    """Return `SHA256:…` of a key's blob."""
    return "SHA256:" + base64.b64encode(hashlib.sha256(blob).digest()).decode().rstrip("=")


def _check(key: bytes, blob: bytes, signed: bytes) -> None:
    """Check a signature's blob against a key's (RFC 4253, 5656, 8709; `PROTOCOL.u2f` for the FIDO kinds)."""
    public, proof = _Fields(key), _Fields(blob)
    kind = public.text()
    if proof.text() != kind or kind not in KINDS:
        raise BadSignatureError("its kind of key is not taken")
    curve = public.text() if kind in {ECDSA_P256, SK_ECDSA} else b""
    if curve not in {b"", b"nistp256"}:
        raise BadSignatureError("its curve is not taken")
    point, value = public.text(), proof.text()
    if kind in {SK_ED25519, SK_ECDSA}:
        signed = _as_the_token_saw(public.text(), proof, signed)
    public.end()
    proof.end()
    if curve:
        numbers = _Fields(value)
        r, s = (int.from_bytes(numbers.text(), "big") for _ in range(2))
        numbers.end()
        EllipticCurvePublicKey.from_encoded_point(SECP256R1(), point).verify(encode_dss_signature(r, s), signed, ECDSA(SHA256()))
    else:
        Ed25519PublicKey.from_public_bytes(point).verify(value, signed)


def _as_the_token_saw(application: bytes, proof: "_Fields", signed: bytes) -> bytes:
    """Return what a FIDO token signs: the application, whether somebody touched it, its counter, and the message, hashed."""
    flags, counter = proof.byte(), proof.number()
    if not flags & USER_PRESENT:
        raise BadSignatureError("nobody touched the token that made it")
    return hashlib.sha256(application).digest() + struct.pack(">BI", flags, counter) + hashlib.sha256(signed).digest()


def _packed(data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + data


class _Fields:
    """The fields of an SSH blob, read one after another; raises `BadSignatureError` where it is too short or too long."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._at = 0

    def _take(self, size: int) -> bytes:
        if self._at + size > len(self._data):
            raise BadSignatureError("it is cut off")
        taken = self._data[self._at : self._at + size]
        self._at += size
        return taken

    def byte(self) -> int:
        return self._take(1)[0]

    def number(self) -> int:
        return int(struct.unpack(">I", self._take(4))[0])

    def text(self) -> bytes:
        return self._take(self.number())

    def end(self) -> None:
        if self._at != len(self._data):
            raise BadSignatureError("more stands in it than belongs there")
