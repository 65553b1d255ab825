"""A small course as the player sees it, and answers to its questions: what the tests of the tracker work with."""

from typing import Any


def question(name: str, code: str, kind: str, codes: str, **more: Any) -> dict[str, Any]:
    return {
        "id": name,
        "code": code,
        "type": kind,
        "points": 1,
        "attempts": 0,
        "objective": "last-date",
        "codes": list(codes),
        "shuffle": True,
    } | more


def module(name: str, code: str, questions: list[dict[str, Any]], test: dict[str, Any] | None = None) -> dict[str, Any]:
    return {
        "id": name,
        "code": code,
        "title": name,
        "kind": "test" if test else "do",
        "minutes": 4,
        "page": f"pages/{name}.html",
        "requires": [],
        "objectives": [],
        "questions": questions,
        "test": test,
    }


TEST = {
    "passMark": 70,
    "attempts": 3,
    "draw": 2,
    "shuffle": True,
    "review": "after-submit",
    "timeLimit": None,
    "final": True,
}

COURSE: dict[str, Any] = {
    "id": "a-course",
    "version": "1.0.0",
    "title": "A course",
    "language": "en",
    "dir": "ltr",
    "name": "A course",
    "contact": {"name": "Desk", "email": "desk@example.gov.in"},
    "iri": "https://example.gov.in/a-course",
    "order": "free",
    "units": [{"id": "basics", "title": "Basics", "modules": ["first", "second", "final"]}],
    "modules": [
        module(
            "first",
            "Fir-",
            [
                question("one", "One1", "single", "abc"),
                question("many", "Many", "multiple", "abcd"),
                question("true", "True", "true-false", "tf"),
                question("pairs", "Pa_r", "matching", "abc", left=["1", "2"]),
            ],
        ),
        module(
            "second",
            "Seco",
            [
                question("order", "Orde", "ordering", "abc"),
                question("words", "Word", "fill-in", "1"),
                question("days", "Days", "numeric", "1"),
                question("sure", "Sure", "scale", "abc", objective=None),
            ],
        ),
        module("final", "Fin4", [question(f"t{n}", f"T{n}T{n}", "single", "abc") for n in range(5)], TEST),
    ],
    "glossary": {},
    "strings": {},
    "target": {"tracker": "scorm12"},
}

STANDING = {"progress": 0.3, "completed": False, "passed": None, "score": None, "exhausted": False}
PASSED = STANDING | {"passed": True, "score": 90}
EXHAUSTED = STANDING | {"passed": False, "score": 40, "exhausted": True}

# question, codes chosen, typed texts, right key, outcome
ANSWERS: list[tuple[str, list[str], list[str] | None, dict[str, Any], str]] = [
    ("one", ["b"], None, {"key": ["b"]}, "right"),
    ("many", ["c", "a"], None, {"key": ["a", "c"]}, "right"),
    ("true", ["f"], None, {"key": ["t"]}, "wrong"),
    ("pairs", ["c", "a"], None, {"key": ["c", "a"]}, "right"),
    ("order", ["c", "a", "b"], None, {"key": ["a", "b", "c"]}, "wrong"),
    ("words", [], ["Lok Sabha सचिवालय"], {"key": [], "texts": [["senior"]]}, "wrong"),
    ("days", [], ["१,२३४.५ days"], {"key": [], "numbers": [{"value": "30", "tolerance": "0", "units": ["days"]}]}, "wrong"),
    ("sure", ["b"], None, {"key": []}, "neutral"),
]
