"""The same things in the words of each standard, so that one test can ask of all of them."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Words:
    """How a standard calls what tests ask for; `attempt` stands between a question's id and the number of the attempt.

    `elements` are those of the course, `passed` and `begun` those of an objective for success and completion; `room` is
    how many characters of state every platform keeps.
    """

    elements: Mapping[str, str]
    passed: str
    begun: str
    room: int
    response: str
    wrong: str
    attempt: str

    def element(self, name: str) -> str:
        """Return the element of a short name, such as `place` or `score.raw`; others are the same in all standards."""
        return self.elements.get(name, name if name.startswith("adl.") else f"cmi.{name}")

    def status(self, data: Mapping[str, str]) -> str | None:
        """Return what became of the course: the success where one is told, else the completion."""
        success = data.get(self.elements["success"], "unknown")
        return success if success != "unknown" else data.get(self.elements["status"])


WORDS = {
    "scorm12": Words(
        {
            "status": "cmi.core.lesson_status",
            "success": "cmi.core.lesson_status",
            "place": "cmi.core.lesson_location",
            "exit": "cmi.core.exit",
            "time": "cmi.core.session_time",
            "mode": "cmi.core.lesson_mode",
            "credit": "cmi.core.credit",
            **{f"score.{part}": f"cmi.core.score.{part}" for part in ("raw", "min", "max")},
        },
        passed="status",
        begun="status",
        room=4096,
        response="student_response",
        wrong="wrong",
        attempt=".",
    ),
    "scorm2004": Words(
        {
            "status": "cmi.completion_status",
            "success": "cmi.success_status",
            "place": "cmi.location",
            "exit": "cmi.exit",
            "time": "cmi.session_time",
            "mode": "cmi.mode",
            "credit": "cmi.credit",
        },
        passed="success_status",
        begun="completion_status",
        room=64_000,
        response="learner_response",
        wrong="incorrect",
        attempt="_",
    ),
}
