"""The duration that a learner is told is near the one it takes."""

from math import ceil

from karmakit_schemas.findings import Edit, Fix, Severity
from karmakit_schemas.spans import Span
from karmakit_validators.measure import estimate
from karmakit_validators.page import Page
from karmakit_validators.rule import Fault, Faults, Rule

ROOM = 1.3


def mismatch(page: Page) -> Faults:
    """Yield a duration that neither a quick nor a careful learner comes near."""
    if page.module is None:
        return
    told, needed = page.module.meta.duration, estimate(page)
    span = page.module.place("duration")
    if told * ROOM < needed.quick:
        message = f"{told:g} min is told, but even a quick learner needs about {max(round(needed.quick), 1)} min"
        yield Fault(span, message, "Correct the duration, or split the module", fix=_fix(span, ceil(needed.quick)))
    elif told > needed.careful * ROOM + 1:
        message = f"{told:g} min is told, but even a careful learner needs only about {max(round(needed.careful), 1)} min"
        yield Fault(span, message, "Correct the duration", fix=_fix(span, max(round(needed.careful), 1)))


def _fix(span: Span, minutes: int) -> Fix:
    return Fix(f"say {minutes} min", (Edit(span, f"{minutes} min"),))


RULE = Rule(Severity.warning, page=mismatch, whole=True, mends="unsafe")
