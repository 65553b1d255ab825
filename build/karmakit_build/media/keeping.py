"""See that nothing is lost: an original is written over only where Git has these very bytes, or a copy of it is kept."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from karmakit_authoring.history import NoRepositoryError, course_at
from karmakit_build.archive import write
from karmakit_schemas.errors import OutputError, UnusableInputError, UsageError
from karmakit_schemas.sources import Sources

COMMIT = ("not in Git as it is now", "commit what is to be written over, or keep a copy of it with --originals DIR")
NO_GIT = (
    "in no Git repository",
    "the originals would be lost: put the course into Git, or keep a copy of them with --originals DIR",
)


@dataclass(frozen=True, slots=True)
class Keeping:
    """The files of a course as Git has them; why others may not be written over, and the mend; the folder for copies."""

    held: Mapping[str, bytes]
    why: str = ""
    mend: str = ""
    originals: Path | None = None

    def refuses(self, path: str, data: bytes) -> str:
        """Return why a file may not be written over; empty where nothing is lost by it."""
        return "" if self.originals or self.held.get(path) == data else self.why

    def keep(self, path: str, data: bytes) -> None:
        """Lay a copy of a file into the folder for originals, if there is one; no copy is ever written over."""
        if self.originals is None:
            return
        place = self.originals / path
        try:
            others = (place.with_stem(f"{place.stem}-{number}") for number in range(2, 1000))
            free = next(each for each in (place, *others) if not each.exists() or each.read_bytes() == data)
            if not free.exists():
                write(data, free)
        except OSError as error:
            raise OutputError(
                f"{place}: cannot be read ({(error.strerror or str(error)).lower()}); choose another folder"
            ) from None


def keeping(course: Path, sources: Sources, originals: Path | None) -> Keeping:
    """Return what may be written over in the course in folder `course`; copies go below a folder of its name in `originals`."""
    if originals is not None:
        if originals.resolve().is_relative_to(course.resolve()):
            raise UsageError(f"--originals {originals} lies in the course, and would travel with it: choose a folder beside it")
        return Keeping({}, originals=originals / sources.name)
    try:
        committed = course_at("HEAD", course, sources)
    except NoRepositoryError:
        return Keeping({}, *NO_GIT)
    except UnusableInputError:  # nothing was committed yet, or the repository is broken
        return Keeping({}, *COMMIT)
    return Keeping(committed.files if committed else {}, *COMMIT)
