"""The course that something is to be added to."""

from pathlib import Path

from karmakit_authoring.load import COURSE_FILE, find_courses
from karmakit_schemas.errors import UsageError

SHOWN = 3


def course_at(given: str | None) -> Path:
    """Return the folder of the named course; else the one around the present folder, or the only one below it."""
    if given is not None:
        return Path(given)
    here = Path()
    for up, folder in enumerate((here.absolute(), *here.absolute().parents)):
        if (folder / COURSE_FILE).is_file():
            return here.joinpath(*[".."] * up)
    below = find_courses(here)
    if len(below) == 1:
        return below[0]
    if not below:
        raise UsageError("there is no course here; go into its folder, or name it with --course FOLDER")
    names = ", ".join(str(course) for course in below[:SHOWN])
    more = ", …" if len(below) > SHOWN else ""
    raise UsageError(f"there are several courses here ({names}{more}): name one with --course FOLDER")
