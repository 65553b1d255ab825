"""What a platform of SCORM holds of a learner, in words: a pure function of the values of `cmi`."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from karmakit_build.playing.telling.record import (
    Answer,
    Record,
    introduced,
    listed,
    named,
    number,
    percent,
    seconds,
    shortened,
    spent,
    within,
)

ROOM = {"scorm12": 4096, "scorm2004": 64_000}
_MOST_ROWS = 2_000
_RESULTS = {
    "correct": "right",
    "wrong": "wrong",
    "incorrect": "wrong",
    "neutral": "no right or wrong",
    "unanticipated": "not foreseen",
}
_ROW = re.compile(r"cmi\.(interactions|objectives)\.(\d{1,6})\.(.+)")
_DONE = frozenset({"completed", "passed"})
_NOTHING = ("not attempted", "unknown", "")


@dataclass(frozen=True, slots=True)
class Held:
    """What the platform holds of one unit: its values by element, as text.

    `kind` is `scorm12` or `scorm2004`. `unsaved` counts the values that were set after the last commit that was kept. `ended` says
    how the last visit went: `open` it goes on, `finished` the content said that it ends, `left` it did not. `mark` is the pass
    mark.
    """

    title: str
    kind: str
    values: Mapping[str, str]
    unsaved: int = 0
    ended: str = "open"
    mark: str = ""

    def get(self, first: str, second: str) -> str:
        """Return an element by its name in SCORM 1.2 or in SCORM 2004, both without `cmi`."""
        return self.values.get(f"cmi.{first if self.kind == 'scorm12' else second}", "")

    @property
    def status(self) -> tuple[str, str]:
        """Return completion and success; SCORM 1.2 has one word for both, and passed means completed."""
        one = self.get("core.lesson_status", "completion_status")
        if self.kind == "scorm2004":
            return one or "unknown", self.values.get("cmi.success_status", "unknown") or "unknown"
        if one in {"passed", "failed"}:
            return "completed", one
        return {"browsed": "browsed", "not attempted": "not attempted", "": "not attempted"}.get(one, one), "unknown"

    @property
    def suspended(self) -> bool:
        """Return whether the content asked to go on another time."""
        return self.get("core.exit", "exit") == "suspend"

    @property
    def touched(self) -> bool:
        """Return whether anything of the learner is held."""
        return any(self.status[part] not in _NOTHING for part in (0, 1)) or bool(self.values.get("cmi.suspend_data"))


def tell_scorm(learner: str, held: Sequence[Held], *, igot: bool = False) -> Record:
    """Return what the platform holds of a learner over all units, and what it would show."""
    who = named(learner)
    answers = tuple(answer for unit in held for answer in _answers(unit, several=len(held) > 1))
    unsaved = sum(unit.unsaved for unit in held)
    touched = [unit for unit in held if unit.touched]
    lines = [line for unit in touched for line in _lines(who, unit, several=len(held) > 1)]
    if not touched:
        lines = [f"{who} has begun, but nothing has been kept yet." if unsaved else f"Nothing is kept of {within(who)} yet."]
    if len(held) > 1:
        done = [unit.title for unit in held if _DONE & set(unit.status)]
        named_ones = f": {listed(done)}" if done else ""
        lines.insert(0, f"{who} has completed {len(done)} of {len(held)} parts{named_ones}.")
    if unsaved:
        what = "1 value was" if unsaved == 1 else f"{unsaved} values were"
        lines.append(f"{what} set since the last commit that was kept: a crash now would lose them.")
    return Record((*introduced(learner), *lines), _shown(held, igot=igot), answers)


def _lines(who: str, unit: Held, *, several: bool) -> Iterator[str]:
    what = f"“{shortened(unit.title, 80)}”" if several else "the course"
    where = f" in {what}" if several else ""
    yield _progress(who, unit, what, where)
    if score := _score(unit):
        mark = f"; the pass mark is {_mark(unit)}" if _mark(unit) else ""
        yield f"{who} scored {score}{where}{mark}."
    yield from _objectives(who, unit)
    if place := unit.get("core.lesson_location", "location"):
        yield f"{who} was last at `{shortened(place, 80)}`{where}."
    total = seconds(unit.get("core.total_time", "total_time")) + seconds(unit.get("core.session_time", "session_time"))
    if total:
        yield f"{who} has spent {spent(total)}{where}."
    yield _leaving(who, unit, what)
    if state := unit.values.get("cmi.suspend_data", ""):
        room = ROOM[unit.kind]
        over = ": a strict platform would not keep that" if len(state) > room else ""
        yield f"To come back to the place and the answers, {len(state):,} of {room:,} characters of state are kept{over}."


def _progress(who: str, unit: Held, what: str, where: str) -> str:
    completion, success = unit.status
    if success in {"passed", "failed"}:
        return f"{who} has {success} {what}{'' if completion == 'completed' else ', and not completed it'}."
    if completion == "completed":
        return f"{who} has completed {what}; whether it was passed, nobody said."
    measure = number(unit.values.get("cmi.progress_measure", ""))
    if measure is not None:
        return f"{who} is {percent(measure)} through{where}."
    if completion == "incomplete":
        more = "; SCORM 1.2 has no element that says how far" if unit.kind == "scorm12" else ", and did not say how far"
        return f"{who} has begun {what} and not completed it{more}."
    return f"{who} has opened {what}: its status is `{shortened(completion, 40)}`."


def _score(unit: Held) -> str:
    raw, most = unit.get("core.score.raw", "score.raw"), unit.get("core.score.max", "score.max")
    scaled = number(unit.values.get("cmi.score.scaled", ""))
    if raw:
        return f"{shortened(raw, 20)} of {shortened(most, 20)}" if most else shortened(raw, 20)
    return percent(scaled) if scaled is not None else ""


def _mark(unit: Held) -> str:
    mark = number(unit.mark)
    if mark is None:
        return ""
    return f"{mark:g}" if unit.kind == "scorm12" else percent(mark)


def _objectives(who: str, unit: Held) -> Iterator[str]:
    rows = [row for row in _rows(unit, "objectives") if row.get("id")]
    if not rows:
        return
    met = [
        row["id"] for row in rows if "passed" in {row.get("status"), row.get("success_status")} or row.get("status") == "completed"
    ]
    named_ones = f": {listed(met)}" if met else ""
    yield f"{who} has reached {len(met)} of {len(rows)} objectives that the content reports{named_ones}."


def _leaving(who: str, unit: Held, what: str) -> str:
    if unit.ended == "open":
        return f"{who} has {what} open."
    if unit.ended == "left":
        return f"{who} left {what} without a word from the content: what was committed before is kept, and the rest is lost."
    return f"{who} left {what} {'to come back later' if unit.suspended else 'for good: the next visit may begin anew'}."


def _shown(held: Sequence[Held], *, igot: bool) -> str:
    if igot:
        done = any(_DONE & set(unit.status) for unit in held)
        return f"iGOT would show: {'completed' if done else 'in progress'}; it shows no score, and counts time on the page as well."
    if len(held) > 1:
        done_units = sum(bool(_DONE & set(unit.status)) for unit in held)
        return f"The platform would show: {done_units} of {len(held)} parts completed."
    words: list[str] = [] if held else ["nothing, since no part of the bundle reports to it"]
    for unit in held[:1]:
        completion, success = unit.status
        words = [success if success != "unknown" and unit.kind == "scorm12" else completion]
        words += [success] if success != "unknown" and unit.kind == "scorm2004" else []
        words += ["suspended"] if unit.suspended and unit.ended == "finished" else []
        words += [f"score {score}"] if (score := _score(unit)) else []
    return f"The platform would show: {', '.join(words)}."


def _answers(unit: Held, *, several: bool) -> Iterator[Answer]:
    for row in _rows(unit, "interactions"):
        result = row.get("result", "")
        score = number(result)
        judged = _RESULTS.get(result, f"{score:g} points" if score is not None else "not judged")
        response = row.get("student_response") or row.get("learner_response", "")
        question = row.get("description") or row.get("id", "")
        yield Answer(unit.title if several else "", shortened(question), shortened(response), judged)


def _rows(unit: Held, kind: str) -> list[dict[str, str]]:
    rows: dict[int, dict[str, str]] = {}
    for element, value in unit.values.items():
        if (hit := _ROW.fullmatch(element)) and hit[1] == kind and len(rows) < _MOST_ROWS:
            rows.setdefault(int(hit[2]), {})[hit[3]] = value
    return [rows[index] for index in sorted(rows)]
