"""Signatures as OpenSSH makes them are taken, by our own reading and by OpenSSH's alike; what is none is refused."""

import base64
import hashlib
import shutil
import struct
import subprocess

import pytest
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from karmakit_schemas.vetting import VET_NAMESPACE
from karmakit_validators.vetting import sshsig

KEYGEN = shutil.which("ssh-keygen")
MESSAGE = "प्रश्न 1\n".encode()


@pytest.mark.skipif(KEYGEN is None, reason="OpenSSH is not installed here")
@pytest.mark.parametrize("kind", ["ed25519", "ecdsa"])
def test_a_signature_of_openssh_holds(tmp_path, kind):
    key, file = tmp_path / "key", tmp_path / "record.json"
    file.write_bytes(MESSAGE)
    subprocess.run([KEYGEN, "-q", "-t", kind, "-N", "", "-f", key], check=True)
    subprocess.run([KEYGEN, "-q", "-Y", "sign", "-f", key, "-n", VET_NAMESPACE, file], check=True)
    signature = sshsig.read((tmp_path / "record.json.sig").read_text())
    sshsig.verify(MESSAGE, signature, VET_NAMESPACE)
    blob = sshsig.key_blob(key.with_suffix(".pub").read_text())
    assert signature.key == blob
    shown = subprocess.run([KEYGEN, "-l", "-f", key.with_suffix(".pub")], capture_output=True, text=True, check=True).stdout
    assert sshsig.fingerprint(blob) in shown
    with pytest.raises(sshsig.BadSignatureError, match="does not fit"):
        sshsig.verify(MESSAGE + b" ", signature, VET_NAMESPACE)


@pytest.mark.skipif(KEYGEN is None, reason="OpenSSH is not installed here")
def test_openssh_takes_the_signatures_of_the_tests(tmp_path, key_of):
    allowed = tmp_path / "allowed"
    allowed.write_text(f"asha {key_of('asha').line}\n")
    (tmp_path / "sig").write_bytes(key_of("asha").sign(MESSAGE))
    command = [KEYGEN, "-Y", "verify", "-f", allowed, "-I", "asha", "-n", VET_NAMESPACE, "-s", tmp_path / "sig"]
    assert subprocess.run(command, input=MESSAGE, capture_output=True, check=False).returncode == 0


@pytest.mark.skipif(KEYGEN is None, reason="OpenSSH is not installed here")
def test_an_rsa_key_is_refused_with_the_mend(tmp_path):
    key, file = tmp_path / "key", tmp_path / "record.json"
    file.write_bytes(MESSAGE)
    subprocess.run([KEYGEN, "-q", "-t", "rsa", "-b", "2048", "-N", "", "-f", key], check=True)
    subprocess.run([KEYGEN, "-q", "-Y", "sign", "-f", key, "-n", VET_NAMESPACE, file], check=True)
    with pytest.raises(sshsig.BadSignatureError, match="ssh-keygen -t ed25519"):
        sshsig.key_blob(key.with_suffix(".pub").read_text())
    with pytest.raises(sshsig.BadSignatureError, match="kind of key"):
        sshsig.verify(MESSAGE, sshsig.read((tmp_path / "record.json.sig").read_text()), VET_NAMESPACE)


def test_another_namespace_is_refused(key_of):
    signature = sshsig.read(key_of("asha").sign(MESSAGE, "file").decode())
    with pytest.raises(sshsig.BadSignatureError, match="made for `file`"):
        sshsig.verify(MESSAGE, signature, VET_NAMESPACE)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "ssh-ed25519 AAAA",
        f"{sshsig.BEGIN}\n{sshsig.END}",
        f"{sshsig.BEGIN}\n!!!!\n{sshsig.END}",
        f"{sshsig.BEGIN}\n{base64.b64encode(b'SSHSIG' + bytes(4)).decode()}\n{sshsig.END}",
        f"{sshsig.BEGIN}\n{base64.b64encode(b'SSHSIG' + bytes(3) + bytes([1, 255, 255, 255, 255])).decode()}\n{sshsig.END}",
        f"{sshsig.BEGIN}\n{'A' * 20_000}\n{sshsig.END}",
    ],
)
def test_what_is_no_signature_is_refused(text):
    with pytest.raises(sshsig.BadSignatureError):
        sshsig.read(text)


def is_taken(data, blob):
    """Say whether the bytes of a signature hold for the message and the key."""
    try:
        signature = sshsig.read(f"{sshsig.BEGIN}\n{base64.b64encode(data).decode()}\n{sshsig.END}")
        sshsig.verify(MESSAGE, signature, VET_NAMESPACE)
    except sshsig.BadSignatureError:
        return False
    return signature.key == blob


def test_no_cut_and_no_flipped_bit_of_a_signature_is_taken(key_of):
    lines = key_of("asha").sign(MESSAGE).decode().splitlines()
    data, blob = base64.b64decode("".join(lines[1:-1])), key_of("asha").blob
    assert is_taken(data, blob)
    for index in range(len(data)):
        assert not is_taken(data[:index], blob), index
        assert not is_taken(data[:index] + bytes([data[index] ^ 1]) + data[index + 1 :], blob), index
    assert not is_taken(data + b"x", blob)


@pytest.mark.parametrize(("flags", "taken"), [(1, True), (5, True), (0, False), (4, False)])
def test_a_token_that_nobody_touched_signs_nothing(key_of, flags, taken):
    private = key_of("asha").private
    public = private.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)
    application = b"ssh:"
    blob = text(sshsig.SK_ED25519) + text(public) + text(application)
    head = text(VET_NAMESPACE.encode()) + text(b"") + text(b"sha512")
    message = b"SSHSIG" + head + text(hashlib.sha512(MESSAGE).digest())
    counted = struct.pack(">BI", flags, 7)
    proof = private.sign(hashlib.sha256(application).digest() + counted + hashlib.sha256(message).digest())
    signature = text(sshsig.SK_ED25519) + text(proof) + counted
    assert is_taken(b"SSHSIG" + struct.pack(">I", 1) + text(blob) + head + text(signature), blob) is taken


def text(data):
    return struct.pack(">I", len(data)) + data


@pytest.mark.parametrize("line", ["", "ssh-ed25519", "ssh-ed25519 !!", "ssh-ed25519 AAAA", "ssh-dss AAAAB3NzaC1kc3M="])
def test_what_is_no_key_is_refused(line):
    with pytest.raises(sshsig.BadSignatureError):
        sshsig.key_blob(line)
