"""A learner's record in words, and the turns of phrase that all standards share."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

from karmakit_validators.report.words import Words

_DURATION = re.compile(r"P(?:(\d{1,9})D)?(?:T(?:(\d{1,9})H)?(?:(\d{1,9})M)?(?:(\d{1,9})(?:\.\d+)?S)?)?")
_CLOCK = re.compile(r"(\d{2,4}):(\d{2}):(\d{2})(?:\.\d{1,2})?")
_SHOWN = 300


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer of the learner: the question, what was answered, and what the content made of it, in words.

    `judged` is `right`, `wrong` or empty, in every language.
    """

    part: str
    question: str
    response: str
    result: str
    judged: str = ""


@dataclass(frozen=True, slots=True)
class Record:
    """What a record says, sentence by sentence; `shown` is what a platform's list of learners would show.

    `states` says of each unit, by its id, how it stands: `new`, `begun`, `done`, `passed` or `failed`.
    """

    lines: tuple[str, ...]
    shown: str
    answers: tuple[Answer, ...] = ()
    states: Mapping[str, str] = field(default_factory=dict)

    def as_json(self) -> dict[str, Any]:
        """Return the record as the page takes it."""
        return asdict(self)


def named(learner: str, say: Words) -> str:
    """Return how a sentence begins that is about the learner."""
    return learner or say("learner")


def within(learner: str, say: Words) -> str:
    """Return how the learner is named inside a sentence."""
    return learner or say("learner.within")


def introduced(learner: str, say: Words) -> tuple[str, ...]:
    """Return what is to be said first of a learner without a name."""
    return () if learner else (say("nobody"),)


def about(title: str, say: Words, *, several: bool) -> tuple[str, str]:
    """Return how a sentence names a unit, and where it says that something was there: by its title where there are several."""
    what = say("quoted", title=shortened(title, 80)) if several else say("course")
    return what, say("where", what=what) if several else ""


def listed(names: Sequence[str], say: Words) -> str:
    """Return names as a sentence lists them."""
    several = [shortened(name, 80) for name in names]
    return say("and", first=", ".join(several[:-1]), last=several[-1]) if len(several) > 1 else "".join(several)


def after_colon(names: Sequence[str], say: Words) -> str:
    """Return names as they follow a sentence that counts them; nothing where there are none."""
    return say("names", names=listed(names, say)) if names else ""


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


def spent(total: int, say: Words) -> str:
    """Return a stretch of seconds in words."""
    hours, minutes, rest = total // 3600, total // 60 % 60, total % 60
    parts = [(hours, "hours"), (minutes, "minutes"), (rest if not hours else 0, "seconds")]
    return " ".join(say(unit, n=number) for number, unit in parts if number) or say("moment")


def number(text: str) -> float | None:
    """Return the number that a text is, or None."""
    try:
        value = float(text)
    except (TypeError, ValueError):
        return None
    return value if abs(value) < float("inf") else None


def percent(part: float) -> str:
    """Return a share, 0 to 1, in whole per cent; what is not all is never rounded up to all."""
    return f"{max(0, min(int(part * 100 + 1e-9), 100))} %"
