"""Work out the longest state a learner can have, from the documented form of the state string alone (PAGES.md)."""

import re
from collections.abc import Iterator

from karmakit_schemas.findings import Finding
from karmakit_schemas.spans import Span
from karmakit_validators.verify.course import COURSE, Course, Module, Question
from karmakit_validators.verify.faults import found
from karmakit_validators.verify.manifest import Manifest, masteries, percent, place
from karmakit_validators.verify.reading import Reading

LONGEST_IDENTIFIER = 255
MOST_CODES = 36  # one character of base 36 each

_VERSION = len("1")
_SECTION = len(";q")
_PLACE = _SECTION + 4
_MODULE = 4 + 1
_TEST = 4 + 1 + 2 + 2 + 1 + 6 + 4
_QUESTION = 4 + 1 + 1 + len(".")

_IDENTIFIER = re.compile(r"[\x21-\x7e]+")
_CODE = re.compile(r"[0-9a-z]")


def _entry(question: Question) -> int:
    match question.type:
        case "single" | "true-false" | "scale":
            response = 1
        case "multiple" | "ordering":
            response = len(question.codes)
        case "matching":
            response = len(question.left)
        case _:
            response = 0
    return _QUESTION + response


def _answered(module: Module) -> int:
    entries = sorted((_entry(question) for question in module.questions), reverse=True)
    if module.test and module.draw:
        scored = sorted((_entry(question) for question in module.questions if question.type != "scale"), reverse=True)
        ratings = sum(_entry(question) for question in module.questions if question.type == "scale")
        return sum(scored[: module.draw]) + ratings
    return sum(entries)


def worst_state(course: Course) -> int:
    """Return the length of the longest state: every module done, every question answered at its longest, the largest draws."""
    sections = (
        _MODULE * len(course.modules),
        sum(_answered(module) for module in course.modules),
        _TEST * sum(module.test for module in course.modules),
    )
    return _VERSION + _PLACE + sum(_SECTION + length for length in sections if length)


def check_state(length: int, reading: Reading) -> Iterator[Finding]:
    """Yield a finding if the longest state is more than the standard keeps."""
    if reading.room is not None and length > reading.room:
        message = f"a learner's state can take {length} characters; {reading.standard} keeps {reading.room}"
        yield found("PKG009", message, Span(COURSE), "Draw fewer questions, or divide the course in two.")


def check_interactions(course: Course) -> Iterator[Finding]:
    """Yield what an LMS would refuse of the identifiers and responses that questions are recorded under."""
    at = Span(COURSE)
    mend = "Use ASCII letters, digits and hyphens in ids."
    for module in course.modules:
        for identifier in (module.id, *module.objectives):
            if not _IDENTIFIER.fullmatch(identifier) or len(identifier) > LONGEST_IDENTIFIER:
                yield found("PKG014", f"`{identifier[:40]}` cannot be the id of an objective in learner records", at, mend)
        for question in module.questions:
            recorded = f"{module.id}.{question.id}.00"
            if not _IDENTIFIER.fullmatch(question.id) or len(recorded) > LONGEST_IDENTIFIER:
                yield found("PKG014", f"`{question.id[:40]}` cannot be the id of an interaction in learner records", at, mend)
            choices = question.codes if question.type not in ("fill-in", "numeric") else ()
            if len(choices) > MOST_CODES or not all(_CODE.fullmatch(code) for code in choices):
                message = f"the options of `{question.id}` are not lettered by single characters a to z and 0 to 9"
                yield found("PKG014", message, at, f"At most {MOST_CODES} options, a letter or digit each.")
            longest = sum(len(f"{side}.x,") for side in question.left) if question.left else 2 * len(choices)
            if longest > LONGEST_IDENTIFIER:
                yield found(
                    "PKG014",
                    f"a response to `{question.id}` is longer than {LONGEST_IDENTIFIER} characters",
                    at,
                    "Ask in two questions.",
                )


def check_mastery(course: Course, manifest: Manifest) -> Iterator[Finding]:
    """Yield each pass mark of the manifest that is not the pass mark of the test it stands for."""
    final = next((module for module in course.modules if module.final), None)
    scores = masteries(manifest)
    pages = {module.page: module for module in course.modules}
    known = {resource.attrs.get("identifier"): resource.attrs.get("href", "") for resource in manifest.resources}
    for item, score in scores:
        module = pages.get(known.get(item.attrs.get("identifierref"), ""), final)
        wanted = module.pass_mark if module else None
        told = percent(score)
        if told is None:
            continue  # said already: it is no number
        if wanted is None or told != wanted:
            right = f"the pass mark is {wanted:g}" if wanted is not None else "the course has no final test"
            message = f"the mastery score is {told:g}; {right}"
            yield found("PKG008", message, place(score), "An LMS lets this number decide passed or failed.")
    if final and final.pass_mark is not None and not scores and len(manifest.launches) == 1:
        item = manifest.launches[0][0]
        message = f"the manifest has no mastery score; the final test passes at {final.pass_mark:g}"
        element = "<imsss:minNormalizedMeasure>" if manifest.is_2004 else "<adlcp:masteryscore>"
        yield found("PKG008", message, place(item), f"Add `{element}` to the item.")
