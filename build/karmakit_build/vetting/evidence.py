"""What a bundle carries as proof of its vetting: policies, records, the report, and the statement of how it was built of what."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from karmakit_build.vetting.reading import Vetting
from karmakit_schemas.evidence import BUILD, BUILD_TYPE, POLICIES, RECORDS, REPORT, SIGNATURE, BuildStatement
from karmakit_schemas.vetting import STATEMENT_TYPE, canonical, manifest_digest, sha256
from karmakit_validators.vetting.content import Content
from karmakit_validators.vetting.reports import digest_of, report_bytes, tool

_POLICY = re.compile(r"(policy|earlier/[0-9]{1,6})\.json(\.[a-z0-9-]+\.sig)?")
_RECORD = re.compile(r"[A-Za-z0-9_.-]+/[A-Za-z0-9_.-]+\.json(\.sig)?")


@dataclass(frozen=True, slots=True)
class Evidence:
    """The proof that a course is vetted: `files` by their places in a bundle, and what the build statement says of them."""

    files: Mapping[str, bytes]
    built: Mapping[str, Any]

    @property
    def place(self) -> str:
        """Return where a bundle has its build statement."""
        return BUILD

    def statement(self, target: str, files: Mapping[str, bytes], *, edition: Literal["lite"] | None = None) -> bytes:
        """Return the statement of the build of a bundle for a target; `files` are all its other files.

        That it is the low-bandwidth `edition` is said, that it is the full one is not.
        """
        digest = manifest_digest({path: sha256(data) for path, data in files.items()})
        named = (edition,) if edition else ()
        said = {
            "_type": STATEMENT_TYPE,
            "subject": [{"name": "-".join((self.built["course"], target, *named)), "digest": {"sha256": digest}}],
            "predicateType": BUILD_TYPE,
            "predicate": {**self.built, "target": target, **({"edition": edition} if edition else {})},
        }
        BuildStatement.model_validate(said)
        return canonical(said)


def evidence(vetting: Vetting) -> Evidence:
    """Return the proof for a course whose vetting holds, with the report on it as it is."""
    report = vetting.report
    meta = vetting.parsed.part.meta
    files = {
        **{f"{POLICIES}{path}": data for path, data in _chosen(vetting.policies, _POLICY).items()},
        **{f"{RECORDS}{path}": data for path, data in _chosen(vetting.decisions, _RECORD).items()},
        REPORT: report_bytes(report),
    }
    built = {
        "tool": {"name": "karmakit", "version": tool()},
        "course": meta.id,
        "language": meta.language,
        "version": meta.version,
        "translated": vetting.translated,
        "source": vetting.parsed.sources.digest,
        "report": digest_of(report),
        "policy": vetting.chain.digests[0],
        "records": len(vetting.log.records),
        "tips": list(vetting.log.tips),
        "subjects": [_subject(content) for content in vetting.contents],
    }
    return Evidence(files, built)


def _chosen(files: Mapping[str, bytes], names: re.Pattern[str]) -> dict[str, bytes]:
    """Return the files that are evidence: no draft of a policy, and no file that somebody left.

    A signature is text, and has line feeds here whatever the checkout gave it.
    """
    return {
        path: data.replace(b"\r\n", b"\n") if path.endswith(SIGNATURE) else data
        for path, data in sorted(files.items())
        if names.fullmatch(path)
    }


def _subject(content: Content) -> dict[str, Any]:
    return {
        "name": content.name,
        "title": content.title,
        "digest": content.digest,
        "semantic": content.semantic,
        "files": dict(content.files),
        "names": list(content.names),
        "media": content.media,
        "test": content.test,
    }
