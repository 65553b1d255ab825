"""What changed in the outline and in what stands at the head of it: units, modules, objectives, competencies, outcomes, terms."""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from karmakit_schemas.course import Competency, Course, Module, Objective, Outcome, Unit
from karmakit_schemas.spans import Span
from karmakit_validators.published import HALF, likeness, words
from karmakit_validators.review.align import aligned, moved, paired
from karmakit_validators.review.facts import facts
from karmakit_validators.review.values import Change, Thing, differences, is_nothing
from karmakit_validators.review.writing import whole

OWN = ("objectives", "competencies")
"""Parts of the front-matter that are told by themselves."""


class Outline(NamedTuple):
    """The units of a course as far as they could be read, with the unit of each module that one names."""

    units: Sequence[Unit]
    unit_of: Mapping[str, str]


def outline(course: Course | None) -> Outline:
    """Return the outline of a course; an empty one if its units could not be read."""
    units: Sequence[Unit] = course.meta.__dict__.get("units", ()) if course else ()  # a key that could not be read is not in it
    return Outline(units, {name: unit.id for unit in units for name in unit.modules})


def unit_changes(before: Outline, after: Outline, modules: Mapping[str, str]) -> tuple[list[Change], dict[str, str]]:
    """Return the units that are not as they were, and the new id of each; `modules` are renamed modules, old id to new."""
    pairs = paired(before.units, after.units, lambda unit: unit.id)
    gone = [was for was, now in pairs if now is None and was]
    fresh = [now for was, now in pairs if was is None and now]
    renamed: dict[str, str] = {}
    for was in gone:
        members = {modules.get(name, name) for name in was.modules}
        for now in fresh:
            if now.id not in renamed.values() and 2 * len(members & set(now.modules)) > max(len(members), len(now.modules)):
                renamed[was.id] = now.id
                break
    names = [renamed.get(unit.id, unit.id) for unit in before.units]
    wandered = moved(names, [unit.id for unit in after.units])
    earlier = dict(zip(names, before.units, strict=True))
    found = [_unit(earlier.get(now.id), now, wandered=now.id in wandered) for now in after.units]
    found += [_unit(was, None) for name, was in earlier.items() if name not in {unit.id for unit in after.units}]
    return [change for change in found if not is_nothing(change)], {unit.id: name for name, unit in earlier.items()}


def _unit(before: Unit | None, after: Unit | None, *, wandered: bool = False) -> Change:
    things = [Thing(id=unit.id, text=unit.title) if unit else None for unit in (before, after)]
    values = differences(*({("title", ""): unit.title} for unit in (before, after))) if before and after else ()
    return Change(kind="unit", before=things[0], after=things[1], moved=wandered, values=values)


def module_change(before: Module | None, after: Module | None, homes: tuple[str, str], *, wandered: bool) -> Change:
    """Return a module as it stood and stands in the outline, with what its front-matter says; `homes` are its units."""
    one_sided = before is None or after is None
    things = [
        Thing(id=module.id, text=module.meta.title, kind=module.meta.kind, home=home, span=module.place()) if module else None
        for module, home in zip((before, after), homes, strict=True)
    ]
    told = [facts(module.meta, OWN, said=one_sided) if module else {} for module in (before, after)]
    return Change(kind="module", before=things[0], after=things[1], moved=wandered, values=differences(*told))


Aim = tuple[Module, Objective]


def objective_changes(before: Mapping[str, Aim], after: Mapping[str, Aim], renamed: Mapping[str, str]) -> list[Change]:
    """Return the objectives that are not as they were, each once; `renamed` are old ids with their new ones."""
    names = [renamed.get(name, name) for name in before]
    earlier = dict(zip(names, before.values(), strict=True))
    wandered = moved(names, list(after))
    found = [_objective(earlier.get(name), aim, wandered=name in wandered) for name, aim in after.items()]
    found += [_objective(aim, None, wandered=False) for name, aim in earlier.items() if name not in after]
    return [change for change in found if not is_nothing(change)]


def _objective(before: Aim | None, after: Aim | None, *, wandered: bool) -> Change:
    one_sided = before is None or after is None
    told = [facts(aim[1], ("id",), said=one_sided) if aim else {} for aim in (before, after)]
    things = [
        Thing(id=aim[1].id, text=aim[1].text, kind=aim[1].bloom or "", home=aim[0].id, span=_place(*aim)) if aim else None
        for aim in (before, after)
    ]
    other_home = bool(before and after) and before[0].id != after[0].id  # type: ignore[index]  # both are there
    return Change(kind="objective", before=things[0], after=things[1], moved=wandered or other_home, values=differences(*told))


def _place(module: Module, objective: Objective) -> Span:
    return module.place("objectives", module.meta.objectives.index(objective), "text")


def competency_changes(before: Module | None, after: Module | None) -> list[Change]:
    """Return the competencies of a module that were added, removed, or are at another level."""
    sides = [module.meta.competencies if module else () for module in (before, after)]
    found = []
    for was, now in paired(sides[0], sides[1], lambda one: (one.area, one.theme, one.subtheme)):
        things = [_competency(each, module) if each and module else None for each, module in ((was, before), (now, after))]
        levels = [{("level", ""): each.level} if each and each.level is not None else {} for each in (was, now)]
        found.append(Change(kind="competency", before=things[0], after=things[1], values=differences(*levels)))
    return [change for change in found if not is_nothing(change)]


def _competency(one: Competency, module: Module) -> Thing:
    name = f"{one.area} > {one.theme} > {one.subtheme}"
    return Thing(id=name, text=name, home=module.id, span=module.place("competencies", module.meta.competencies.index(one)))


def outcome_changes(before: Course | None, after: Course | None) -> list[Change]:
    """Return the outcomes of the course that are not as they were, known by their id, or by their words."""
    was, now = ([*course.meta.__dict__.get("outcomes", ())] if course else [] for course in (before, after))
    found = [_outcome(*pair) for pair in _alike(paired(was, now, lambda one: one.id, lambda one: one.text))]
    return [change for change in found if not is_nothing(change)]


Pairs = list[tuple[Outcome | None, Outcome | None]]


def _alike(pairs: Pairs) -> Pairs:
    """Pair also what is left and has half of its words in common."""
    gone = [was for was, now in pairs if was and now is None]
    fresh = [now for was, now in pairs if now and was is None]
    bags = [words(one.text) for one in gone], [words(one.text) for one in fresh]
    known: Pairs = [pair for pair in pairs if all(pair)]
    for one, other, _ in aligned([each.text for each in gone], [each.text for each in fresh], bags):
        is_pair = one is not None and other is not None and likeness(bags[0][one], bags[1][other]) >= HALF
        if one is not None and other is not None and is_pair:
            known.append((gone[one], fresh[other]))
        else:
            known += [(gone[one], None)] if one is not None else []
            known += [(None, fresh[other])] if other is not None else []
    return known


def _outcome(before: Outcome | None, after: Outcome | None) -> Change:
    things = [Thing(id=one.id or "", text=one.text) if one else None for one in (before, after)]
    told = [{("text", ""): one.text} if one else {} for one in (before, after)]
    values = differences(*told) if before and after else ()
    return Change(kind="outcome", before=things[0], after=things[1], values=values)


def term_changes(before: Course | None, after: Course | None) -> list[Change]:
    """Return the terms of the glossary that are not as they were."""
    was, now = (course.glossary if course else () for course in (before, after))
    found = []
    for old, new in paired(was, now, lambda term: term.id, lambda term: whole(term.meaning)):
        things = [Thing(id=term.id, text=whole(term.name), span=term.span) if term else None for term in (old, new)]
        told = [{("name", ""): whole(term.name), ("meaning", ""): whole(term.meaning)} if term else {} for term in (old, new)]
        values = differences(*told)
        found.append(Change(kind="term", before=things[0], after=things[1], values=values))
    return [change for change in found if not is_nothing(change)]


def in_module(changes: Iterable[Change], before: Module | None, after: Module | None) -> tuple[Change, ...]:
    """Return the changes of what stands in a module; of what is no more, stood there."""
    return tuple(
        change
        for change in changes
        if (change.after and after and change.after.home == after.id)
        or (change.after is None and change.before and before and change.before.home == before.id)
    )
