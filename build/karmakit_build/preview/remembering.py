"""Read the modules of a course again and again: only those that have changed are read anew."""

from karmakit_authoring.modules import ReadModule, read_module
from karmakit_authoring.parse import Reader
from karmakit_schemas.course import Assessment


def remembering() -> Reader:
    """Return a reader that keeps the last reading of each file, and gives it while the text and the course's marks are the same."""
    known: dict[str, tuple[bytes, Assessment, ReadModule]] = {}

    def read(path: str, name: str, data: bytes, assessment: Assessment) -> ReadModule:
        last = known.get(path)
        if last and last[0] == data and last[1] == assessment:
            return last[2]
        found = read_module(path, name, data, assessment)
        known[path] = data, assessment, found
        return found

    return read
