"""Judge the metadata of the package: present, well-formed, valid, and in accord with the manifest."""

from collections.abc import Iterator

from karmakit_schemas.findings import Finding
from karmakit_schemas.spans import Span
from karmakit_validators.verify.archive import Archive
from karmakit_validators.verify.course import Course
from karmakit_validators.verify.faults import found
from karmakit_validators.verify.lom_ieee import check_ieee
from karmakit_validators.verify.manifest import Manifest, place, target
from karmakit_validators.verify.rawxml import Element, NotWellFormedError, read_xml
from karmakit_validators.verify.schema import validate

LONGEST_DESCRIPTION = 1000


def check_lom(archive: Archive, manifest: Manifest, course: Course | None) -> Iterator[Finding]:
    """Yield what is wrong with the learning object metadata."""
    metadata = manifest.metadata
    if metadata is None:
        return  # said already by the schema or by iGOT's reading
    location = next(metadata.below("location"), None)
    inline = next(metadata.below("lom"), None)
    if location is None:
        if inline is None:
            mend = "Refer to the metadata file by `<adlcp:location>`."
            yield found(
                "PKG024", "the package has no metadata: a catalogue learns neither language nor description", place(metadata), mend
            )
        return
    path = target(location, location.text.strip())
    data = archive.files.get(path) if path else None
    if path is None or data is None:
        yield found(
            "PKG024",
            f"the metadata file `{location.text.strip()}` is not in the bundle",
            place(location),
            "Add it, or correct the name.",
        )
        return
    try:
        root = read_xml(data)
    except NotWellFormedError as error:
        at = Span(path, error.line, error.column, error.line, error.column)
        yield found("PKG024", f"the metadata cannot be read: {error}", at, "Mend the XML at this place.")
        return
    yield from check_ieee(path, root) if manifest.is_2004 else validate(data, path, root, "scorm12", "PKG024")
    yield from _accord(path, root, manifest, course)


def _accord(path: str, root: Element, manifest: Manifest, course: Course | None) -> Iterator[Finding]:
    general = next(root.below("general"), None)
    if general is None:
        yield found("PKG024", "the metadata have no <general>: neither title nor language", Span(path, root.line, root.column))
        return
    title = next(general.below("title"), None)
    told = _words(title) if title else ""
    if told != manifest.title:
        at = title or general
        message = f"the title in the metadata is `{told}`, in the manifest `{manifest.title}`"
        yield found("PKG024", message, Span(path, at.line, at.column, at.line, at.column), "Give both the course's title.")
    language = general.words("language")
    if course and course.language and language != course.language:
        message = f"the language in the metadata is `{language}`, the course's is `{course.language}`"
        yield found("PKG024", message, Span(path, general.line, general.column), "Give the course's language.")
    for description in general.below("description"):
        if len(_words(description)) > LONGEST_DESCRIPTION:
            message = f"the description has more than {LONGEST_DESCRIPTION} characters, on which some platforms break"
            yield found("PKG024", message, Span(path, description.line, description.column), "Shorten the course's summary.")


def _words(element: Element) -> str:
    """Return the first text of an element in any language: `langstring` in the older form, `string` in IEEE's."""
    return element.words("langstring") or element.words("string")
