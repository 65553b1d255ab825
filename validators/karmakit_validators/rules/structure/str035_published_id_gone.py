"""What was published is there, or was taken away on purpose."""

from karmakit_schemas.course import Course, Module
from karmakit_schemas.findings import Severity
from karmakit_schemas.spans import Span
from karmakit_validators.context import Context
from karmakit_validators.published import (
    modules,
    objectives,
    questions,
    renamed_modules,
    renamed_objectives,
    renamed_questions,
)
from karmakit_validators.rule import Fault, Faults, Rule

MEND = "Put it back; if it is retired on purpose, allow this with the reason, and never give its id to something else"


def gone(before: Course, after: Course, context: Context) -> Faults:  # noqa: ARG001 - the signature of all rules on a change
    """Yield each published module, question and objective that is there under no id; of a module, not what it held."""
    left, now = modules(after), renamed_modules(before, after)
    for name in sorted(modules(before).keys() - left.keys() - now.keys()):
        yield Fault(after.place("units"), f"the module `{name}` was published and is gone", MEND)
    asked, renamed = questions(after), renamed_questions(before, after)
    for name, (module, _) in questions(before).items():
        if name not in asked and name not in renamed and (span := _where(module, left, now)):
            yield Fault(span, f"the question `{name}` was published and is gone", MEND)
    aims, restated = objectives(after), renamed_objectives(before, after)
    for name, (module, _) in objectives(before).items():
        if name not in aims and name not in restated and (span := _where(module, left, now)):
            yield Fault(span, f"the objective `{name}` was published and is gone", MEND)


def _where(module: Module, left: dict[str, Module], renamed: dict[str, str]) -> Span | None:
    """Return the title of the module that held something; None where the module is gone itself."""
    there = left.get(renamed.get(module.id, module.id))
    return there.place("title") if there else None


RULE = Rule(Severity.error, change=gone, whole=True)
