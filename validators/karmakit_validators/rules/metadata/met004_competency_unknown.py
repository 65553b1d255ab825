"""A competency is spelt as its framework spells it."""

from karmakit_schemas.course import Course
from karmakit_schemas.findings import Edit, Fix, Severity
from karmakit_schemas.frameworks import Status, framework
from karmakit_schemas.spans import Span
from karmakit_validators.context import Context
from karmakit_validators.rule import Fault, Faults, Rule

FIELDS = {Status.unknown_area: "area", Status.unknown_theme: "theme", Status.unknown_subtheme: "subtheme"}


def unknown(course: Course, _context: Context) -> Faults:
    """Yield each competency that the course's framework does not hold; of the area Domain, MET022 speaks."""
    pack = framework(course.meta.framework)
    for module in course.modules:
        for index, competency in enumerate(module.meta.competencies):
            found = pack.resolve(competency.area, competency.theme, competency.subtheme)
            field = FIELDS.get(found.status)
            if field:
                name = getattr(competency, field)
                mend = found.mend or f"Use a {field} of the {pack.title}"
                span = module.place("competencies", index, field)
                fix = _fix(span, name, found.suggestions)
                yield Fault(span, f"the {pack.title} has no {field} `{name}`", mend, fix=fix)


def _fix(span: Span, name: str, suggestions: tuple[str, ...]) -> Fix | None:
    """Return the fix that writes the name that is meant; none if another field is the wrong one."""
    if not suggestions or suggestions[0] == name:
        return None
    return Fix(f"write {suggestions[0]}", (Edit(span, f'"{suggestions[0]}"'),))


RULE = Rule(Severity.error, gate=True, course=unknown, mends="unsafe")
