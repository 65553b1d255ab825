"""Sign what a bundle says of its making: a signature beside the bundle, by a person whom its own policy lets build."""

from collections.abc import Mapping
from pathlib import Path

from pydantic import ValidationError

from karmakit_build.archive import write
from karmakit_build.vetting.signer import Signer
from karmakit_build.vetting.signing import public_blob, sign_all
from karmakit_schemas.errors import UnusableInputError, UsageError
from karmakit_schemas.evidence import BUILD, POLICIES, SIGNATURE, BuildStatement
from karmakit_schemas.vetting import BUILD_NAMESPACE, Policy, manifest_digest, sha256
from karmakit_validators.verify.archive import MOST_PACKED, read_archive
from karmakit_validators.verify.folder import read_folder
from karmakit_validators.vetting import sshsig
from karmakit_validators.vetting.policies import chain
from karmakit_validators.vetting.records import strict_json


def sign_bundles(bundles: Mapping[Path, Mapping[str, bytes]], signer: Signer) -> dict[Path, bytes]:
    """Return the signatures of bundles, made in one run of OpenSSH, by where each lies: beside its bundle.

    So a bundle is the same whoever signs it. Raises `UsageError` where one is not vetted, its policy does not let the person build
    or the key is none of theirs; `UnusableInputError` where one is not as it was built.
    """
    for path, files in bundles.items():
        try:
            _check_is_as_built(files)
            _check_may_sign(_policy(files), signer)
        except (UnusableInputError, UsageError) as error:
            raise type(error)(f"{path}: {error}") from None
    signatures = sign_all([files[BUILD] for files in bundles.values()], signer.key, BUILD_NAMESPACE)
    return {path.with_name(f"{path.name}{SIGNATURE}"): signature for path, signature in zip(bundles, signatures, strict=True)}


def sign_bundle(bundle: Path, signer: Signer) -> Path:
    """Sign a bundle that was built before, a zip or the folder of a kit; return the path of the signature.

    Raises like `sign_bundles`, and `UnusableInputError` where there is no bundle.
    """
    ((path, signature),) = sign_bundles({bundle: _files(bundle)}, signer).items()
    return write(signature, path)


def drop_stale(bundle: Path, files: Mapping[str, bytes]) -> None:
    """Remove the signature beside a bundle that was made anew without one, if it is that of another build."""
    path = bundle.with_name(f"{bundle.name}{SIGNATURE}")
    try:
        signature = sshsig.read(path.read_text(encoding="ascii"))
        sshsig.verify(files.get(BUILD, b""), signature, BUILD_NAMESPACE)
    except (sshsig.BadSignatureError, UnicodeDecodeError):
        path.unlink()


def _check_is_as_built(files: Mapping[str, bytes]) -> None:
    if BUILD not in files:
        raise UsageError("there is nothing to sign: the bundle does not say that it is vetted; `karmakit vet status` tells why")
    digest = manifest_digest({path: sha256(data) for path, data in files.items() if path != BUILD})
    try:
        statement = BuildStatement.model_validate(strict_json(files[BUILD]))
    except (ValueError, RecursionError, ValidationError):
        raise UnusableInputError(f"{BUILD} cannot be read; build the bundle again") from None
    if statement.subject[0].digest["sha256"] != digest:
        raise UnusableInputError("the bundle was changed after the build; build it again")


def _policy(files: Mapping[str, bytes]) -> Policy:
    found = chain({path.removeprefix(POLICIES): data for path, data in files.items() if path.startswith(POLICIES)})
    if found.policy is None or found.flaws:
        raise UnusableInputError(f"{found.flaws[0].message}; build the bundle again")
    return found.policy


def _check_may_sign(policy: Policy, signer: Signer) -> None:
    """Refuse whom the policy does not let build, and a key whose signature would count for nobody."""
    builders = policy.builders or policy.owners.persons
    person = policy.person(signer.person)
    if person is None or signer.person not in builders:
        raise UsageError(f"`{signer.person}` may not sign builds; the policy lets {', '.join(builders)}")
    blob = public_blob(signer.key)
    if blob not in [sshsig.key_blob(key.key) for key in person.keys if key.revoked is None]:
        raise UsageError(f"{signer.key} is no key of {person.id} on the roster that holds; sign with another")


def _files(bundle: Path) -> dict[str, bytes]:
    """Return the files of a bundle on the disk: of a zip read in memory, or of a folder."""
    if bundle.is_dir():
        folder, _ = read_folder(bundle)
        return {path: folder.read(path) or b"" for path in folder.sizes}
    try:
        if bundle.stat().st_size > MOST_PACKED:
            raise UnusableInputError(f"{bundle}: it is larger than {MOST_PACKED // 1024**2} MiB: this is no bundle")
        data = bundle.read_bytes()
    except OSError as error:
        raise UnusableInputError(
            f"{bundle}: it cannot be read ({error.strerror or error}); give what `karmakit build` wrote"
        ) from None
    archive, _, _ = read_archive(data, bundle.name)
    return dict(archive.files)
