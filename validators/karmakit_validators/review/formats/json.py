"""A review for programs: one object, documented in `authoring/guide/review.md`."""

import json
from typing import Any

from karmakit_schemas.spans import Span
from karmakit_validators.review.review import CourseReview, Review, first
from karmakit_validators.review.values import Change, CourseChanges, ModuleChanges, Thing, Value

VERSION = 1
Json = dict[str, Any]


def render(review: Review, lang: str) -> str:
    """Return the object as indented JSON, in UTF-8 characters; it is the same in every language but for `lang`."""
    document = {
        "version": VERSION,
        "base": review.base,
        "lang": lang,
        "unchanged": list(review.unchanged),
        "gone": list(review.gone),
        "courses": [_course(course) for course in review.courses],
    }
    return json.dumps(document, ensure_ascii=False, indent=2).encode("utf-8", "replace").decode() + "\n"


def _course(course: CourseReview) -> Json:
    found, sizes = course.findings, course.sizes
    return {
        "path": course.path,
        "id": course.id,
        "title": course.title,
        "language": course.language,
        "first": [
            {
                "what": one.what,
                "module": (one.change.now.home or one.change.now.id) if one.change else "",
                "id": one.change.now.id if one.change else "",
                "parts": [part.now.id for part in one.parts],
                "value": _value(one.value) if one.value else None,
                "finding": one.finding.as_json() if one.finding else None,
            }
            for one in first(course)
        ],
        "changes": _changes(course.changes),
        "findings": {
            "new": [finding.as_json() for finding in found.new],
            "mended": [finding.as_json() for finding in found.mended],
            "kept": found.kept,
        },
        "coverage": [
            {
                **one.aim._asdict(),
                "before": {"taught": list(one.before.taught), "assessed": list(one.before.assessed)},
                "after": {"taught": list(one.after.taught), "assessed": list(one.after.assessed)},
            }
            for one in course.coverage
        ],
        "measures": [
            {"module": one.module, **{side: _measure(getattr(one, side)) for side in ("before", "after")}}
            for one in course.measures
        ],
        "bundle": {"target": "scorm12", "before": sizes.before, "after": sizes.after, "why": sizes.why},
        "vetting": {
            "why": course.vetting.why,
            "line": course.vetting.line,
            "subjects": [
                {
                    "subject": subject.subject,
                    "title": subject.title,
                    "before": subject.before,
                    "after": subject.after,
                    "again": [asked._asdict() for asked in subject.again],
                    "reasons": list(subject.reasons),
                }
                for subject in course.vetting.subjects
            ],
        },
    }


def _measure(measure: Any) -> Json | None:
    if measure is None:
        return None
    return {"words": measure.words, "quick": measure.quick, "careful": measure.careful, "questions": measure.questions}


def _changes(changes: CourseChanges) -> Json:
    return {
        "new": changes.is_new,
        "values": [_value(value) for value in changes.values],
        **{
            name: [_change(change) for change in getattr(changes, name)]
            for name in ("outcomes", "units", "terms", "files", "exceptions")
        },
        "modules": [_module(module) for module in changes.modules],
        "form": [{"path": path, "places": number} for path, number in changes.form],
        "unread": list(changes.unread),
    }


def _module(module: ModuleChanges) -> Json:
    names = ("objectives", "competencies", "questions", "blocks", "figures", "links")
    inner = {name: [_change(change) for change in getattr(module, name)] for name in names}
    return {**_change(module.itself), **inner, "form": module.form}


def _change(change: Change) -> Json:
    return {
        "kind": change.kind,
        "how": change.how,
        "moved": change.moved,
        "before": _thing(change.before),
        "after": _thing(change.after),
        "values": [_value(value) for value in change.values],
        "parts": [_change(part) for part in change.parts],
    }


def _thing(thing: Thing | None) -> Json | None:
    if thing is None:
        return None
    told = {"id": thing.id, "text": thing.text, "kind": thing.kind, "home": thing.home, "within": list(thing.within)}
    return {**told, "span": _span(thing.span)}


def _span(span: Span | None) -> Json | None:
    return span._asdict() if span else None


def _value(value: Value) -> Json:
    """Return a value; of texts that stayed in part, `words` tells the stretches as pairs of before and after."""
    told: Json = {"name": value.name, "of": value.of, "before": value.before, "after": value.after}
    if isinstance(value.before, str) and isinstance(value.after, str):
        told["words"] = [list(run) for run in value.runs]
    return told
