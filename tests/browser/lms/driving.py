"""Drive the tracker of a launched course from a test."""

from typing import Any

from adapter_course import COURSE, STANDING

_START = """(course) => {
  window.course = course; window.late = []; window.troubles = []; window.launched = null;
  window.tracker = karmakit_adapter.createTracker(course);
  tracker.onTrouble((trouble) => troubles.push(trouble));
  tracker.start((state) => late.push(state)).then((launched) => { window.launched = launched; });
}"""
_LAUNCHED = "launched && (({ platform, mode, state, learner }) => ({ platform, mode, state, learner }))(launched)"
_RECORD = """([name, codes, texts, key, outcome, context]) => {
  const question = course.modules.flatMap((module) => module.questions).find(({ id }) => id === name);
  const answer = texts ? { codes, texts } : { codes };
  tracker.record({ question, context, answer, key, outcome, seconds: 12.345, at: new Date(2026, 2, 3, 9, 5, 7) });
}"""


def spoken(course: dict[str, Any], launch: Any) -> dict[str, Any]:
    """Return a course that is tracked in the standard of the platform."""
    return course | {"target": course["target"] | {"tracker": launch.config["standard"]}}


def start(launch: Any, course: dict[str, Any] = COURSE, run: Any = None) -> dict[str, Any]:
    """Start the tracker and return what it says of the launch; `run` is a clock to turn while it looks for a platform."""
    launch.frame.wait_for_load_state()
    launch.frame.evaluate(_START, spoken(course, launch))
    while run and not launch.frame.evaluate("launched"):
        run.run_for(250)
    launch.frame.wait_for_function("() => launched")
    return launch.frame.evaluate(_LAUNCHED)


def save(launch: Any, state: str, standing: dict[str, Any] = STANDING, objectives: Any = ()) -> None:
    launch.frame.evaluate("(saved) => tracker.save(...saved)", [state, standing, list(objectives)])


def record(launch: Any, name: str, codes: Any, texts: Any, key: Any, outcome: str, context: str = "first") -> None:  # noqa: PLR0913, PLR0917 - an interaction has that many parts
    launch.frame.evaluate(_RECORD, [name, codes, texts, key, outcome, context])


def troubles(launch: Any) -> list[str]:
    return launch.frame.evaluate("troubles")


def late(launch: Any) -> list[str]:
    return launch.frame.evaluate("late")
