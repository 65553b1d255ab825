"""Read an xAPI package by its `tincan.xml`, whose rules stand in the Tin Can package guide."""

from collections.abc import Iterator, Sequence
from itertools import chain

from karmakit_schemas.findings import Finding
from karmakit_validators.verify.archive import Archive
from karmakit_validators.verify.course import Course
from karmakit_validators.verify.faults import few, found
from karmakit_validators.verify.launch_xml import (
    SHOWN,
    Launch,
    check_ids,
    check_language,
    check_page,
    is_iri,
    launched,
    read_launch,
)
from karmakit_validators.verify.rawxml import Element
from karmakit_validators.verify.reading import Reading
from karmakit_validators.verify.xapi_profile import check_profile

LAUNCH = "tincan.xml"
NAMESPACE = "http://projecttincan.com/tincan.xsd"

_TEXTS = ("name", "description", "launch")
_KNOWN = (
    *_TEXTS,
    *("extensions", "resource", "interactionType", "correctResponsesPatterns", "correctResponsePatterns"),
    *("choices", "scale", "source", "target", "steps"),
)
_BUILD = "Build the bundle with `karmakit build --target xapi`."


def read_tincan(archive: Archive, course: Course | None) -> Reading:
    """Return what `tincan.xml` says of a package."""
    launch, faults = read_launch(archive, LAUNCH, "tincan", NAMESPACE)
    if launch is None:
        return Reading(standard="xAPI", findings=faults, store=True)
    activities = [each for block in launch.named(launch.root, "activities") for each in launch.named(block, "activity")]
    opening = [each for each in activities if launch.named(each, "launch")]
    pages = [page for each in opening for page in launch.named(each, "launch")]
    checks = (
        _structure(launch, activities, opening),
        check_ids(launch, activities),
        chain.from_iterable(_activity(launch, each) for each in activities),
        chain.from_iterable(check_page(archive, launch, page) for page in pages),
    )
    return Reading(
        standard="xAPI",
        title=next((name.text.strip() for each in opening for name in launch.named(each, "name")), ""),
        launch=launched(launch, pages[0]) if pages else "",
        units=len(opening),
        findings=[finding for check in checks for finding in few(check)],
        house=[*few(_promised(launch, activities, opening, course)), *check_profile(archive)] if course else [],
        store=True,
    )


def _structure(launch: Launch, activities: Sequence[Element], opening: Sequence[Element]) -> Iterator[Finding]:
    """Yield what is wrong with the list as a whole: one list, one activity to launch."""
    blocks = launch.named(launch.root, "activities")
    if len(blocks) != 1:
        yield _fault(launch, launch.root, f"<tincan> has {len(blocks)} of <activities>; it must have one")
    for other in (*launch.own(launch.root), *(child for block in blocks for child in launch.own(block))):
        if other.local not in ("activities", "activity"):
            yield _fault(launch, other, f"<{other.local[:SHOWN]}> may not stand here")
    if not activities:
        yield _fault(launch, launch.root, "no activity is listed: there is nothing to launch")
    elif not opening:
        yield _fault(launch, activities[0], "no activity has a <launch>: a platform does not know what to open")
    for more in opening[1:]:
        yield _fault(launch, more, "a second activity has a <launch>: a platform opens one only")


def _activity(launch: Launch, activity: Element) -> Iterator[Finding]:
    if not is_iri(activity.attrs.get("type", "")):
        yield _fault(launch, activity, f"the activity type `{activity.attrs.get('type', '')[:SHOWN]}` is no absolute IRI")
    for name in ("name", "description"):
        if not launch.named(activity, name):
            yield _fault(launch, activity, f"the activity has no <{name}>")
    for child in launch.own(activity):
        if child.local not in _KNOWN:
            yield _fault(launch, child, f"<{child.local[:SHOWN]}> may not stand in <activity>")
    yield from check_language(launch, [child for child in launch.own(activity) if child.local in _TEXTS], "PKG002")


def _promised(launch: Launch, activities: Sequence[Element], opening: Sequence[Element], course: Course) -> Iterator[Finding]:
    """Yield what karmakit promises of its own: the course's own IRI is launched, and every module is listed below it."""
    iri = course.raw.get("iri")
    if not isinstance(iri, str):
        return
    for activity in opening[:1]:
        given = activity.attrs.get("id", "")
        if is_iri(given) and given != iri:
            message = f"the course is `{given[:SHOWN]}` here, and `{iri[:SHOWN]}` in karmakit/course.json"
            yield found("PKG005", message, launch.at(activity), "Learner records hang on it: never change it.")
    listed = {activity.attrs.get("id") for activity in activities}
    for module in course.modules:
        if f"{iri}/{module.id}" not in listed:
            yield _fault(launch, launch.root, f"the module `{module.id}` is not listed")


def _fault(launch: Launch, element: Element, message: str) -> Finding:
    return found("PKG002", message, launch.at(element), _BUILD)
