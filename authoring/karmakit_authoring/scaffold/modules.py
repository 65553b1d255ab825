"""A module, laid out from the template of its kind."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from karmakit_authoring.parse import FOLDER
from karmakit_authoring.scaffold.filling import fill, template, yaml_text
from karmakit_authoring.scaffold.names import free, grown, taken_in
from karmakit_authoring.scaffold.questions import question
from karmakit_schemas.course import Competency, ModuleKind
from karmakit_schemas.errors import UsageError
from karmakit_schemas.parsed import Parsed
from karmakit_schemas.unread import UnreadError

QUESTION = re.compile(r"\{\{question:([a-z-]+)\}\}")
USUAL = Competency(area="Behavioural", theme="Collaboration", subtheme="Knowledge Sharing", level=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class NewModule:
    """A module that is to be: `id`, what it is called, and what it asks of a learner."""

    id: str
    title: str
    kind: ModuleKind


def module(parsed: Parsed, new: NewModule) -> tuple[str, str]:
    """Return path and text of a new module that fits into a course: its competency, and ids that nothing else has."""
    taken = {*taken_in(parsed), new.id}
    objective = free(new.id if new.id not in taken_in(parsed) else grown(new.id, "-objective"), taken_in(parsed))
    aims = _aims(parsed)
    if new.kind == "test" and not aims:
        raise UsageError("a test assesses objectives, and the course has none: write another module first")
    text = template(parsed.part.meta.language, f"modules/{new.kind}.md")
    parts = QUESTION.split(text)
    for at in range(1, len(parts), 2):
        identifier = free(grown(new.id, f"-q{at // 2 + 1}"), taken)
        taken.add(identifier)
        aim = aims[(at // 2) % len(aims)] if new.kind == "test" else objective
        parts[at] = question(parsed, parts[at], identifier, aim)
    asked = len(parts) // 2
    known = _competency(parsed)
    places = {
        "title": yaml_text(new.title),
        "objective": objective,
        "reflection": free(grown(new.id, "-reflection"), taken),
        "area": known.area,
        "theme": yaml_text(known.theme),
        "subtheme": yaml_text(known.subtheme),
        "level": str(known.level) if isinstance(known.level, int) else yaml_text(known.level or "1"),
        "final": "" if any(each.test is not None for each in parsed.modules) else "final: true\n",
        "draw": f", draw: {asked}" if parsed.part.meta.assessment.draw else "",
    }
    return f"{FOLDER}/{new.id}.md", "".join(part if at % 2 else fill(part, places) for at, part in enumerate(parts))


def _aims(parsed: Parsed) -> Sequence[str]:
    """Return the ids of a course's objectives, the latest module's first."""
    found: list[str] = []
    for each in reversed(parsed.part.modules):
        try:
            found += [objective.id for objective in each.meta.objectives]
        except UnreadError:
            continue
    return found


def _competency(parsed: Parsed) -> Competency:
    """Return the competency that a course's latest module builds; one of the framework, where there is none yet."""
    for each in reversed(parsed.part.modules):
        try:
            if each.meta.competencies:
                return each.meta.competencies[0]
        except UnreadError:
            continue
    return USUAL
