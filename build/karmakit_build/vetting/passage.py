"""How a course passes a build: what its vetting lets through, and the proof that its bundles then carry.

Publishing asks the day, for approvals grow old. Bytes do not: whether a bundle carries proof, or says that it has not been vetted,
is judged as of the last decision. What may be published today was vetted then too, so every profile gives the same bytes.
"""

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from karmakit_authoring.vetting_files import FOLDER, policy_folder
from karmakit_schemas.findings import Finding, in_order
from karmakit_schemas.parsed import Parsed
from karmakit_validators.settings import Settings

if TYPE_CHECKING:
    from karmakit_build.vetting.evidence import Evidence


@dataclass(frozen=True, slots=True)
class Checked:
    """A course as it was read and checked: `found` under these settings, `told` what a baseline leaves of it."""

    parsed: Parsed
    settings: Settings
    found: tuple[Finding, ...]
    told: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class Passage:
    """What is found of a course with its vetting in mind, and what its bundles carry as proof (None: they say it is not vetted)."""

    findings: tuple[Finding, ...]
    evidence: "Evidence | None" = None


def passage(course: Path, checked: Checked, today: date) -> Passage:
    """Return how a course passes: a waiver that holds lets some of its findings pass.

    Under `publish` all that keeps the course from being published is found too. What could not be read whole is not judged, and
    what no policy speaks for costs nothing.
    """
    parsed, publishes = checked.parsed, checked.settings.profile == "publish"
    decided = policy_folder(course) is not None and (course / FOLDER).is_dir()
    if parsed.course is None or not parsed.complete or not (publishes or decided):
        return Passage(checked.told)
    # signatures are heavy to load, and most courses that are built have no policy yet
    from karmakit_build.vetting.evidence import evidence  # noqa: PLC0415 - as said above
    from karmakit_build.vetting.gate import last_day, left, obstacles  # noqa: PLC0415 - as said above
    from karmakit_build.vetting.reading import vetting_in  # noqa: PLC0415 - as said above
    from karmakit_validators.vetting.reports import finds_the_same  # noqa: PLC0415 - as said above

    vetting = vetting_in(course, parsed, findings=checked.found if finds_the_same(checked.settings) else None)
    standings = vetting.judged(today if publishes else last_day(vetting, today))
    remaining = left(checked.told, standings)
    if not publishes:
        holds = next(obstacles(vetting, standings), None) is None
        return Passage(remaining, evidence(vetting) if holds else None)
    found = tuple(obstacles(vetting, standings))
    known = {finding.order[:-1] for finding in remaining}
    new = [finding for finding in found if finding.order[:-1] not in known]
    return Passage(in_order([*remaining, *new]), None if found else evidence(vetting))
