"""Write `tincan.xml`, by which a platform without cmi5 learns what to launch and which activities a course reports about."""

from collections.abc import Sequence
from dataclasses import dataclass

from karmakit_build.xml import Element, Maker, as_bytes, line

NAMESPACE = "http://projecttincan.com/tincan.xsd"
_tincan = Maker(NAMESPACE)


@dataclass(frozen=True, slots=True)
class Activity:
    """Something that statements speak of; only what is opened first has a `launch`, the path of its page."""

    iri: str
    type: str
    name: str
    description: str = ""
    launch: str = ""


def activities(given: Sequence[Activity], language: str) -> bytes:
    """Return `tincan.xml`: the activities with their texts in a language."""
    return as_bytes(_tincan("tincan", _tincan("activities", *(_activity(each, language) for each in given))))


def _activity(activity: Activity, language: str) -> Element:
    parts = [
        _tincan("name", line(activity.name), lang=language),
        _tincan("description", line(activity.description or activity.name), lang=language),
    ]
    if activity.launch:
        parts.append(_tincan("launch", activity.launch, lang=language))
    return _tincan("activity", *parts, id=activity.iri, type=activity.type)
