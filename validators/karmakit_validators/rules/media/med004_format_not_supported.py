"""Every device can show what a course carries."""

from karmakit_schemas.findings import Severity
from karmakit_schemas.suggest import closest
from karmakit_validators.context import Context
from karmakit_validators.programs import PAGES, PROGRAMS, suffix_of
from karmakit_validators.rule import Fault, Faults, Rule

SUPPORTED = frozenset(
    [
        "png",
        "jpg",
        "jpeg",
        "gif",
        "webp",
        "svg",
        "avif",
        "mp3",
        "m4a",
        "ogg",
        "oga",
        "wav",
        "mp4",
        "webm",
        "vtt",
        "pdf",
        "csv",
        "txt",
        "json",
        "xlsx",
        "docx",
        "pptx",
        "odt",
        "ods",
        "epub",
    ]
)


def not_supported(context: Context) -> Faults:
    """Yield each file in `media/` of a kind that not every phone and office PC opens."""
    for path in context.media:
        suffix = suffix_of(path)
        if suffix not in SUPPORTED | PROGRAMS | PAGES:  # to programs and pages SEC010 says no, with another reason
            near = closest(suffix, SUPPORTED)
            mend = f"Save it as {near[0]}" if near else "Use png, jpg, webp, svg, mp3, m4a, mp4, webm, vtt or pdf"
            yield Fault(context.whole(path), f"files of the kind `.{suffix}` do not open everywhere", mend)


RULE = Rule(Severity.error, sources=not_supported)
