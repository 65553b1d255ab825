"""What a platform of SCORM holds of a learner, in words: a pure function of the values of `cmi`."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from karmakit_build.playing.telling.record import (
    Answer,
    Record,
    about,
    after_colon,
    introduced,
    named,
    number,
    percent,
    seconds,
    shortened,
    spent,
    within,
)
from karmakit_validators.report.words import Words

ROOM = {"scorm12": 4096, "scorm2004": 64_000}
_MOST_ROWS = 2_000
_RESULTS = {
    "correct": "right",
    "wrong": "wrong",
    "incorrect": "wrong",
    "neutral": "neutral",
    "unanticipated": "unforeseen",
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
    def state(self) -> str:
        """Return how the unit stands, in one word of `Record.states`."""
        completion, success = self.status
        if success in {"passed", "failed"}:
            return success
        return "done" if completion == "completed" else "begun" if self.touched else "new"

    @property
    def suspended(self) -> bool:
        """Return whether the content asked to go on another time."""
        return self.get("core.exit", "exit") == "suspend"

    @property
    def touched(self) -> bool:
        """Return whether anything of the learner is held."""
        return any(self.status[part] not in _NOTHING for part in (0, 1)) or bool(self.values.get("cmi.suspend_data"))


def tell_scorm(learner: str, held: Sequence[Held], say: Words, *, igot: bool = False) -> Record:
    """Return what the platform holds of a learner over all units, and what it would show."""
    who, several = named(learner, say), len(held) > 1
    answers = tuple(answer for unit in held for answer in _answers(unit, say, several=several))
    unsaved = sum(unit.unsaved for unit in held)
    touched = [unit for unit in held if unit.touched]
    lines = [line for unit in touched for line in _lines(who, unit, say, several=several)]
    if not touched:
        lines = [say("unkept", who=who) if unsaved else say("nothing", who=within(learner, say))]
    if several:
        done = [unit.title for unit in held if _DONE & set(unit.status)]
        lines.insert(0, say("done", who=who, done=len(done), all=len(held), names=after_colon(done, say)))
    if unsaved:
        lines.append(say.number("unsaved", unsaved))
    return Record((*introduced(learner, say), *lines), _shown(held, say, igot=igot), answers)


def _lines(who: str, unit: Held, say: Words, *, several: bool) -> Iterator[str]:
    what, where = about(unit.title, say, several=several)
    yield _progress(who, unit, what, where, say)
    if score := _score(unit, say):
        mark = say("scored.mark", mark=_mark(unit)) if _mark(unit) else ""
        yield say("scored", who=who, score=score, where=where, mark=mark)
    yield from _objectives(who, unit, say)
    if place := unit.get("core.lesson_location", "location"):
        yield say("place", who=who, place=shortened(place, 80), where=where)
    total = seconds(unit.get("core.total_time", "total_time")) + seconds(unit.get("core.session_time", "session_time"))
    if total:
        yield say("spent", who=who, time=spent(total, say), where=where)
    yield say(_leaving(unit), who=who, what=what)
    if state := unit.values.get("cmi.suspend_data", ""):
        room = ROOM[unit.kind]
        yield say("state.over" if len(state) > room else "state", n=say.grouped(len(state)), room=say.grouped(room))


def _progress(who: str, unit: Held, what: str, where: str, say: Words) -> str:
    completion, success = unit.status
    if success in {"passed", "failed"}:
        return say(success, who=who, what=what, tail="" if completion == "completed" else say("uncompleted"))
    if completion == "completed":
        return say("completed.unjudged", who=who, what=what)
    measure = number(unit.values.get("cmi.progress_measure", ""))
    if measure is not None:
        return say("through", who=who, percent=percent(measure), where=where)
    if completion == "incomplete":
        return say(f"begun.{unit.kind}", who=who, what=what)
    return say("opened", who=who, what=what, status=shortened(completion, 40))


def _score(unit: Held, say: Words) -> str:
    raw, most = unit.get("core.score.raw", "score.raw"), unit.get("core.score.max", "score.max")
    scaled = number(unit.values.get("cmi.score.scaled", ""))
    if raw:
        return say("of", part=shortened(raw, 20), whole=shortened(most, 20)) if most else shortened(raw, 20)
    return percent(scaled) if scaled is not None else ""


def _mark(unit: Held) -> str:
    mark = number(unit.mark)
    if mark is None:
        return ""
    return f"{mark:g}" if unit.kind == "scorm12" else percent(mark)


def _objectives(who: str, unit: Held, say: Words) -> Iterator[str]:
    rows = [row for row in _rows(unit, "objectives") if row.get("id")]
    if not rows:
        return
    met = [
        row["id"] for row in rows if "passed" in {row.get("status"), row.get("success_status")} or row.get("status") == "completed"
    ]
    yield say("objectives", who=who, met=len(met), all=len(rows), names=after_colon(met, say))


def _leaving(unit: Held) -> str:
    """Return the name of the sentence that says how the last visit went."""
    if unit.ended != "finished":
        return unit.ended
    return "suspended" if unit.suspended else "finished"


def _shown(held: Sequence[Held], say: Words, *, igot: bool) -> str:
    if igot:
        done = any(_DONE & set(unit.status) for unit in held)
        return say("shown.igot", status=say("shown.completed" if done else "shown.in-progress"))
    if len(held) > 1:
        return say("shown.parts", done=sum(bool(_DONE & set(unit.status)) for unit in held), all=len(held))
    words: list[str] = [] if held else [say("shown.nothing")]
    for unit in held[:1]:
        completion, success = unit.status
        names = [success if success != "unknown" and unit.kind == "scorm12" else completion]
        names += [success] if success != "unknown" and unit.kind == "scorm2004" else []
        names += ["suspended"] if unit.suspended and unit.ended == "finished" else []
        words = [say.texts.get(f"shown.{name.replace(' ', '-')}", shortened(name, 40)) for name in names]
        words += [say("shown.score", score=score)] if (score := _score(unit, say)) else []
    return say("shown", words=", ".join(words))


def _answers(unit: Held, say: Words, *, several: bool) -> Iterator[Answer]:
    for row in _rows(unit, "interactions"):
        result = row.get("result", "")
        score = number(result)
        kind = _RESULTS.get(result, "none")
        judged = say("answer.points", n=f"{score:g}") if kind == "none" and score is not None else say(f"answer.{kind}")
        response = row.get("student_response") or row.get("learner_response", "")
        question = row.get("description") or row.get("id", "")
        clear = kind if kind in {"right", "wrong"} else ""
        yield Answer(unit.title if several else "", shortened(question), shortened(response), judged, clear)


def _rows(unit: Held, kind: str) -> list[dict[str, str]]:
    rows: dict[int, dict[str, str]] = {}
    for element, value in unit.values.items():
        if (hit := _ROW.fullmatch(element)) and hit[1] == kind and len(rows) < _MOST_ROWS:
            rows.setdefault(int(hit[2]), {})[hit[3]] = value
    return [rows[index] for index in sorted(rows)]
