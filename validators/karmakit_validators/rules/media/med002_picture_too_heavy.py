"""Pictures are light enough for a slow line."""

from karmakit_schemas.findings import Severity
from karmakit_validators.bandwidth import limits
from karmakit_validators.context import Context
from karmakit_validators.rule import Fault, Faults, Rule

PICTURES = (".png", ".jpg", ".jpeg", ".webp", ".avif", ".gif", ".svg")
MADE_LIGHTER = (".png", ".jpg", ".jpeg", ".webp")


def too_heavy(context: Context) -> Faults:
    """Yield each picture over the course's budget, 200 kB unless it says otherwise."""
    budget = limits(context.parsed.part.meta.budgets).picture
    for path in context.media:
        size = len(context.parsed.sources.files[path])
        if path.lower().endswith(PICTURES) and size > budget:
            message = f"the picture weighs {size // 1000:,} kB; {budget // 1000:,} kB are the budget"
            can = path.lower().endswith(MADE_LIGHTER)
            mend = (
                "Run `karmakit media`; what it leaves too heavy, cut or save as WebP"
                if can
                else "Save it smaller: WebP for photographs, SVG for drawings"
            )
            yield Fault(context.whole(path), message, mend)


RULE = Rule(Severity.warning, sources=too_heavy)
