"""The page takes the signatures that we take, of all kinds of keys, and no others."""

import base64
import hashlib
import json
import struct
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ec import ECDSA, SECP256R1, derive_private_key
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from karmakit_schemas.vetting import BUILD_NAMESPACE, VET_NAMESPACE
from karmakit_validators.vetting import sshsig

sys.path.insert(0, str(Path(__file__).parent))

from page_reader import MISSING, NODE, read_by_the_page

pytestmark = pytest.mark.skipif(NODE is None, reason=MISSING)
MESSAGE = "प्रश्न 1\n".encode()
APPLICATION = b"ssh:"
KINDS = (sshsig.ED25519, sshsig.ECDSA_P256, sshsig.SK_ED25519, sshsig.SK_ECDSA)
CURVE = derive_private_key(0xC0FFEE, SECP256R1())
EDWARDS = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))


def text(data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + data


def number(value: int) -> bytes:
    return text(value.to_bytes(value.bit_length() // 8 + 1, "big"))


def key_of(kind: bytes) -> bytes:
    """Return the blob of the public key of a kind."""
    application = text(APPLICATION) if kind.startswith(b"sk-") else b""
    if b"ecdsa" in kind:
        point = CURVE.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
        return text(kind) + text(b"nistp256") + text(point) + application
    return text(kind) + text(EDWARDS.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)) + application


def signed(kind: bytes, name: bytes = b"sha512", namespace: str = VET_NAMESPACE, flags: int = 1) -> bytes:
    """Return the bytes of a signature as OpenSSH writes them."""
    head = text(namespace.encode()) + text(b"") + text(name)
    message = b"SSHSIG" + head + text(hashlib.new(name.decode(), MESSAGE).digest())
    counted = b""
    if kind.startswith(b"sk-"):
        counted = struct.pack(">BI", flags, 7)
        message = hashlib.sha256(APPLICATION).digest() + counted + hashlib.sha256(message).digest()
    if b"ecdsa" in kind:
        r, s = decode_dss_signature(CURVE.sign(message, ECDSA(SHA256())))
        proof = number(r) + number(s)
    else:
        proof = EDWARDS.sign(message)
    return b"SSHSIG" + struct.pack(">I", 1) + text(key_of(kind)) + head + text(text(kind) + text(proof) + counted)


def armoured(data: bytes) -> bytes:
    return f"{sshsig.BEGIN}\n{base64.encodebytes(data).decode()}{sshsig.END}\n".encode()


def taken_by_us(armour: bytes, line: str) -> bool:
    try:
        signature = sshsig.read(armour.decode("ascii", "replace"))
        sshsig.verify(MESSAGE, signature, VET_NAMESPACE)
        return signature.key == sshsig.key_blob(line)
    except sshsig.BadSignatureError:
        return False


def tried() -> Iterator[tuple[bytes, str]]:
    """Yield armours with a key's line: signatures that hold, and what becomes of them byte by byte."""
    lines = {kind: f"{kind.decode()} {base64.b64encode(key_of(kind)).decode()} somebody" for kind in KINDS}
    for kind, line in lines.items():
        for name in (b"sha256", b"sha512"):
            yield armoured(signed(kind, name)), line
        whole = signed(kind)
        yield armoured(whole), lines[sshsig.ED25519]
        yield armoured(signed(kind, namespace=BUILD_NAMESPACE)), line
        yield armoured(whole).replace(b"\n", b"\r\n"), line
        yield b"\n\n" + armoured(whole) + b" \n", line
        yield b"\xef\xbb\xbf" + armoured(whole), line
        yield armoured(whole + b"x"), line
        yield armoured(whole), line.replace("AAAA", "AAAB", 1)
        for flags in (0, 4, 5):
            yield armoured(signed(kind, flags=flags)), line
        for index in range(0, len(whole), 3):
            yield armoured(whole[:index]), line
            yield armoured(whole[:index] + bytes([whole[index] ^ 1]) + whole[index + 1 :]), line
    for bare in (b"", b"ssh-ed25519", armoured(b""), armoured(b"SSHSIG"), armoured(bytes(20_000)), b"A" * 70_000):
        yield bare, lines[sshsig.ED25519]
    for line in ("", "ssh-ed25519", "ssh-ed25519 !!", "ssh-rsa AAAAB3NzaC1yc2E="):
        yield armoured(signed(sshsig.ED25519)), line


def test_the_page_takes_the_signatures_that_we_take() -> None:
    cases = list(tried())
    ours = [taken_by_us(*case) for case in cases]
    told = [
        {"message": base64.b64encode(MESSAGE).decode(), "armour": base64.b64encode(armour).decode(), "key": line}
        for armour, line in cases
    ]
    page = read_by_the_page(("signature", json.dumps(one).encode()) for one in told)
    assert [case for case, our, theirs in zip(cases, ours, page, strict=True) if our != theirs] == []
    assert sum(ours) == len(KINDS) * 4 + 3 * 2 + 1 * 2 + 1  # of a token only a touch counts, whatever else it saw
