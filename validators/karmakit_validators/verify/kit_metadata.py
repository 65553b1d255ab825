"""Hold the metadata of a kit to iGOT's names and types (auth-meta-form.json, the schemas of knowledge-platform)."""

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from karmakit_schemas.findings import Finding
from karmakit_schemas.spans import Span
from karmakit_validators.verify.faults import found
from karmakit_validators.verify.kit_hierarchy import COURSE, FINAL, PRACTICE, RESOURCE, UNIT
from karmakit_validators.verify.kit_plan import PLAN, Node, Plan

# fmt: off
LANGUAGES = frozenset((
    "English", "Hindi", "Assamese", "Bengali", "Gujarati", "Kannada", "Malayalam", "Marathi", "Nepali", "Odia", "Punjabi", "Tamil",
    "Telugu", "Urdu", "Sanskrit", "Maithili", "Munda", "Santali", "Juang", "Ho", "Konkani", "Bodo", "Dogri", "Kashmiri", "Manipuri",
    "Sindhi", "Other",
))
# fmt: on
MODES = frozenset(("Self Paced", "Instructor Led", "Classroom"))
PEOPLE = frozenset(
    ("createdBy", "creator", "createdFor", "organisation", "publisherDetails", "trackContacts", "creatorContacts", "creatorDetails")
)
_SECONDS = re.compile(r"[1-9][0-9]{0,8}")
_LICENCE = re.compile(r"CC BY(-(NC|ND|SA))* \d\.\d")

Test = Callable[[Any], bool]
Rules = Mapping[str, tuple[Test, str]]


def _text(longest: int = 10_000, shortest: int = 1) -> tuple[Test, str]:
    def fits(value: Any) -> bool:
        return isinstance(value, str) and shortest <= len(value.encode("utf-16-le")) // 2 <= longest

    return fits, f"a text of {shortest} to {longest} characters"


def _one_of(*values: str) -> tuple[Test, str]:
    return lambda value: value in values, f"{' or '.join(f'`{value}`' for value in values)}"


def _whole(least: int, most: int = 10**9) -> tuple[Test, str]:
    return lambda value: isinstance(value, int) and not isinstance(value, bool) and least <= value <= most, (
        f"a whole number from {least}" + (f" to {most}" if most < 10**9 else "")
    )


def _texts(value: Any) -> bool:
    return isinstance(value, list) and bool(value) and all(isinstance(each, str) and each for each in value)


_YES = _one_of("Yes", "No")
_SECONDS_TEXT = (lambda value: isinstance(value, str) and bool(_SECONDS.fullmatch(value)), "whole seconds as a text, `240`")
_LANGUAGE = (lambda value: _texts(value) and set(value) <= LANGUAGES, "an array of iGOT's English names of languages")
_ALL: Rules = {"code": _text(), "license": _text(100), "language": _LANGUAGE}
_STORED: Rules = {
    "mediaType": _one_of("content"),
    "contentEncoding": _text(20),
    "contentDisposition": _text(20),
    "isExternal": (lambda value: value is False, "false"),
}
_COLLECTION: Rules = {
    **_ALL,
    **_STORED,
    "mimeType": _one_of("application/vnd.ekstep.content-collection"),
    "duration": _SECONDS_TEXT,
}
_SET: Rules = {
    **_ALL,
    "name": _text(),
    "mimeType": _one_of("application/vnd.sunbird.questionset"),
    "compatibilityLevel": (lambda value: value in (6, 8) and not isinstance(value, bool), "6 (basic) or 8 (advanced)"),
    "scoreCutoffType": _one_of("AssessmentLevel", "SectionLevel"),
    "minimumPassPercentage": _whole(1, 100),
    "totalQuestions": _whole(1),
    "maxQuestions": _whole(1),
    "expectedDuration": _whole(1),
    "shuffle": (lambda value: isinstance(value, bool), "true or false"),
    "showSolutions": _YES,
    "showFeedback": _YES,
}
NEEDED: Mapping[str, Rules] = {
    COURSE: {
        **_COLLECTION,
        "name": _text(70, 10),
        "contentType": _one_of("Course"),
        "courseCategory": _text(100),
        "visibility": _one_of("Default"),
        "purpose": _text(1000),
        "description": _text(2000),
        "instructions": _text(),
        "source": _text(500),
        "learningMode": _one_of(*sorted(MODES)),
        "appIcon": _text(),
        "publisherDetails": _text(),
        "trackContacts": _text(),
        "channel": _text(),
        "createdBy": _text(),
    },
    UNIT: {**_COLLECTION, "name": _text(), "description": _text(), "contentType": _one_of("CourseUnit")},
    RESOURCE: {
        **_ALL,
        **_STORED,
        "mimeType": _one_of("application/vnd.ekstep.html-archive"),
        "contentType": _one_of("Resource"),
        "name": _text(10_000, 5),
        "description": _text(),
        "instructions": _text(),
        "duration": _SECONDS_TEXT,
        "initFile": _one_of("index.html"),
        "visibility": _one_of("Parent"),
    },
    PRACTICE: _SET,
    FINAL: _SET,
}
_SET_KEYS = frozenset(
    (
        *_SET,
        "description",
        "primaryCategory",
        "maxAssessmentRetakeAttempts",
        "retakeAssessmentDuration",
        "additionalInstructions",
        "assessmentType",
        "questionSectionScheme",
        "sectionLevelDefinition",
        "negativeMarkingPercentage",
        "totalMarks",
        "contextLockingType",
    )
)
_V6_TEXTS = tuple(
    f"competency{kind}{field}" for kind in ("Area", "Theme", "SubTheme") for field in ("Identifier", "RefId", "Name", "Description")
)
_AREAS = frozenset(("Behavioural", "Domain", "Functional"))


def check_metadata(plan: Plan) -> Iterator[Finding]:
    """Yield what is missing from a node, is of another type than iGOT's, or stands where only the operator may write."""
    for node in plan.nodes:
        yield from _needed(plan, node)
        yield from _people(node)
        if node.category in (COURSE, RESOURCE):
            yield from _competencies(plan, node)
        if node.category in (PRACTICE, FINAL):
            for key in sorted(node.metadata.keys() - _SET_KEYS):
                yield _wrong(node, key, "is no key that a question set's schema allows")
    durations = sum(int(value) for value in _durations(plan.root))
    if node_duration := plan.root.metadata.get("duration"):
        tests = any(node.category in (PRACTICE, FINAL) for node in plan.nodes)
        if not tests and str(node_duration) != str(durations):
            yield _wrong(plan.root, "duration", f"is {node_duration}; its resources add up to {durations} seconds")


def _durations(root: Node) -> Iterator[str]:
    return (
        node.metadata["duration"]
        for node in root.walk()
        if node.is_resource and isinstance(node.metadata.get("duration"), str) and _SECONDS.fullmatch(node.metadata["duration"])
    )


def _needed(plan: Plan, node: Node) -> Iterator[Finding]:
    for key, (fits, form) in NEEDED.get(node.category, {}).items():
        if key not in node.metadata:
            if not plan.filled(node.key, key) and key not in node.files:
                yield _wrong(node, key, "is missing, and no placeholder stands for it")
        elif not fits(node.metadata[key]):
            yield _wrong(node, key, f"is to be {form}, and is {repr(node.metadata[key])[:60]}")
    license_ = node.metadata.get("license")
    if isinstance(license_, str) and license_.startswith("CC") and not _LICENCE.fullmatch(license_):
        yield _wrong(node, "license", f"is `{license_[:40]}`; iGOT writes it like `CC BY 4.0`")


def _people(node: Node) -> Iterator[Finding]:
    for key in sorted(PEOPLE & node.metadata.keys()):
        yield _wrong(node, key, "stands in the node; who a course belongs to is said in the placeholders alone")


def _competencies(plan: Plan, node: Node) -> Iterator[Finding]:
    listed = node.metadata.get("competencies_v6", [])
    if not isinstance(listed, list) or not all(isinstance(each, dict) for each in listed):
        yield _wrong(node, "competencies_v6", "is to be an array of objects")
        return
    if node.category == COURSE and not listed:
        yield _wrong(node, "competencies_v6", "is missing: iGOT takes no course without a competency")
    for number, each in enumerate(listed):
        for key in _V6_TEXTS:
            path = f"competencies_v6.{number}.{key}"
            if not isinstance(each.get(key), str):
                yield _wrong(node, path, "is to be a text")
            elif not each[key] and key.endswith(("Identifier", "RefId")) and not plan.filled(node.key, path):
                yield _wrong(node, path, "is empty, and no placeholder stands for it")
        if each.get("competencyAreaName") not in _AREAS:
            yield _wrong(node, f"competencies_v6.{number}.competencyAreaName", f"is none of {', '.join(sorted(_AREAS))}")


def _wrong(node: Node, key: str, what: str) -> Finding:
    return found("PKG041", f"`{node.key}`: `{key}` {what}", Span(PLAN), "Build the kit again, or mend the course.")
