"""A Domain competency that no pack knows is confirmed by the operator."""

from karmakit_schemas.course import Course
from karmakit_schemas.findings import Kind, Severity
from karmakit_schemas.frameworks import Status, framework
from karmakit_validators.context import Context
from karmakit_validators.rule import Fault, Faults, Rule


def unconfirmed(course: Course, _context: Context) -> Faults:
    """Yield each Domain competency that the known part of the platform's list does not hold."""
    pack = framework(course.meta.framework)
    for module in course.modules:
        for index, competency in enumerate(module.meta.competencies):
            found = pack.resolve(competency.area, competency.theme, competency.subtheme)
            if found.status is Status.domain_unknown:
                message = f"`{competency.theme}` > `{competency.subtheme}` is in no known list of Domain competencies"
                mend = found.mend or "Ask the operator whether the platform has it, spelt like this"
                yield Fault(module.place("competencies", index, "subtheme"), message, mend, Kind.needs_human)


RULE = Rule(Severity.warning, course=unconfirmed)
