"""A PDF that a course gives can be read aloud."""

from karmakit_schemas.findings import Kind, Severity
from karmakit_validators.context import Context
from karmakit_validators.documents import UnreadableError, read_pdf
from karmakit_validators.pictures import format_of
from karmakit_validators.rule import Fault, Faults, Rule


def not_accessible(context: Context) -> Faults:
    """Yield each PDF in `media/` without letters, tags, language or title, unless the same document is there as EPUB."""
    for path in context.media:
        stem, _, suffix = path.rpartition(".")
        data = context.parsed.sources.files[path]
        if suffix.lower() != "pdf" or format_of(data) != "pdf" or f"{stem}.epub" in context.parsed.sources.files:
            continue
        try:
            found = read_pdf(data)
        except UnreadableError as error:
            mend = "Open it, see whether a screen reader can, and save it anew"
            yield Fault(context.whole(path), f"the PDF cannot be looked into: {error}", mend, Kind.needs_human)
            continue
        if not found.text:
            message = "the PDF holds pictures of pages and no letters"
            yield Fault(context.whole(path), message, "Run text recognition over it, or write the document as a module")
            continue
        missing = [
            word for word, there in (("tags", found.tags), ("language", found.language), ("title", found.title)) if not there
        ]
        if missing:
            message = f"the PDF has no {', no '.join(missing)}"
            yield Fault(context.whole(path), message, "Save it anew as a tagged PDF, with its language and title filled in")


RULE = Rule(Severity.error, gate=True, sources=not_accessible)
