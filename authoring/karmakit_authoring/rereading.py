"""Read a course again and again: a module that would be read as it was is not read a second time."""

from karmakit_authoring.modules import ReadModule, read_module
from karmakit_authoring.parse import Reader
from karmakit_schemas.course import Assessment


def rereading() -> Reader:
    """Return a reader for `parse` that keeps each module until its bytes, or what the course says of tests, are others."""
    known: dict[str, tuple[bytes, Assessment, ReadModule]] = {}

    def read(path: str, name: str, data: bytes, assessment: Assessment) -> ReadModule:
        last = known.get(path)
        if last and last[0] == data and last[1] == assessment:
            return last[2]
        found = read_module(path, name, data, assessment)
        known[path] = data, assessment, found
        return found

    return read
