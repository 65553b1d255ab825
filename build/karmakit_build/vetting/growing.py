"""Whether a log has only grown since a Git ref: what was decided then may not be missing now."""

from collections.abc import Iterator
from dataclasses import replace

from karmakit_authoring.history import policies_at, vetting_at
from karmakit_authoring.vetting_files import policy_folder
from karmakit_build.vetting.reading import Vetting
from karmakit_validators.verify.vetting.earlier import since
from karmakit_validators.verify.vetting.proof import Earlier
from karmakit_validators.vetting import records
from karmakit_validators.vetting.policies import chain
from karmakit_validators.vetting.records import Flaw

_MENDS = {
    "VET014": "Restore the file from Git: records are only ever added",
    "VET013": "Restore the policies from Git: a newer one follows them",
}


def losses(vetting: Vetting, ref: str) -> Iterator[Flaw]:
    """Yield what was taken out of a course's log, or of the policies before it, since a ref; raises like `course_at`."""
    meta = vetting.parsed.part.meta
    folder = policy_folder(vetting.course)
    then = chain(policies_at(ref, folder)) if folder else chain({})
    log = records.read(vetting_at(ref, vetting.course, vetting.parsed.sources))
    now = vetting.chain
    number, digest = (then.policy.number, then.digests[0]) if then.policy else (0, (*now.digests, "")[0])
    before = Earlier(ref, meta.id, meta.language, number, digest, log)
    for flaw in since(before, vetting.log, now):
        yield replace(flaw, help=_MENDS[flaw.code])
