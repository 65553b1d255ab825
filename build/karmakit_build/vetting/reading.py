"""Read a course with the policy that speaks for it and the decisions on it, and judge."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from pathlib import Path

from karmakit_authoring.load import load
from karmakit_authoring.parse import parse
from karmakit_authoring.vetting_files import FOLDER, policy_folder, read_folder
from karmakit_schemas.errors import UnusableInputError
from karmakit_schemas.evidence import Report
from karmakit_schemas.findings import Finding
from karmakit_schemas.parsed import Parsed
from karmakit_schemas.quality import quality_framework
from karmakit_schemas.vetting import COURSE
from karmakit_validators.vetting import records
from karmakit_validators.vetting.content import Content
from karmakit_validators.vetting.judge import Case, Standing, judge
from karmakit_validators.vetting.policies import Chain, chain
from karmakit_validators.vetting.records import Flaw, Log
from karmakit_validators.vetting.reports import digest_of, report_of, ruleset
from karmakit_validators.vetting.subject import contents


@dataclass(frozen=True)
class Vetting:
    """A course and what was decided on it: its folder, what was read, the policy's chain and the log.

    `policies` are the files of the policy's folder and `decisions` those of the course's, as they were read;
    `findings` are those of a report on it, where the rules were asked already.
    """

    course: Path
    parsed: Parsed
    chain: Chain
    log: Log
    contents: tuple[Content, ...]
    policies: Mapping[str, bytes] = field(default_factory=dict)
    decisions: Mapping[str, bytes] = field(default_factory=dict)
    findings: tuple[Finding, ...] | None = None

    @property
    def translated(self) -> bool:
        """Say whether somebody has translated a part of the course."""
        return any(module.meta.translators for module in self.parsed.part.modules)

    @property
    def records(self) -> Path:
        """Return the folder of the course's records."""
        return self.course / FOLDER

    def content(self, subject: str) -> Content:
        """Return a subject by name; raises `UnusableInputError` where the course has none of that name."""
        for content in self.contents:
            if content.name == subject:
                return content
        known = ", ".join(content.name for content in self.contents)
        raise UnusableInputError(f"{self.course}: there is no module `{subject}`; it has {known}")

    @cached_property
    def report(self) -> Report:
        """Return what the rules say of the course, with the form that the policy asks for."""
        policy = self.chain.policy
        framework = quality_framework(policy.framework) if policy and policy.framework else None
        return report_of(self.parsed, framework, self.findings)

    @cached_property
    def report_digest(self) -> str:
        """Return the digest by which decisions and bundles name the report."""
        return digest_of(self.report)

    def case(self, today: date) -> Case | None:
        """Return what is judged on a day; None without a policy. The rules are asked where a decision names their report."""
        meta = self.parsed.part.meta
        if self.chain.policy is None:
            return None
        made_of = (self.parsed.sources.digest, ruleset())
        said = (record.statement.predicate for record in self.log.records.values())
        is_named = any((one.source, one.ruleset) == made_of for one in said)
        return Case(
            meta.id,
            meta.language,
            self.contents,
            replace(self.log, flaws=(*self.log.flaws, *self.chain.flaws)),
            self.chain.policy,
            self.chain.digests,
            today,
            translated=self.translated,
            report=self.report if is_named else None,
        )

    def judged(self, today: date) -> tuple[Standing, ...]:
        """Return how each subject stands on a day; without a policy none holds, and `_course` says why."""
        case = self.case(today)
        return judge(case) if case else tuple(self._without_policy(content) for content in self.contents)

    def _without_policy(self, content: Content) -> Standing:
        message = f"{content.title}: there is no policy to judge it by"
        return Standing(content, (), (Flaw("VET001", content.name, message), *(self.chain.flaws if content.name == COURSE else ())))


def vetting_of(course: Path, roots: Sequence[bytes] = ()) -> Vetting:
    """Return a course with all that was decided on it; `roots` are blobs of keys that the first policy must be signed with.

    Raises `UnusableInputError` where the course cannot be read whole: what cannot be read cannot be vetted.
    """
    parsed = parse(load(course))
    if parsed.course is None or not parsed.complete:
        raise UnusableInputError(f"{course}: the course cannot be read whole; `karmakit check {course}` says what to mend")
    return vetting_in(course, parsed, roots)


def vetting_in(course: Path, parsed: Parsed, roots: Sequence[bytes] = (), findings: tuple[Finding, ...] | None = None) -> Vetting:
    """Return the same of a course that was read whole already; `findings` are what a report holds of it, if that is known."""
    folder = policy_folder(course)
    policies = read_folder(folder) if folder else {}
    decisions = read_folder(course / FOLDER)
    return Vetting(course, parsed, chain(policies, roots), records.read(decisions), contents(parsed), policies, decisions, findings)
