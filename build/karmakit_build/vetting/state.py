"""How the vetting of a course stands on a day: its subjects, its quality form, and what its log has lost."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from karmakit_build.vetting.growing import losses
from karmakit_build.vetting.reading import vetting_of
from karmakit_schemas.quality import quality_framework
from karmakit_schemas.vetting import COURSE
from karmakit_validators.vetting import publishing
from karmakit_validators.vetting.form import Form
from karmakit_validators.vetting.judge import Standing


@dataclass(frozen=True, slots=True)
class State:
    """A course in a folder: how each subject stands, and the quality form with the per cent that pass, if one is asked for."""

    course: Path
    standings: tuple[Standing, ...]
    form: Form | None = None
    threshold: int = 0

    @property
    def holds(self) -> bool:
        """Say whether everything is vetted, and the form holds."""
        return all(one.holds for one in self.standings) and (self.form is None or self.form.holds(self.threshold))


def state_of(course: Path, roots: Sequence[bytes], today: date, base: str | None = None) -> State:
    """Return how a course stands; with a Git ref, what its log has lost since then stands with `_course`.

    Raises `UnusableInputError` where the course, or Git, cannot be read.
    """
    vetting = vetting_of(course, roots)
    standings = vetting.judged(today)
    if base:
        lost = tuple(losses(vetting, base))
        standings = tuple(replace(one, flaws=(*lost, *one.flaws)) if one.content.name == COURSE else one for one in standings)
    policy = vetting.chain.policy
    if policy is None or policy.framework is None:
        return State(course, standings)
    form = publishing.form(vetting.report, quality_framework(policy.framework), standings)
    return State(course, standings, form, policy.threshold)
