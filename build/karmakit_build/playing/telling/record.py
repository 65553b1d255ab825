"""A learner's record in words, and the turns of phrase that all standards share."""

import re
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

_DURATION = re.compile(r"P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)(?:\.\d+)?S)?)?")
_CLOCK = re.compile(r"(\d{2,4}):(\d{2}):(\d{2})(?:\.\d{1,2})?")
_SHOWN = 300


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer of the learner: the question, what was answered, and what the content made of it."""

    part: str
    question: str
    response: str
    result: str


@dataclass(frozen=True, slots=True)
class Record:
    """What a record says, sentence by sentence; `shown` is what a platform's list of learners would show."""

    lines: tuple[str, ...]
    shown: str
    answers: tuple[Answer, ...] = ()

    def as_json(self) -> dict[str, Any]:
        """Return the record as the page takes it."""
        return asdict(self)


def named(learner: str) -> str:
    """Return how a sentence begins that is about the learner."""
    return learner or "The learner"


def within(who: str) -> str:
    """Return how the learner is named inside a sentence."""
    return who.replace("The learner", "the learner")


def introduced(learner: str) -> tuple[str, ...]:
    """Return what is to be said first of a learner without a name."""
    return () if learner else ("Nobody is named: the platform cannot know who this learner is.",)


def listed(names: Sequence[str]) -> str:
    """Return names as a sentence lists them."""
    several = [shortened(name, 80) for name in names]
    return several[0] if len(several) == 1 else f"{', '.join(several[:-1])} and {several[-1]}" if several else ""


def shortened(text: str, most: int = _SHOWN) -> str:
    """Return a text on one line, cut where it is too long to be read."""
    plain = " ".join(text.split())
    return plain if len(plain) <= most else f"{plain[: most - 1]}…"


def seconds(text: str) -> int:
    """Return whole seconds of a duration as SCORM 1.2 (`00:05:03.2`), SCORM 2004 and xAPI (`PT5M3S`) write one; 0 for others."""
    if clock := _CLOCK.fullmatch(text.strip()):
        hours, minutes, rest = (int(part) for part in clock.groups())
        return hours * 3600 + minutes * 60 + rest
    if parts := _DURATION.fullmatch(text.strip()):
        days, hours, minutes, rest = (int(part or 0) for part in parts.groups())
        return days * 86_400 + hours * 3600 + minutes * 60 + rest
    return 0


def spent(total: int) -> str:
    """Return a stretch of seconds in words."""
    hours, minutes, rest = total // 3600, total // 60 % 60, total % 60
    parts = [(hours, "h"), (minutes, "min"), (rest if not hours else 0, "s")]
    return " ".join(f"{number} {unit}" for number, unit in parts if number) or "less than a second"


def number(text: str) -> float | None:
    """Return the number that a text is, or None."""
    try:
        value = float(text)
    except (TypeError, ValueError):
        return None
    return value if abs(value) < float("inf") else None


def percent(part: float) -> str:
    """Return a share, 0 to 1, in whole per cent; what is not all is never rounded up to all."""
    return f"{min(int(part * 100 + 1e-9), 100)} %"
