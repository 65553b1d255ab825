"""Statements by hand, one of every kind that a course sends, as `build/runtime/src/tracker/xapi` forms them."""

from typing import Any

Statement = dict[str, Any]

COURSE = "https://training.example.gov.in/rti-answering"
ADL = "http://adlnet.gov/expapi/"
CMI5 = "https://w3id.org/xapi/cmi5/context/"
OURS = "https://w3id.org/xapi/karmakit/v1"
COMPETENCIES = "https://w3id.org/xapi/karmakit/extensions/competencies"
PROGRESS = "https://w3id.org/xapi/cmi5/result/extensions/progress"
REGISTRATION = "2b0e2f0c-6c55-4d6f-9c43-6d3d7d4f4e11"
ACTOR = {"objectType": "Agent", "account": {"homePage": "https://lms.example.gov.in", "name": "4711"}}
SERVED = [{"area": "Functional", "theme": "Handling RTI Matters", "subtheme": "RTI Responsiveness", "level": 2}]

LAUNCHED = {"id": COURSE, "definition": {"type": f"{ADL}activities/course", "name": {"en": "Answering RTI applications on time"}}}
LESSON = {
    "id": f"{COURSE}/thirty-days",
    "definition": {
        "type": f"{ADL}activities/lesson",
        "name": {"en": "The thirty days"},
        "description": {"en": "State the time limit for each kind of request"},
    },
}
TEST = {"id": f"{COURSE}/final-test", "definition": {"type": f"{ADL}activities/assessment", "name": {"hi": "अंतिम परीक्षा"}}}
OPTIONS = [{"id": "a", "description": {"en": "48 hours"}}, {"id": "b", "description": {"en": 'The "thirty" days & nights'}}]
QUESTIONS: dict[str, dict[str, Any]] = {
    "choice": {"choices": OPTIONS, "correctResponsesPattern": ["b"], "response": "b"},
    "true-false": {"correctResponsesPattern": ["true"], "response": "false"},
    "matching": {"source": OPTIONS, "target": OPTIONS, "correctResponsesPattern": ["a[.]b[,]b[.]a"], "response": "a[.]a[,]b[.]b"},
    "sequencing": {"choices": OPTIONS, "correctResponsesPattern": ["a[,]b"], "response": "b[,]a"},
    "fill-in": {},
    "numeric": {"correctResponsesPattern": ["29.5[:]30.5"], "response": "30"},
    "likert": {"scale": OPTIONS, "response": "a"},
}


def statement(number: int, verb: str, activity: Statement, result: Statement | None = None, **context: Any) -> Statement:
    """Return a statement of the allowed kind; `number` makes its id and its time."""
    activities = context.pop("contextActivities", {})
    return {
        "id": f"00000000-0000-4000-8000-{number:012}",
        "actor": ACTOR,
        "verb": {"id": f"{ADL}verbs/{verb}", "display": {"en": verb}},
        "object": {"objectType": "Activity", **activity},
        **({"result": result} if result else {}),
        "context": {
            "revision": "1.0.0",
            "registration": REGISTRATION,
            "contextActivities": {**activities, "category": [{"id": OURS}]},
            **context,
        },
        "timestamp": f"2026-11-22T09:{number // 60:02}:{number % 60:02}.25Z",
    }


def answered(number: int, kind: str) -> Statement:
    """Return the answer to a question of an interaction type."""
    given = dict(QUESTIONS[kind])
    response = given.pop("response", None)
    definition = {
        "type": f"{ADL}activities/cmi.interaction",
        "name": {"en": f"A question: {kind}"},
        "description": {"en": f"A question of the type {kind}?"},
        "interactionType": kind,
        **given,
    }
    result = {
        **({} if kind == "likert" else {"success": kind != "true-false"}),
        **({"response": response} if response else {}),
        "duration": "PT12.5S",
    }
    objective = {
        "id": f"{COURSE}/objectives/limits",
        "definition": {"type": f"{ADL}activities/objective", "name": {"en": "State the limit"}},
    }
    return statement(
        number,
        "answered",
        {"id": f"{COURSE}/thirty-days/q-{kind}", "definition": definition},
        result,
        language="en",
        contextActivities={"parent": [LESSON], "grouping": [{"id": COURSE}], "other": [objective]},
        extensions={COMPETENCIES: SERVED},
    )


def score(percent: int) -> Statement:
    """Return a score in per cent as xAPI tells it."""
    return {"scaled": percent / 100, "raw": percent, "min": 0, "max": 100}


def every_kind() -> list[Statement]:
    """Return one statement of every kind, in the order of their times."""
    around = {"language": "en", "contextActivities": {"parent": [LAUNCHED], "grouping": [{"id": COURSE}]}}
    served = {**around, "extensions": {COMPETENCIES: SERVED}}
    asked = [answered(number, kind) for number, kind in enumerate(QUESTIONS, 2)]
    return [
        statement(1, "experienced", LESSON, **served),
        *asked,
        statement(20, "progressed", LAUNCHED, {"extensions": {PROGRESS: 50}}),
        statement(21, "attempted", TEST, **served),
        statement(22, "failed", LAUNCHED, {"success": False, "score": score(40), "duration": "PT10M"}),
        statement(23, "attempted", TEST, **served),
        statement(24, "passed", LAUNCHED, {"success": True, "score": score(80), "duration": "PT20M"}),
        statement(25, "completed", LAUNCHED, {"completion": True, "duration": "PT1H2M3.5S"}),
    ]
