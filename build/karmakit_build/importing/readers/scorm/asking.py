"""What a manifest asks of learners: what comes first, how well, how long; and what of it a course cannot say."""

import re
from collections.abc import Iterator

from karmakit_build.importing.draft import Lost
from karmakit_build.importing.packages.elements import attribute, down, word, words
from karmakit_build.importing.packages.kinds import SCORM
from karmakit_build.importing.xml import inside, local
from karmakit_build.xml import Element

_CLOCK = re.compile(r"(\d{1,4}):(\d{2}):(\d{2})(?:\.\d+)?")
_PERIOD = re.compile(r"P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:\.\d+)?)S)?)?")
_IDENT = re.compile(r"[A-Za-z_][\w.-]*")
_RUNS = frozenset({"datafromlms", "timelimitaction", "completionthreshold", "presentation", "parameters", "data"})


def prerequisites(item: Element, place: str) -> tuple[tuple[str, ...], list[Lost]]:
    """Return the items that must all be done before (`A&B` of AICC's script); anything else it can say is told."""
    script = word(item, "prerequisites")
    if not script:
        return (), []
    parts = [part.strip() for part in re.split(r"&|\bAND\b", script)]
    if all(_IDENT.fullmatch(part) for part in parts):
        return tuple(parts), []
    return (), [Lost(SCORM, place, f'the condition "{script[:80]}"', "Say in `requires` which modules come first: all of them")]


def mark(item: Element) -> float | None:
    """Return the mastery score in per cent: of SCORM 1.2, or the measure that satisfies the primary objective in 2004."""
    for each in inside(item, "masteryscore"):
        return _number(words(each))
    for each in down(item, "sequencing", "objectives", "primaryObjective"):
        if attribute(each, "satisfiedByMeasure").lower() == "true":
            # the schema's own default is 1.0
            share = _number(word(each, "minNormalizedMeasure") or "1.0")
            return round(share * 100, 2) if share is not None else None
    return None


def _number(text: str) -> float | None:
    try:
        value = float(text)
    except ValueError:
        return None
    return value if -1 <= value <= 100 else None  # noqa: PLR2004 - per cent, or a share


def limit(item: Element) -> float | None:
    """Return the time limit in minutes."""
    texts = [words(each) for each in inside(item, "maxtimeallowed")]
    texts += [attribute(each, "attemptAbsoluteDurationLimit") for each in down(item, "sequencing", "limitConditions")]
    return next((minutes for text in texts if (minutes := _minutes(text))), None)


def _minutes(text: str) -> float | None:
    if clock := _CLOCK.fullmatch(text):
        return round(int(clock[1]) * 60 + int(clock[2]) + int(clock[3]) / 60, 1)
    if (period := _PERIOD.fullmatch(text)) and text != "P":
        days, hours, minutes, seconds = (float(part or 0) for part in period.groups())
        return round(days * 1440 + hours * 60 + minutes + seconds / 60, 1)
    return None


def told(item: Element, place: str) -> Iterator[Lost]:
    """Yield what a manifest says of an item that has no place in a course."""
    if attribute(item, "isvisible").lower() == "false":
        yield Lost(SCORM, place, "the package hides it from its table of contents; here it is shown")
    for each in item:
        if local(each).lower() in _RUNS:
            yield Lost(SCORM, place, f"`{local(each)}`, which only steers the platform")
    for sequencing in inside(item, "sequencing"):
        parts = sorted({local(each) for each in sequencing if local(each) not in {"limitConditions", "objectives", ""}})
        if parts:
            yield Lost(
                SCORM, place, f"rules of the sequence ({', '.join(parts)})", "Say with `requires` and `order` what comes first"
            )
        named = [attribute(each, "objectiveID") for each in sequencing.iter() if local(each) in {"primaryObjective", "objective"}]
        if any(named):
            yield Lost(
                SCORM, place, f"objectives by id alone ({', '.join(filter(None, named))[:80]})", "Say them in words as `objectives`"
            )


def in_order(organization: Element) -> bool:
    """Say whether learners cannot choose: the organization lets them only go on."""
    return any(attribute(each, "choice").lower() == "false" for each in down(organization, "sequencing", "controlMode"))
