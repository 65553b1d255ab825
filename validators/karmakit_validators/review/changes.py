"""All that changed between a course as it was and as it is: a pure function of the two."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from karmakit_schemas.course import Module
from karmakit_schemas.parsed import Parsed
from karmakit_validators import allowing
from karmakit_validators.context import GLOSSARY
from karmakit_validators.published import renamed_modules, renamed_objectives, renamed_questions
from karmakit_validators.review import media, outline
from karmakit_validators.review.align import moved, paired
from karmakit_validators.review.facts import facts
from karmakit_validators.review.questions import question_changes
from karmakit_validators.review.side import COURSE_FILE, Side
from karmakit_validators.review.text import text_changes
from karmakit_validators.review.values import Change, CourseChanges, ModuleChanges, Thing, Value, differences
from karmakit_validators.review.writing import Block, blocks, source

OWN = ("outcomes", "units")
"""Parts of `course.yml` that are told by themselves."""
TEXTS = (".md", ".yml", ".yaml", ".svg")


def changes(before: Parsed | None, after: Parsed) -> CourseChanges:
    """Return what changed from one reading of a course to another; of a course that is new, all that it holds.

    Both are read as far as they can be: what could not be read on a side is named in `unread`, and not taken for removed.
    """
    was, now = Side(before), Side(after)
    unread = was.unread | now.unread
    renamed = renamed_modules(was.course, now.course) if was.course and now.course else {}
    units, modules = _outline(was, now, renamed)
    exceptions = tuple(_exceptions(was, now))
    inner = _Inner(was, now, frozenset(change.now.home for change in exceptions))
    told = [inner.of(old, new, itself) for old, new, itself in modules if not _is_lost(old, new, unread)]
    found = CourseChanges(
        is_new=before is None,
        values=_values(was, now),
        outcomes=tuple(outline.outcome_changes(was.course, now.course)) if was.tells("outcomes") and now.tells("outcomes") else (),
        units=units,
        modules=tuple(module for module in told if not module.is_empty or module.form),
        terms=tuple(outline.term_changes(was.course, now.course)) if GLOSSARY not in unread else (),
        files=tuple(media.file_changes(was.context, now.context, was.shown | now.shown)),
        exceptions=exceptions,
        unread=tuple(sorted(unread)),
    )
    return replace(found, form=tuple(_forms(was, now, found))) if before else found


def _values(was: Side, now: Side) -> tuple[Value, ...]:
    """Return what `course.yml` says otherwise, of the keys that could be read on both sides."""
    one_sided = was.course is None
    told = [facts(side.course.meta, OWN, said=one_sided) if side.course else {} for side in (was, now)]
    values = differences(*told)
    return tuple(value for value in values if all(side.tells(value.name.partition(".")[0]) for side in (was, now)))


Outlined = tuple[Module | None, Module | None, Change]


def _outline(was: Side, now: Side, renamed: dict[str, str]) -> tuple[tuple[Change, ...], list[Outlined]]:
    """Return the units that are not as they were, and all modules, each with its place before and after."""
    earlier, later = outline.outline(was.course), outline.outline(now.course)
    units, names = outline.unit_changes(earlier, later, renamed)
    if not (was.tells("units") and now.tells("units")):  # then nobody knows what stands where
        units, earlier = [], later
    wandered = moved([renamed.get(name, name) for name in earlier.unit_of], list(later.unit_of))
    found: list[Outlined] = []
    for old, new in paired(was.modules, now.modules, lambda module: renamed.get(module.id, module.id)):
        homes = earlier.unit_of.get(old.id if old else "", ""), later.unit_of.get(new.id if new else "", "")
        is_moved = bool(old and new) and (names.get(homes[0], homes[0]) != homes[1] or (new.id if new else "") in wandered)
        found.append((old, new, outline.module_change(old, new, homes, wandered=is_moved)))
    return tuple(units), found


def _is_lost(old: Module | None, new: Module | None, unread: frozenset[str]) -> bool:
    """Say whether a module seems to be added or removed only because the other side could not be read."""
    return (old is None and new is not None and new.path in unread) or (new is None and old is not None and old.path in unread)


@dataclass(frozen=True)
class _Inner:
    """What changed inside the modules: things with ids are known in the whole course, so that a move is a move."""

    was: Side
    now: Side
    excepted: frozenset[str]
    """Files in which an exception from a rule was granted or withdrawn."""

    @cached_property
    def objectives(self) -> list[Change]:
        """Return the objectives that changed, of all modules."""
        was, now = self.was, self.now
        renamed = renamed_objectives(was.course, now.course) if was.course and now.course else {}
        return outline.objective_changes(was.objectives, now.objectives, renamed)

    @cached_property
    def questions(self) -> list[Change]:
        """Return the questions that changed, of all modules."""
        was, now = self.was, self.now
        renamed = renamed_questions(was.course, now.course) if was.course and now.course else {}
        return question_changes(was.questions, now.questions, renamed)

    def of(self, old: Module | None, new: Module | None, itself: Change) -> ModuleChanges:
        """Return what changed in a module; of what moved to another one, that tells."""
        told, form = text_changes(_text(old, self.was), _text(new, self.now))
        sides = self.was.context, self.now.context
        found = ModuleChanges(
            itself=itself,
            objectives=outline.in_module(self.objectives, old, new),
            competencies=tuple(outline.competency_changes(old, new)),
            questions=tuple(
                change for change in outline.in_module(self.questions, old, new) if not self._is_lost(change, old, new)
            ),
            blocks=tuple(told),
            figures=tuple(media.changed(_of(old, self.was.figures), _of(new, self.now.figures), sides)),
            links=tuple(media.changed(_of(old, self.was.links), _of(new, self.now.links), sides)),
        )
        if old is None or new is None:
            return found
        form += self._rewritten_questions(old, new)
        is_other = self.was.bytes(old.path) != self.now.bytes(new.path) and new.path not in self.excepted
        says_the_same = found.is_empty and _ids(old) == _ids(new)  # what moved away is told where it is now
        return replace(found, form=form or int(is_other and says_the_same))

    def _is_lost(self, question: Change, old: Module | None, new: Module | None) -> bool:
        """Say whether a question seems to be added or removed only because its module was not read whole on the other side."""
        if question.how == "removed":
            return new is not None and new.path in self.now.unread
        return question.how == "added" and old is not None and old.path in self.was.unread

    def _rewritten_questions(self, old: Module, new: Module) -> int:
        """Return how many questions that say the same are written otherwise."""
        changed = {change.now.id for change in self.questions}
        earlier = {question.id: source(self.was.lines(old.path), question.span) for question in old.questions}
        return sum(
            question.id in earlier
            and question.id not in changed
            and earlier[question.id] != source(self.now.lines(new.path), question.span)
            for question in new.questions
        )


def _ids(module: Module) -> tuple[list[str], list[str]]:
    return [question.id for question in module.questions], [objective.id for objective in module.meta.objectives]


def _text(module: Module | None, side: Side) -> tuple[list[Block], Sequence[str]]:
    return (blocks(module.body, module.id), side.lines(module.path)) if module else ([], ())


def _of(module: Module | None, things: Mapping[str, list[media.Shown]]) -> list[media.Shown]:
    return things[module.id] if module else []


def _exceptions(was: Side, now: Side) -> Iterator[Change]:
    """Yield the exceptions from rules that were granted or withdrawn: a reviewer passes them too."""
    sides = [list(_allowed(side)) for side in (was, now)]
    for old, new in paired(sides[0], sides[1], lambda one: (one.home, one.id, one.text), lambda one: (one.home, one.id)):
        values = differences({("reason", ""): old.text}, {("reason", ""): new.text}) if old and new else ()
        if values or not (old and new):
            yield Change(kind="exception", before=old, after=new, values=values)


def _allowed(side: Side) -> Iterator[Thing]:
    for path in sorted(side.parsed.sources.files) if side.parsed else ():
        if not path.endswith(TEXTS):
            continue
        for one in allowing.in_file(path, tuple(side.lines(path)), None):
            until = f" (until {one.until})" if one.until else ""
            yield Thing(id=", ".join(one.codes), text=f"{one.reason}{until}", home=path, span=one.span)


def _forms(was: Side, now: Side, found: CourseChanges) -> Iterator[tuple[str, int]]:
    """Yield how often `course.yml` and the glossary are only written otherwise."""
    excepted = {change.now.home for change in found.exceptions}
    is_other = was.bytes(COURSE_FILE) != now.bytes(COURSE_FILE) and COURSE_FILE not in excepted
    if is_other and was.course and now.course and was.course.meta == now.course.meta:
        yield COURSE_FILE, 1
    if was.bytes(GLOSSARY) != now.bytes(GLOSSARY) and was.course and now.course and GLOSSARY not in found.unread:
        changed = {change.now.id for change in found.terms}
        earlier = {term.id: source(was.lines(GLOSSARY), term.span) for term in was.course.glossary}
        number = sum(
            term.id in earlier and term.id not in changed and earlier[term.id] != source(now.lines(GLOSSARY), term.span)
            for term in now.course.glossary
        )
        if number or not found.terms:
            yield GLOSSARY, number or 1
