"""Pictures are light enough for a slow line."""

from karmakit_schemas.findings import Severity
from karmakit_validators.context import Context
from karmakit_validators.rule import Fault, Faults, Rule

BUDGET = 200_000
PICTURES = (".png", ".jpg", ".jpeg", ".webp", ".avif", ".gif", ".svg")


def too_heavy(context: Context) -> Faults:
    """Yield each picture over 200 kB."""
    for path in context.media:
        size = len(context.parsed.sources.files[path])
        if path.lower().endswith(PICTURES) and size > BUDGET:
            message = f"the picture weighs {size // 1000:,} kB; {BUDGET // 1000} kB are the budget"
            yield Fault(context.whole(path), message, "Save it smaller: WebP for photographs, SVG for drawings")


RULE = Rule(Severity.warning, sources=too_heavy)
