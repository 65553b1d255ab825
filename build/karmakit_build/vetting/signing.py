"""Sign with OpenSSH: the key may lie in a file, in an agent or in a token, and never comes here."""

import shutil
import subprocess
import tempfile
from collections.abc import Sequence
from pathlib import Path

from karmakit_schemas.errors import UnusableInputError, UsageError
from karmakit_validators.vetting import sshsig

PATIENCE = 300
"""Seconds for a passphrase to be typed, or a token to be touched."""


def sign(data: bytes, key: Path, namespace: str) -> bytes:
    """Return the signature of bytes with a key (a private key's file, or the public one of a key in an agent).

    Raises `UsageError` where OpenSSH is not there, `UnusableInputError` where it does not sign.
    """
    return sign_all([data], key, namespace)[0]


def sign_all(texts: Sequence[bytes], key: Path, namespace: str) -> list[bytes]:
    """Return the signatures of several texts in their order, made in one run: a passphrase is asked for once.

    Raises like `sign`.
    """
    if not texts:
        return []
    program = shutil.which("ssh-keygen")
    if program is None:
        raise UsageError("signing needs ssh-keygen; install OpenSSH (Windows, Linux and macOS bring it)")
    with tempfile.TemporaryDirectory() as folder:
        files = [Path(folder) / f"statement-{number}" for number in range(len(texts))]
        for file, data in zip(files, texts, strict=True):
            file.write_bytes(data)
        try:
            done = subprocess.run(  # noqa: S603 - a program by its full path, and arguments that no shell reads
                [program, "-Y", "sign", "-f", str(key.absolute()), "-n", namespace, *(file.name for file in files)],
                cwd=folder,
                capture_output=True,
                timeout=PATIENCE,
                check=False,
            )
        except (OSError, subprocess.TimeoutExpired) as error:
            raise UnusableInputError(f"{key}: ssh-keygen did not sign ({error})") from None
        if done.returncode:
            said = done.stderr.decode("utf-8", "replace").strip().splitlines() or ["it gave no reason"]
            raise UnusableInputError(f"{key}: ssh-keygen did not sign ({said[-1].strip()})")
        signatures = [file.with_name(f"{file.name}.sig").read_bytes() for file in files]
    for data, signature in zip(texts, signatures, strict=True):
        try:
            sshsig.verify(data, sshsig.read(signature.decode("ascii", "replace")), namespace)
        except sshsig.BadSignatureError as error:
            mend = "make a key with `ssh-keygen -t ed25519`"
            raise UnusableInputError(f"{key}: its signature cannot be used: {error}; {mend}") from None
    return signatures


def public_blob(key: Path) -> bytes:
    """Return the blob of a public key's file, or of the one beside a private key's."""
    for file in (key, Path(f"{key}.pub")):
        try:
            return sshsig.key_blob(file.read_text(encoding="ascii"))
        except (OSError, UnicodeDecodeError, sshsig.BadSignatureError):
            continue
    raise UnusableInputError(f"{key}: this is no SSH public key that is taken here; make one with `ssh-keygen -t ed25519`")
