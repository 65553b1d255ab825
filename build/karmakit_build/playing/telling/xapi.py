"""What a record store holds of a learner, in words: a pure function of statements in the order in which they were stored."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from karmakit_build.playing.moving_on import MOVE_ON, is_defined, may_move_on
from karmakit_build.playing.telling.record import (
    Answer,
    Record,
    about,
    after_colon,
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
from karmakit_build.playing.units import Unit
from karmakit_validators.report.words import Words

ADL = "http://adlnet.gov/expapi/verbs/"
OWN = "https://w3id.org/xapi/adl/verbs/"
"""Where a platform of cmi5 has the verbs that it alone uses (clauses 9.3.6, 9.3.7 and 9.3.9)."""
PROGRESS = "https://w3id.org/xapi/cmi5/result/extensions/progress"
_OWN = frozenset({"launched", "abandoned", "satisfied", "waived"})
"""What a platform says itself."""
_DONE = frozenset({"completed", "passed", "mastered"})

Statement = Mapping[str, Any]


def tell_xapi(  # noqa: PLR0913 - the last two have a default, and are named
    learner: str,
    units: Sequence[tuple[str, Unit]],
    statements: Sequence[Statement],
    say: Words,
    *,
    state: int = 0,
    cmi5: bool = False,
) -> Record:
    """Return what the statements say of a learner.

    `units` pairs each unit with the activity under which it was launched; `state` is how many characters of state are kept. In
    `cmi5` only what the standard defines counts (clause 7.1.3).
    """
    who, several = named(learner, say), len(units) > 1
    told = [one for one in statements if verb(one) not in _OWN]
    satisfied = [line for one in statements if _is_satisfied(one) for line in _satisfied(who, one, say)]
    if not told:
        nothing = say("nothing", who=within(learner, say))
        return Record((*introduced(learner, say), nothing, *satisfied), say("shown", words=say("shown.not-begun")))
    lines_of = _Lines(who, within(learner, say), told, say, several, cmi5)
    lines = [line for activity, unit in units for line in lines_of.unit(activity, unit)]
    if several:
        done = [unit.title for activity, unit in units if _verbs(told, activity) & _DONE]
        lines.insert(0, say("done", who=who, done=len(done), all=len(units), names=after_colon(done, say)))
    lines += _modules(who, {activity for activity, _ in units}, told, say)
    lines += satisfied
    lines.append(_last(who, told, statements, say))
    if state:
        lines.append(say("state.free", n=say.grouped(state)))
    return Record((*introduced(learner, say), *lines), _shown(units, told, statements, say), tuple(_answers(told, say)))


def state_of(activity: str, statements: Sequence[Statement]) -> str:
    """Return how a unit stands, in one word of `Record.states`."""
    verbs = _verbs([one for one in statements if verb(one) not in _OWN], activity)
    for word in ("passed", "failed"):
        if word in verbs:
            return word
    return "done" if verbs & _DONE else "begun" if verbs else "new"


def verb(statement: Statement) -> str:
    """Return the verb: ADL's by their last word, others as they are shown, or as they are written."""
    found = statement["verb"]["id"]
    for known in (ADL, OWN):
        if found.startswith(known):
            return str(found.removeprefix(known))
    return _text(statement["verb"].get("display")) or str(found)


@dataclass(frozen=True, slots=True)
class _Lines:
    """What is said of each unit; `who` begins a sentence, `whom` stands inside one."""

    who: str
    whom: str
    told: Sequence[Statement]
    say: Words
    several: bool
    cmi5: bool

    def unit(self, activity: str, unit: Unit) -> Iterator[str]:
        """Yield the sentences on one unit."""
        who, say = self.who, self.say
        mine = [one for one in self.told if one["object"].get("id") == activity]
        if not mine:
            return
        what, where = about(unit.title, say, several=self.several)
        verbs = {verb(one) for one in mine}
        judged = next((one for one in reversed(mine) if verb(one) in {"passed", "failed"}), None)
        if judged:
            score = _scored(judged, say)
            yield say(verb(judged), who=who, what=what, tail=say("scored.with", score=score) if score else "")
        if "completed" in verbs:
            yield say("completed", who=who, what=what)
        else:
            measured = (_result(one).get("extensions") for one in reversed(mine))
            steps = (found.get(PROGRESS) for found in measured if isinstance(found, dict))
            progress = next((step for step in steps if isinstance(step, int | float)), None)
            through = progress is not None and say("through", who=who, percent=percent(progress / 100), where=where)
            yield through or say("begun", who=who, what=what)
        durations = [seconds(str(_result(one).get("duration", ""))) for one in mine]
        if any(durations):
            yield say("spent.longest", who=who, time=spent(max(durations), say), where=where)
        if self.cmi5:
            yield from self._moving_on(what, unit, mine)

    def _moving_on(self, what: str, unit: Unit, mine: Sequence[Statement]) -> Iterator[str]:
        counted = {verb(one) for one in mine if is_defined(one)}
        for lost in sorted({verb(one) for one in mine} & _DONE - counted):
            yield self.say("uncounted", verb=lost, what=what)
        if unit.move_on not in MOVE_ON:
            yield self.say("move-on.always", who=self.whom, what=what)
            return
        key = "move-on.so" if may_move_on(unit, counted) else "move-on.not-yet"
        yield self.say(key, who=self.whom, what=what, wanted=self.say(f"move-on.{unit.move_on}"))


def _is_satisfied(statement: Statement) -> bool:
    """Say whether the platform has recorded that all is met; only it may say so by cmi5's category (clause 9.3)."""
    return verb(statement) == "satisfied" and is_defined(statement)


def _satisfied(who: str, statement: Statement, say: Words) -> Iterator[str]:
    kind = str(_definition(statement).get("type", "")).rpartition("/")[2]
    if kind in {"block", "course"}:
        yield say(f"satisfied.{kind}", who=who, title=shortened(_name(statement), 80))


def _scored(statement: Statement, say: Words) -> str:
    score = _result(statement).get("score")
    if not isinstance(score, dict):
        return ""
    raw, most, scaled = score.get("raw"), score.get("max"), number(str(score.get("scaled", "")))
    if isinstance(raw, int | float):
        return say("of", part=f"{raw:g}", whole=f"{most:g}") if isinstance(most, int | float) else f"{raw:g}"
    return percent(scaled) if scaled is not None else ""


def _modules(who: str, units: set[str], told: Sequence[Statement], say: Words) -> Iterator[str]:
    for word in ("completed", "passed", "mastered", "failed"):
        inside = {
            str(one["object"]["id"]): _name(one) for one in told if verb(one) == word and one["object"].get("id") not in units
        }
        if inside:
            yield say(f"within.{word}", who=who, names=listed(list(inside.values()), say))


def _last(who: str, told: Sequence[Statement], statements: Sequence[Statement], say: Words) -> str:
    last = told[-1]
    word = verb(last)
    own = [verb(one) for one in statements if verb(one) not in {"satisfied", "launched"}]
    key = f"last.{word}" if word in {"terminated", "suspended"} else "last.abandoned" if own[-1:] == ["abandoned"] else "last"
    return say(
        key,
        who=who,
        moment=f"{str(last.get('timestamp', ''))[:16].replace('T', ' ')} UTC",
        statements=say.number("statements", len(told)),
        verb=shortened(word, 60),
        name=shortened(_name(last), 80),
    )


def _shown(units: Sequence[tuple[str, Unit]], told: Sequence[Statement], statements: Sequence[Statement], say: Words) -> str:
    whole = any(_is_satisfied(one) and str(_definition(one).get("type", "")).endswith("/course") for one in statements)
    if len(units) > 1:
        done = sum(bool(_verbs(told, activity) & _DONE) for activity, _ in units)
        return say("shown.parts.satisfied" if whole else "shown.parts", done=done, all=len(units))
    verbs = {word for activity, _ in units for word in _verbs(told, activity)}
    names: list[str] = [
        word for word in ("completed", "passed", "failed") if word in verbs and not (word == "failed" and "passed" in verbs)
    ]
    names += ["satisfied"] if whole else []
    return say("shown", words=", ".join(say(f"shown.{name}") for name in names or ["in-progress"]))


def _verbs(told: Sequence[Statement], activity: str) -> set[str]:
    return {verb(one) for one in told if one["object"].get("id") == activity}


def _answers(told: Sequence[Statement], say: Words) -> Iterator[Answer]:
    for one in told:
        if verb(one) in {"answered", "responded"}:
            success = _result(one).get("success")
            judged = ("right" if success else "wrong") if isinstance(success, bool) else ""
            result = say(f"answer.{judged or 'none'}")
            yield Answer("", shortened(_question(one)), shortened(_response(one)), result, judged)


def _question(statement: Statement) -> str:
    definition = _definition(statement)
    return _text(definition.get("description")) or _name(statement)


def _response(statement: Statement) -> str:
    """Return the answer, codes of options by their texts where the statement names them."""
    response = _result(statement).get("response")
    definition = _definition(statement)
    if not isinstance(response, str):
        return ""
    texts = {}
    for part in ("choices", "scale", "source", "target", "steps"):
        rows = definition.get(part)
        for row in rows if isinstance(rows, list) else []:
            if isinstance(row, dict) and isinstance(row.get("id"), str):
                texts[row["id"]] = _text(row.get("description")) or row["id"]
    pairs = ([texts.get(code, code) for code in pair.split("[.]")] for pair in response.split("[,]"))
    return "; ".join(" → ".join(pair) for pair in pairs) if texts else response


def _name(statement: Statement) -> str:
    return _text(_definition(statement).get("name")) or str(statement["object"].get("id", ""))


def _definition(statement: Statement) -> Mapping[str, Any]:
    found = statement["object"].get("definition")
    return found if isinstance(found, dict) else {}


def _result(statement: Statement) -> Mapping[str, Any]:
    found = statement.get("result")
    return found if isinstance(found, dict) else {}


def _text(language_map: Any) -> str:
    """Return a text of a language map: English if there is any, else the first."""
    if not isinstance(language_map, dict):
        return ""
    texts = {str(tag): text for tag, text in language_map.items() if isinstance(text, str)}
    return next((texts[tag] for tag in ("en", "en-IN", "en-US", "en-GB") if tag in texts), next(iter(texts.values()), ""))
