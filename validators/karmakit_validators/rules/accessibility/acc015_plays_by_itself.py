"""Nothing moves or sounds by itself."""

import re

from karmakit_schemas.findings import Severity
from karmakit_validators.context import Context
from karmakit_validators.markup import tags
from karmakit_validators.pictures import is_animated
from karmakit_validators.rule import Fault, Faults, Rule

SMIL = frozenset({"animate", "animatetransform", "animatemotion", "set"})
CSS_ANIMATION = re.compile(r"@keyframes|animation(-name)?\s*:", re.IGNORECASE)


def plays(context: Context) -> Faults:
    """Yield each picture in `media/` that is animated: GIF, PNG, WebP or SVG."""
    for path in context.media:
        data = context.parsed.sources.files[path]
        suffix = path.rpartition(".")[2].lower()
        if is_animated(data) or (suffix == "svg" and _svg_moves(data.decode("utf-8", "replace"))):
            yield Fault(context.whole(path), "the picture moves by itself", "Use a still picture, or a video that a learner starts")


def _svg_moves(text: str) -> bool:
    lowered = text.lower()
    if "anim" not in lowered and "set" not in lowered and "@" not in lowered:
        return False
    return bool(CSS_ANIMATION.search(text)) or any(tag.name in SMIL for tag in tags(text))


RULE = Rule(Severity.error, sources=plays)
