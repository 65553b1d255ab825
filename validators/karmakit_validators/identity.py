"""What learners' records and answers hang on, so that a mend which would touch it is never made."""

import unicodedata
from collections import Counter
from collections.abc import Callable, Hashable
from dataclasses import dataclass

from karmakit_schemas.course import Course, Module
from karmakit_schemas.parsed import Parsed
from karmakit_schemas.questions import FillIn, Matching, Numeric, Question
from karmakit_schemas.unread import UnreadError

Key = Hashable


@dataclass(frozen=True, slots=True)
class _Records:
    """The ids and keys of one file, in its order; `anchors` are the ids of all else that has one; no `objectives`: unread."""

    objectives: tuple[str, ...] | None
    questions: tuple[Key, ...]
    anchors: Counter[str]

    def kept_by(self, after: "_Records", *, lossy: bool) -> bool:
        """Say whether all stands there afterwards; what was `lossy` in reading may have more, anchors may come anywhere."""
        if self.anchors - after.anchors:
            return False
        if self.objectives is not None and self.objectives != after.objectives:
            return False
        return set(self.questions) <= set(after.questions) if lossy else self.questions == after.questions


def keeps_records(before: Parsed, after: Parsed) -> bool:
    """Say whether all ids, answer keys and option codes are the same, and all that could be read still can be."""
    unread = before.lossy | ({module.path for module in after.modules} - {module.path for module in before.modules})
    if not after.lossy <= unread or (before.complete and not after.complete):
        return False
    old, new = _facts(before.part), _facts(after.part)
    if any(fact not in {None, new[name]} for name, fact in old.items()):
        return False
    modules = {module.path: module for module in after.modules}
    for module in before.modules:
        now = modules.get(module.path)
        if now is module:
            continue  # it was not read again
        if now is None or not _of_module(module).kept_by(_of_module(now), lossy=module.path in before.lossy):
            return False
    return _named(before) <= _named(after)


def _facts(course: Course) -> dict[str, Key]:
    """Return what `course.yml` says that records hang on; None where it could not be read."""
    meta = course.meta
    return {
        "id": _read(lambda: meta.id),
        "publisher": _read(lambda: meta.publisher.domain),
        "translations": _read(lambda: tuple(sorted(meta.translations.items()))),
        "outcomes": _read(lambda: tuple(outcome.id for outcome in meta.outcomes)),
        "units": _read(lambda: tuple(unit.id for unit in meta.units)),
    }


def _read(ask: Callable[[], Key]) -> Key:
    try:
        return ask()
    except UnreadError:
        return None


def _of_module(module: Module) -> _Records:
    try:
        objectives = tuple(objective.id for objective in module.meta.objectives)
    except UnreadError:
        objectives = None
    found = [node.attrs["id"] for node in module.body.walk() if node.kind != "question" and node.attrs.get("id")]
    return _Records(objectives, tuple(_of_question(question) for question in module.questions), Counter(found))


def _named(parsed: Parsed) -> frozenset[str]:
    """Return the ids of the modules that the units hold, and of the terms."""
    return frozenset([*(module.path for module in parsed.part.modules), *(term.id for term in parsed.part.glossary)])


def _of_question(question: Question) -> Key:
    """Return what stands in a learner's record of a question, and what decides whether an answer is right."""
    head = (question.id, question.type, question.points, question.attempts, question.shuffle)
    return (*head, _answers(question))


def _answers(question: Question) -> Key:
    match question:
        case Matching():
            return tuple((pair.left_code, pair.left is None, pair.code) for pair in question.pairs)
        case FillIn():
            return question.case, tuple(tuple(map(_composed, blank.accepted)) for blank in question.blanks)
        case Numeric():
            return tuple((blank.value, blank.tolerance, tuple(map(_composed, blank.units))) for blank in question.blanks)
        case _:
            return tuple((option.code, option.correct, option.pinned) for option in question.options)


def _composed(text: str) -> str:
    """Return a text as Unicode compares it: the same letters in another form are the same key."""
    return unicodedata.normalize("NFC", text)
