"""Read a course with the policy that speaks for it and the decisions on it, and judge."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from karmakit_authoring.load import load
from karmakit_authoring.parse import parse
from karmakit_authoring.vetting_files import FOLDER, policy_folder, read_folder
from karmakit_schemas.errors import UnusableInputError
from karmakit_schemas.parsed import Parsed
from karmakit_schemas.vetting import COURSE
from karmakit_validators.vetting import records
from karmakit_validators.vetting.content import Content
from karmakit_validators.vetting.judge import Case, Standing, judge
from karmakit_validators.vetting.policies import Chain, chain
from karmakit_validators.vetting.records import Flaw, Log
from karmakit_validators.vetting.subject import contents


@dataclass(frozen=True)
class Vetting:
    """A course and what was decided on it: its folder, what was read, the policy's chain and the log."""

    course: Path
    parsed: Parsed
    chain: Chain
    log: Log
    contents: tuple[Content, ...]

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

    def judged(self, today: date) -> tuple[Standing, ...]:
        """Return how each subject stands on a day; without a policy none holds, and `_course` says why."""
        meta = self.parsed.part.meta
        if self.chain.policy is None:
            return tuple(self._without_policy(content) for content in self.contents)
        case = Case(
            meta.id,
            meta.language,
            self.contents,
            Log(self.log.records, (*self.log.flaws, *self.chain.flaws)),
            self.chain.policy,
            self.chain.digests,
            today,
            translated=any(module.meta.translators for module in self.parsed.part.modules),
        )
        return judge(case)

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
    folder = policy_folder(course)
    return Vetting(
        course,
        parsed,
        chain(read_folder(folder) if folder else {}, roots),
        records.read(read_folder(course / FOLDER)),
        contents(parsed),
    )
