"""What a record store holds of a learner, in words: a pure function of statements in the order in which they were stored."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

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
from karmakit_build.playing.units import Unit

ADL = "http://adlnet.gov/expapi/verbs/"
PROGRESS = "https://w3id.org/xapi/cmi5/result/extensions/progress"
_OWN = frozenset({"launched", "abandoned", "satisfied", "waived"})
"""What a platform says itself."""
_DONE = frozenset({"completed", "passed", "mastered"})
_MOVE_ON = {
    "Passed": ({"passed"},),
    "Completed": ({"completed"},),
    "CompletedAndPassed": ({"completed"}, {"passed"}),
    "CompletedOrPassed": ({"completed", "passed"},),
}

Statement = Mapping[str, Any]


def tell_xapi(learner: str, units: Sequence[tuple[str, Unit]], statements: Sequence[Statement], *, state: int = 0) -> Record:
    """Return what the statements say of a learner.

    `units` pairs each unit with the activity under which it was launched; `state` is how many characters of state are kept.
    """
    who = named(learner)
    told = [one for one in statements if verb(one) not in _OWN]
    if not told:
        return Record((*introduced(learner), f"Nothing is kept of {within(who)} yet."), "The platform would show: not begun.")
    lines = [line for activity, unit in units for line in _of_unit(who, activity, unit, told, several=len(units) > 1)]
    if len(units) > 1:
        done = [unit.title for activity, unit in units if _verbs(told, activity) & _DONE]
        lines.insert(0, f"{who} has completed {len(done)} of {len(units)} parts{f': {listed(done)}' if done else ''}.")
    lines += _modules(who, {activity for activity, _ in units}, told)
    lines.append(_last(who, told, statements))
    if state:
        lines.append(f"To come back to the place and the answers, {state:,} characters of state are kept.")
    return Record((*introduced(learner), *lines), _shown(units, told), tuple(_answers(told)))


def verb(statement: Statement) -> str:
    """Return the verb: ADL's by their last word, others as they are shown, or as they are written."""
    found = statement["verb"]["id"]
    if found.startswith(ADL):
        return str(found.removeprefix(ADL))
    return _text(statement["verb"].get("display")) or str(found)


def _of_unit(who: str, activity: str, unit: Unit, told: Sequence[Statement], *, several: bool) -> Iterator[str]:
    mine = [one for one in told if one["object"].get("id") == activity]
    if not mine:
        return
    what = f"“{shortened(unit.title, 80)}”" if several else "the course"
    where = f" in {what}" if several else ""
    verbs = {verb(one) for one in mine}
    judged = next((one for one in reversed(mine) if verb(one) in {"passed", "failed"}), None)
    if judged:
        yield f"{who} has {verb(judged)} {what}{_scored(judged)}."
    if "completed" in verbs:
        yield f"{who} has completed {what}."
    else:
        measured = (_result(one).get("extensions") for one in reversed(mine))
        steps = (found.get(PROGRESS) for found in measured if isinstance(found, dict))
        progress = next((step for step in steps if isinstance(step, int | float)), None)
        yield f"{who} is {percent(progress / 100)} through{where}." if progress is not None else f"{who} has begun {what}."
    durations = [seconds(str(_result(one).get("duration", ""))) for one in mine]
    if any(durations):
        yield f"{who} has spent {spent(max(durations))} at the longest{where}."
    if unit.move_on in _MOVE_ON:
        met = all(verbs & wanted for wanted in _MOVE_ON[unit.move_on])
        so = "is" if met else "is not yet"
        yield f"The platform lets {within(who)} move on when it is {_wanted(unit.move_on)}: that {so} so."


def _wanted(move_on: str) -> str:
    return {"CompletedAndPassed": "completed and passed", "CompletedOrPassed": "completed or passed"}.get(move_on, move_on.lower())


def _scored(statement: Statement) -> str:
    score = _result(statement).get("score")
    if not isinstance(score, dict):
        return ""
    raw, most, scaled = score.get("raw"), score.get("max"), number(str(score.get("scaled", "")))
    if isinstance(raw, int | float):
        return f" with {raw:g} of {most:g}" if isinstance(most, int | float) else f" with {raw:g}"
    return f" with {percent(scaled)}" if scaled is not None else ""


def _modules(who: str, units: set[str], told: Sequence[Statement]) -> Iterator[str]:
    for word in ("completed", "passed", "mastered", "failed"):
        inside = {
            str(one["object"]["id"]): _name(one) for one in told if verb(one) == word and one["object"].get("id") not in units
        }
        if inside:
            yield f"{who} has {word} within it: {listed(list(inside.values()))}."


def _last(who: str, told: Sequence[Statement], statements: Sequence[Statement]) -> str:
    last = told[-1]
    moment = str(last.get("timestamp", ""))[:16].replace("T", " ") + " UTC"
    number_of = f"{len(told)} statement" + ("s" if len(told) != 1 else "")
    ended = {"terminated": "left", "suspended": "left to come back later"}.get(verb(last))
    if ended:
        return f"{who} {ended} at {moment}, after {number_of}."
    if verb(statements[-1]) == "abandoned":
        return f"{who} left without a word from the content; the last statement came at {moment}, after {number_of}."
    return f"{who} was last heard of at {moment}: {shortened(verb(last), 60)} “{shortened(_name(last), 80)}”, after {number_of}."


def _shown(units: Sequence[tuple[str, Unit]], told: Sequence[Statement]) -> str:
    if len(units) > 1:
        done = sum(bool(_verbs(told, activity) & _DONE) for activity, _ in units)
        return f"The platform would show: {done} of {len(units)} parts completed."
    verbs = {word for activity, _ in units for word in _verbs(told, activity)}
    words = [word for word in ("completed", "passed", "failed") if word in verbs and not (word == "failed" and "passed" in verbs)]
    return f"The platform would show: {', '.join(words) or 'in progress'}."


def _verbs(told: Sequence[Statement], activity: str) -> set[str]:
    return {verb(one) for one in told if one["object"].get("id") == activity}


def _answers(told: Sequence[Statement]) -> Iterator[Answer]:
    for one in told:
        if verb(one) not in {"answered", "responded"}:
            continue
        success = _result(one).get("success")
        result = {True: "right", False: "wrong"}.get(success, "not judged") if isinstance(success, bool) else "not judged"
        yield Answer("", shortened(_question(one)), shortened(_response(one)), result)


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
