"""Whether a bundle is what a builder made: its files, what it says of itself, and the signature on the statement of its build."""

from collections.abc import Iterator

from karmakit_schemas.evidence import BUILD, REPORT, SIGNATURE
from karmakit_schemas.vetting import BUILD_NAMESPACE, Policy, SigningKey, manifest_digest
from karmakit_validators.verify.course import COURSE, PROVENANCE
from karmakit_validators.verify.provenance import source_digest, tool
from karmakit_validators.verify.vetting.evidence import AGAIN, CODE, Evidence
from karmakit_validators.verify.vetting.payload import Payload
from karmakit_validators.verify.vetting.proof import Asked, Part
from karmakit_validators.vetting import sshsig
from karmakit_validators.vetting.policies import Chain
from karmakit_validators.vetting.records import Flaw

_SIGN = "A builder of the policy signs it: `karmakit vet sign BUNDLE --as PERSON --key FILE`"


def integrity(payload: Payload, evidence: Evidence, chain: Chain, asked: Asked, *, whole: bool) -> Part:
    """Return whether the bundle is what its build statement says; `whole` is whether every entry of it could be read, once.

    A statement that nobody has signed is a fault only for who judges by a root key: a bundle is signed after it was built.
    """
    flaws = [*_files(payload, evidence, whole=whole), *_agreement(payload, evidence, chain)]
    builder, unsigned = _signed(payload, evidence, chain.policy, asked)
    flaws += unsigned
    facts = {
        "files": len(payload.digests),
        "source": f"sha256:{evidence.built.source}",
        "report": f"sha256:{evidence.built.report}",
        "tool": f"{evidence.built.tool.name} {evidence.built.tool.version}",
        "builder": builder,
    }
    signed = f"signed by {builder}" if builder else "which nobody has signed"
    if builder and not asked.trust:
        signed += ", as the bundle itself says"
    told = f"{len(payload.digests)} files are those of the build statement, {signed}"
    return Part("integrity", tuple(flaws), told, facts)


def _files(payload: Payload, evidence: Evidence, *, whole: bool) -> Iterator[Flaw]:
    files = {path: digest for path, digest in payload.digests.items() if path != BUILD}
    if not whole or manifest_digest(files) != evidence.statement.subject[0].digest["sha256"]:
        yield Flaw(CODE, BUILD, "the files of the bundle are not those that the statement of its build was made for", AGAIN)


def _agreement(payload: Payload, evidence: Evidence, chain: Chain) -> Iterator[Flaw]:
    """Yield where the statement of the build and the rest of the bundle say two things."""
    built, report, course = evidence.built, evidence.report, payload.course
    recorded = payload.provenance.get("course")
    recorded = recorded if isinstance(recorded, dict) else {}
    tips = tuple(sorted(built.tips))
    pairs = (
        ("report", REPORT, built.report, payload.digests.get(REPORT)),
        ("policy", "the policy in it", built.policy, chain.digests[0] if chain.digests else None),
        ("source", PROVENANCE, built.source, source_digest(payload.provenance)),
        ("source", REPORT, built.source, report.source),
        ("tool", PROVENANCE, f"{built.tool.name} {built.tool.version}", tool(payload.provenance)),
        ("tool", REPORT, built.tool.version, report.tool),
        ("target", PROVENANCE, built.target, payload.provenance.get("target")),
        ("target", COURSE, built.target, course.get("target")),
        ("edition", PROVENANCE, built.edition, payload.provenance.get("edition")),
        ("edition", COURSE, built.edition, course.get("edition")),
        ("course", PROVENANCE, (built.course, built.version), (recorded.get("id"), recorded.get("version"))),
        ("course", COURSE, (built.course, built.version), (course.get("id"), course.get("version"))),
        ("language", COURSE, built.language, course.get("language")),
        ("number of records", "the log", built.records, len(evidence.log.records)),
        ("last records", "the log", tips, evidence.log.tips),
    )
    for what, where, stated, there in pairs:
        if stated != there:
            yield Flaw(CODE, BUILD, f"{BUILD} and {where} do not agree on the {what}", AGAIN)


def _signed(payload: Payload, evidence: Evidence, policy: Policy | None, asked: Asked) -> tuple[str, list[Flaw]]:
    """Return which builder signed the statement, and what is wrong with its signature."""
    if asked.signature is None:
        missing = Flaw(
            CODE, BUILD, f"nobody has signed the statement of its build: {payload.name}{SIGNATURE} is not beside it", _SIGN
        )
        return "", [missing] if asked.trust else []
    try:
        signature = sshsig.read(asked.signature.decode("ascii", "replace"))
        sshsig.verify(evidence.data, signature, BUILD_NAMESPACE)
    except sshsig.BadSignatureError as error:
        return "", [Flaw(CODE, BUILD, f"the signature on the statement of its build does not hold: {error}", _SIGN)]
    owner = _key_of(policy, signature.key) if policy else None
    if owner is None:
        message = f"the statement of its build is signed with the key {signature.fingerprint}, which is no builder's"
        return "", [Flaw(CODE, BUILD, message, _SIGN)]
    builder, key = owner
    if key.revoked:
        return "", [Flaw(CODE, BUILD, f"the key of {builder} that signed the statement was revoked on {key.revoked}", _SIGN)]
    return builder, []


def _key_of(policy: Policy, blob: bytes) -> tuple[str, SigningKey] | None:
    """Return the builder (an owner, where the policy names none) who has a key, and the key."""
    for name in policy.builders or policy.owners.persons:
        person = policy.person(name)
        for key in person.keys if person else ():
            if _blob(key) == blob:
                return name, key
    return None


def _blob(key: SigningKey) -> bytes | None:
    try:
        return sshsig.key_blob(key.key)
    except sshsig.BadSignatureError:
        return None
