"""A file is what its name says."""

from karmakit_schemas.findings import Severity
from karmakit_validators.context import Context
from karmakit_validators.pictures import format_of
from karmakit_validators.rule import Fault, Faults, Rule

FORMATS = {
    "png": {"png"},
    "jpg": {"jpeg"},
    "jpeg": {"jpeg"},
    "gif": {"gif"},
    "webp": {"webp"},
    "avif": {"avif", "mp4"},
    "svg": {"svg"},
    "mp3": {"mp3"},
    "m4a": {"m4a", "mp4"},
    "mp4": {"mp4", "m4a"},
    "webm": {"webm"},
    "ogg": {"ogg"},
    "oga": {"ogg"},
    "wav": {"wav"},
    "pdf": {"pdf"},
    "docx": {"zip"},
    "xlsx": {"zip"},
    "pptx": {"zip"},
    "odt": {"zip"},
    "ods": {"zip"},
    "epub": {"zip"},
}


def not_as_named(context: Context) -> Faults:
    """Yield each file in `media/` whose first bytes are of another format than its name's."""
    for path in context.media:
        expected = FORMATS.get(path.rpartition(".")[2].lower())
        if expected is None:
            continue
        data = context.parsed.sources.files[path]
        found = format_of(data)
        if not data:
            yield Fault(context.whole(path), "the file is empty", "Put the real file there")
        elif found not in expected:
            what = f"is {found}" if found else f"is no {path.rpartition('.')[2].lower()}"
            yield Fault(context.whole(path), f"the file {what} inside", "Save it anew in the format its name says")


RULE = Rule(Severity.error, sources=not_as_named)
