"""What changed in questions: the key before all else, stem, options by their codes, feedback, points, hints."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace

from karmakit_schemas.course import Module
from karmakit_schemas.questions import FillIn, Matching, MultipleChoice, Numeric, Ordering, Question, SingleChoice, TrueFalse
from karmakit_validators.published import HALF, key, likeness, words
from karmakit_validators.review.align import moved, paired
from karmakit_validators.review.facts import Facts
from karmakit_validators.review.values import KEY, KEY_WORDING, Change, Scalar, Thing, Value, differences, is_nothing
from karmakit_validators.review.writing import whole

Asked = tuple[Module, Question]
DEFAULTS: Mapping[str, Scalar] = {"points": 1, "attempts": 0, "shuffle": "true", "case": "false", "type": "single"}


@dataclass(frozen=True, slots=True)
class _Choice:
    """Something to choose from: its code, its text, whether it is right, its feedback."""

    code: str
    text: str
    right: str
    feedback: str


def question_changes(before: Mapping[str, Asked], after: Mapping[str, Asked], renamed: Mapping[str, str]) -> list[Change]:
    """Return the questions that are not as they were, each once, in the later order; `renamed` are old ids with their new ones."""
    names = [renamed.get(name, name) for name in before]
    earlier = dict(zip(names, before.values(), strict=True))
    wandered = moved(names, list(after))
    found = [_change(earlier.get(name), asked, wandered=name in wandered) for name, asked in after.items()]
    found += [_change(asked, None) for name, asked in earlier.items() if name not in after]
    return [change for change in found if not is_nothing(change)]


def _change(before: Asked | None, after: Asked | None, *, wandered: bool = False) -> Change:
    was, now = (asked[1] if asked else None for asked in (before, after))
    one_sided = was is None or now is None
    values = differences(_facts(was, said=one_sided), _facts(now, said=one_sided))
    parts = tuple(_options(was, now))
    change = Change(
        kind="question",
        before=_thing(before),
        after=_thing(after),
        moved=bool(before and after) and (wandered or before[0].id != after[0].id),  # type: ignore[index]  # both are there
        values=values,
        parts=parts,
    )
    return replace(change, values=(*_key(was, now, parts), *values))


def _thing(asked: Asked | None) -> Thing | None:
    if asked is None:
        return None
    module, question = asked
    return Thing(id=question.id, text=whole(question.stem), kind=question.type, home=module.id, span=question.span)


def _facts(question: Question | None, *, said: bool) -> Facts:
    """Return what a question says beside its answers; `said`: only what is other than the default."""
    if question is None:
        return {}
    told: dict[str, Scalar] = {
        "stem": whole(question.stem),
        "type": question.type,
        "objective": question.objective,
        "bloom": question.bloom,
        "points": question.points,
        "attempts": question.attempts,
        "shuffle": str(question.shuffle).lower(),
    }
    if isinstance(question, FillIn):
        told["case"] = str(question.case).lower()
    if isinstance(question, Matching):
        told["left"], told["right_side"] = (whole(header) for header in question.headers)
    told |= {"right": whole(question.right), "wrong": whole(question.wrong), "always": whole(question.always)}
    facts: Facts = {(name, ""): value for name, value in told.items() if value not in {None, ""}}
    if said:
        facts = {(name, of): value for (name, of), value in facts.items() if DEFAULTS.get(name) != value}
    return facts | {("hints", str(number)): whole(hint) for number, hint in enumerate(question.hints, 1)}


def _key(before: Question | None, after: Question | None, parts: tuple[Change, ...]) -> tuple[Value, ...]:
    """Return the key if it is another one: first of all that a reviewer sees."""
    told = (_right(before) if before else None, _right(after) if after else None)
    if before is None or after is None:
        return (Value(KEY, *told),) if any(told) else ()
    flags = any(part.value("right") or part.before is None or part.after is None for part in parts if _is_right(part))
    same_type = before.type == after.type
    same_words = same_type and key(before) == key(after) and _units(before) == _units(after)
    if same_words and not flags:
        return ()
    reworded = same_type and not flags and _is_reworded(before, after)
    return (Value(KEY_WORDING if reworded else KEY, *told),) if told[0] != told[1] else ()


def _is_reworded(before: Question, after: Question) -> bool:
    """Say whether each right thing is still at its place, in other words; what is typed has none."""
    if isinstance(after, SingleChoice | MultipleChoice | TrueFalse):
        return True
    was, now = _in_place(before), _in_place(after)
    if not now or len(was) != len(now):
        return False
    return all(
        _is_own(place, [row[side] for row in was], words(row[side])) for place, row in enumerate(now) for side in range(len(row))
    )


def _in_place(question: Question) -> list[tuple[str, ...]]:
    match question:
        case Matching():
            return [(whole(pair.left), whole(pair.right)) for pair in question.pairs if pair.left]
        case Ordering():
            return [(whole(option.content),) for option in question.options]
    return []


def _is_own(place: int, texts: list[str], now: Counter[str]) -> bool:
    """Say whether a text has half of its words from its own place, and from no other place more."""
    shares = [likeness(words(text), now) for text in texts]
    return shares[place] >= HALF and shares[place] == max(shares)


def _is_right(part: Change) -> bool:
    sides = (side for side in (part.before, part.after) if side)
    return part.value("right") is not None or any(side.kind == "right" for side in sides)


def _units(question: Question) -> object:
    return [blank.units for blank in question.blanks] if isinstance(question, Numeric) else None


def _right(question: Question) -> str | None:
    """Return what is right, as a person reads it; None where nothing is."""
    match question:
        case Matching():
            texts = [f"{whole(pair.left)} → {whole(pair.right)}" for pair in question.pairs if pair.left]
        case Ordering():
            texts = [f"{number}. {whole(option.content)}" for number, option in enumerate(question.options, 1)]
        case FillIn():
            texts = [" | ".join(blank.accepted) for blank in question.blanks]
        case Numeric():
            blanks = question.blanks
            texts = [
                " ".join(filter(None, [f"{b.value}", f"± {b.tolerance}" * bool(b.tolerance), " | ".join(b.units)])) for b in blanks
            ]
        case _:
            texts = [f"({option.code}) {whole(option.content)}" for option in question.options if option.correct]
    return "; ".join(texts) or None


def _options(before: Question | None, after: Question | None) -> list[Change]:
    pairs = paired(_choices(before), _choices(after), lambda choice: choice.text or None, lambda choice: choice.code)
    found = [_option(was, now) for was, now in pairs]
    return [change for change in found if not is_nothing(change)]


def _option(before: _Choice | None, after: _Choice | None) -> Change:
    facts: list[Facts] = [
        {("text", ""): each.text, ("right", ""): each.right, ("feedback", ""): each.feedback or None} if each else {}
        for each in (before, after)
    ]
    things = [
        Thing(id=each.code, text=each.text, kind="right" if each.right == "true" else "") if each else None
        for each in (before, after)
    ]
    told = [{name: value for name, value in side.items() if value is not None} for side in facts]
    values = differences(*told)
    if before is None or after is None:  # its text, and whether it is right, the thing itself tells
        values = tuple(value for value in values if value.name == "feedback")
    return Change(kind="option", before=things[0], after=things[1], values=values)


def _choices(question: Question | None) -> list[_Choice]:
    if question is None:
        return []
    if isinstance(question, Matching):
        return [
            _Choice(pair.code, f"{whole(pair.left) or '—'} → {whole(pair.right)}", "", whole(pair.feedback))
            for pair in question.pairs
        ]
    is_choice = isinstance(question, SingleChoice | MultipleChoice | TrueFalse)
    return [
        _Choice(option.code, whole(option.content), str(option.correct).lower() if is_choice else "", whole(option.feedback))
        for option in getattr(question, "options", ())
    ]
