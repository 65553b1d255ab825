"""Read a cmi5 package by its course structure, as clauses 13 and 14 of the specification want it."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import chain

from karmakit_schemas.findings import Finding
from karmakit_validators.verify.archive import Archive
from karmakit_validators.verify.course import Course, Module
from karmakit_validators.verify.faults import few, found
from karmakit_validators.verify.launch_xml import (
    SHOWN,
    Launch,
    check_ids,
    check_language,
    check_page,
    is_iri,
    launched,
    query_names,
    read_launch,
)
from karmakit_validators.verify.rawxml import Element
from karmakit_validators.verify.reading import Reading
from karmakit_validators.verify.xapi_profile import check_profile

STRUCTURE = "cmi5.xml"
NAMESPACE = "https://w3id.org/xapi/profiles/cmi5/v1/CourseStructure.xsd"

Part = tuple[str, int, bool]  # names, how often at least, whether more than once

_ONCE = {name: (name, 1, False) for name in ("title", "description", "course", "url")}
_OBJECTIVES: Part = ("objectives", 0, False)
_PARTS: Part = ("au block", 1, True)
_TEXTS = (_ONCE["title"], _ONCE["description"])
_CONTENT: Mapping[str, Sequence[Part]] = {
    "courseStructure": (_ONCE["course"], _OBJECTIVES, _PARTS),
    "course": _TEXTS,
    "objectives": (("objective", 1, True),),
    "block": (*_TEXTS, _OBJECTIVES, _PARTS),
    "au": (*_TEXTS, _OBJECTIVES, _ONCE["url"], ("launchParameters", 0, False), ("entitlementKey", 0, False)),
    "title": (("langstring", 1, True),),
    "description": (("langstring", 1, True),),
}
_VALUES: Mapping[str, Sequence[str]] = {
    "moveOn": ("NotApplicable", "Passed", "Completed", "CompletedAndPassed", "CompletedOrPassed"),
    "launchMethod": ("AnyWindow", "OwnWindow"),
}
_ATTRIBUTES: Mapping[str, Sequence[str]] = {
    "au": ("id", "moveOn", "masteryScore", "launchMethod", "activityType"),
    "block": ("id",),
    "course": ("id",),
}
_NEEDS_PASS = ("Passed", "CompletedAndPassed")
# what a platform adds to the address at launch (clause 8.1)
_RESERVED = ("endpoint", "fetch", "actor", "activityId", "registration")
_SCORE = re.compile(r"[+-]?([0-9]+(\.[0-9]*)?|\.[0-9]+)")
_BUILD = "Build the bundle with `karmakit build --target cmi5`."


def read_cmi5(archive: Archive, course: Course | None) -> Reading:
    """Return what `cmi5.xml` says of a package."""
    launch, faults = read_launch(archive, STRUCTURE, "courseStructure", NAMESPACE)
    if launch is None:
        return Reading(standard="cmi5", findings=faults, store=True)
    units = _all(launch, "au")
    urls = [url for unit in units for url in launch.named(unit, "url")]
    checks = (
        _order(launch),
        _attributes(launch),
        check_ids(launch, [*_all(launch, "course"), *_objectives(launch), *_all(launch, "block"), *units]),
        _references(launch),
        chain.from_iterable(check_language(launch, launch.named(each, "langstring"), "PKG011") for each in _texts(launch)),
        chain.from_iterable(_address(archive, launch, url) for url in urls),
        _scores(launch, units),
        _agreement(launch, units, course) if course else (),
    )
    return Reading(
        standard="cmi5",
        title=_title(launch),
        launch=launched(launch, urls[0]) if urls else "",
        units=len(units),
        findings=[finding for check in checks for finding in few(check)],
        house=[*few(_promised(archive, launch, units, course)), *check_profile(archive)] if course else [],
        store=True,
    )


def _all(launch: Launch, local: str) -> list[Element]:
    """Return the elements of that name below nothing but elements of the structure."""
    return [element for element in _walk(launch, launch.root) if element.local == local]


def _walk(launch: Launch, element: Element) -> Iterator[Element]:
    stack = [element]
    while stack:
        at = stack.pop()
        yield at
        stack.extend(reversed(launch.own(at)))


def _objectives(launch: Launch) -> list[Element]:
    return [objective for block in launch.named(launch.root, "objectives") for objective in launch.named(block, "objective")]


def _texts(launch: Launch) -> list[Element]:
    return [element for element in _walk(launch, launch.root) if element.local in ("title", "description")]


def _title(launch: Launch) -> str:
    titles = (title for course in launch.named(launch.root, "course") for title in launch.named(course, "title"))
    return next((text.text.strip() for title in titles for text in launch.named(title, "langstring")), "")


def _order(launch: Launch) -> Iterator[Finding]:
    """Yield what stands where it may not, and what is missing."""
    for element in _walk(launch, launch.root):
        parts = _CONTENT.get(element.local, ())
        if parts:
            yield from _in_order(launch, element, parts)
    for objective in _objectives(launch):
        yield from _any_order(launch, objective)


def _any_order(launch: Launch, element: Element) -> Iterator[Finding]:
    for name in ("title", "description"):
        if len(launch.named(element, name)) != 1:
            yield _fault(launch, element, f"<{element.local}> has {len(launch.named(element, name))} of <{name}>; it must have one")


def _in_order(launch: Launch, element: Element, parts: Sequence[Part]) -> Iterator[Finding]:
    children = launch.own(element)
    at = 0
    for names, least, many in parts:
        start = at
        while at < len(children) and children[at].local in names.split() and (many or at == start):
            at += 1
        if at - start < least:
            wanted = " or ".join(f"<{name}>" for name in names.split())
            if any(child.local in names.split() for child in children[at:]):
                yield _fault(launch, children[at], f"<{children[at].local}> stands in <{element.local}> where {wanted} must stand")
            else:
                yield _fault(launch, element, f"<{element.local}> has no {wanted}")
            return
    if at < len(children):
        yield _fault(launch, children[at], f"<{children[at].local}> may not stand here in <{element.local}>")


def _attributes(launch: Launch) -> Iterator[Finding]:
    for element in _walk(launch, launch.root):
        for name, value in element.attrs.items():
            if ":" in name or name == "xmlns" or element.local not in _ATTRIBUTES:
                continue
            if name not in _ATTRIBUTES[element.local]:
                yield _fault(launch, element, f"<{element.local}> has no attribute `{name[:SHOWN]}` in cmi5")
            elif name in _VALUES and value not in _VALUES[name]:
                yield _fault(launch, element, f"`{name}` is `{value[:SHOWN]}`; it is one of {', '.join(_VALUES[name])}")
            elif name == "activityType" and not is_iri(value):
                yield _fault(launch, element, f"the activity type `{value[:SHOWN]}` is no absolute IRI")


def _references(launch: Launch) -> Iterator[Finding]:
    known = {objective.attrs.get("id") for objective in _objectives(launch)}
    for element in (*_all(launch, "au"), *_all(launch, "block")):
        for block in launch.named(element, "objectives"):
            for objective in launch.named(block, "objective"):
                wanted = objective.attrs.get("idref", "")
                if wanted not in known:
                    message = f"the objective `{wanted[:SHOWN]}` is not among the objectives of the course"
                    yield found("PKG003", message, launch.at(objective), "Name one that is.")


def _address(archive: Archive, launch: Launch, url: Element) -> Iterator[Finding]:
    yield from check_page(archive, launch, url)
    for name in query_names(url.text.strip()):
        if name in _RESERVED:
            message = f"the address has `{name}` in its query, which the platform adds at launch"
            yield found("PKG011", message, launch.at(url), "Take it out of the address.")


def _scores(launch: Launch, units: Sequence[Element]) -> Iterator[Finding]:
    for unit in units:
        text = unit.attrs.get("masteryScore", "").strip()
        if "masteryScore" in unit.attrs and not _is_score(text):
            yield found("PKG008", f"the mastery score `{text[:20]}` is no number from 0 to 1", launch.at(unit))


def _is_score(text: str) -> bool:
    return _SCORE.fullmatch(text) is not None and 0 <= float(text) <= 1


def _agreement(launch: Launch, units: Sequence[Element], course: Course) -> Iterator[Finding]:
    """Yield where the structure and the tests of the course do not say the same."""
    pages = {module.page: module for module in course.modules}
    final = next((module for module in course.modules if module.final), None)
    for unit in units:
        opened = next((pages[path] for url in launch.named(unit, "url") if (path := launched(launch, url)) in pages), None)
        if opened is None and len(units) > 1:
            continue  # it opens no module, which is told elsewhere
        module = opened or final
        yield from _mark(launch, unit, module if module and module.test else None)


def _mark(launch: Launch, unit: Element, test: Module | None) -> Iterator[Finding]:
    mark = test.pass_mark if test else None
    text = unit.attrs.get("masteryScore", "").strip()
    told = float(text) * 100 if _is_score(text) else None
    right = f"the pass mark is {mark:g} per cent" if mark is not None else "there is no test that decides"
    if told is not None and (mark is None or abs(told - mark) > 1e-6):  # noqa: PLR2004 - a decimal is not exact in binary
        message = f"the mastery score is {text[:20]}; {right}"
        yield found("PKG008", message, launch.at(unit), "A platform lets this number decide passed or failed.")
    elif told is None and mark is not None and "masteryScore" not in unit.attrs:
        yield found("PKG008", f"there is no mastery score; {right}", launch.at(unit), "Add `masteryScore`.")
    if mark is None and unit.attrs.get("moveOn") in _NEEDS_PASS:
        message = f"`moveOn` is `{unit.attrs['moveOn']}`, but there is no test that decides: nobody could ever move on"
        yield found("PKG011", message, launch.at(unit), "Let it be `Completed`.")


def _promised(archive: Archive, launch: Launch, units: Sequence[Element], course: Course) -> Iterator[Finding]:
    """Yield what karmakit promises of its own: the course's own IRI, and every module to be reached."""
    iri = course.raw.get("iri")
    for element in launch.named(launch.root, "course"):
        given = element.attrs.get("id", "")
        if isinstance(iri, str) and is_iri(given) and given != iri:
            message = f"the course is `{given[:SHOWN]}` here, and `{iri[:SHOWN]}` in karmakit/course.json"
            yield found("PKG005", message, launch.at(element), "Learner records hang on it: never change it.")
    opened = Counter(launched(launch, url) for unit in units for url in launch.named(unit, "url"))
    if len(units) < 2 or opened.total() != len(units) or not opened.keys() <= archive.names:  # noqa: PLR2004 - several
        return  # one unit opens them all; an address that leads nowhere has been told
    for module in course.modules:
        if opened[module.page] != 1:
            message = f"the page of the module `{module.id}` is launched by {opened[module.page]} assignable units"
            yield _fault(launch, launch.root, message)


def _fault(launch: Launch, element: Element, message: str) -> Finding:
    return found("PKG011", message, launch.at(element), _BUILD)
