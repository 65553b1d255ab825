"""How the vetting of a course stands on a day: its subjects, its quality form, and what its log has lost."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from pathlib import Path

from karmakit_build.vetting.growing import losses
from karmakit_build.vetting.reading import Vetting, vetting_of
from karmakit_schemas.quality import quality_framework
from karmakit_schemas.vetting import COURSE
from karmakit_validators.vetting import publishing
from karmakit_validators.vetting.form import Form
from karmakit_validators.vetting.judge import Standing


@dataclass(frozen=True)
class State:
    """A course as its vetting was read, and how each of its subjects stands."""

    vetting: Vetting
    standings: tuple[Standing, ...]

    @property
    def course(self) -> Path:
        """Return the course's folder."""
        return self.vetting.course

    @cached_property
    def form(self) -> Form | None:
        """Return the quality form, if one is asked for. The rules are asked for it, so it is made for who wants it alone."""
        policy = self.vetting.chain.policy
        if policy is None or policy.framework is None:
            return None
        return publishing.form(self.vetting.report, quality_framework(policy.framework), self.standings)

    @property
    def threshold(self) -> int:
        """Return the per cent of the form's points that pass."""
        policy = self.vetting.chain.policy
        return policy.threshold if policy and policy.framework else 0

    @property
    def holds(self) -> bool:
        """Say whether everything is vetted, and the form holds."""
        return all(one.holds for one in self.standings) and (self.form is None or self.form.holds(self.threshold))


def state_in(vetting: Vetting, today: date, base: str | None = None) -> State:
    """Return how a course that was read stands; with a Git ref, what its log has lost since then stands with `_course`.

    Raises `UnusableInputError` where Git cannot be read.
    """
    standings = vetting.judged(today)
    if base:
        lost = tuple(losses(vetting, base))
        standings = tuple(replace(one, flaws=(*lost, *one.flaws)) if one.content.name == COURSE else one for one in standings)
    return State(vetting, standings)


def state_of(course: Path, roots: Sequence[bytes], today: date, base: str | None = None) -> State:
    """Return the same of a course in a folder; raises `UnusableInputError` where it cannot be read."""
    return state_in(vetting_of(course, roots), today, base)
