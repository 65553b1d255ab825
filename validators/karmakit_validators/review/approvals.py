"""Which subjects of a course lost their approval by a change, and whose decision is asked again."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from karmakit_validators.vetting.judge import Standing


class Asked(NamedTuple):
    """A person whose decision no longer counts, and the role in which they decided."""

    person: str
    role: str


@dataclass(frozen=True, slots=True)
class Vetted:
    """A subject on both sides: whether it was vetted and is, whose decisions are asked again, and why it is not vetted."""

    subject: str
    title: str
    before: bool | None
    after: bool
    again: tuple[Asked, ...] = ()
    reasons: tuple[str, ...] = ()

    @property
    def is_lost(self) -> bool:
        """Say whether the change took the approval away, in whole or a person's."""
        return bool(self.again) or (self.before is True and not self.after)


def vetted(before: Iterable[Standing], after: Iterable[Standing]) -> tuple[Vetted, ...]:
    """Return how the subjects stood with the earlier content and stand with the later one, by the same decisions and policy."""
    earlier = {standing.content.name: standing for standing in before}
    return tuple(_vetted(earlier.get(standing.content.name), standing) for standing in after)


def _vetted(was: Standing | None, now: Standing) -> Vetted:
    counted = {Asked(approval.person.id, approval.role) for approval in now.approvals}
    again = [Asked(approval.person.id, approval.role) for approval in (was.approvals if was else ())]
    return Vetted(
        now.content.name,
        now.content.title,
        was.holds if was else None,
        now.holds,
        tuple(asked for asked in dict.fromkeys(again) if asked not in counted),
        tuple(flaw.message for flaw in now.flaws),
    )
