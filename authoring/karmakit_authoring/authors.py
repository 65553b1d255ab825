"""Who has worked on files, as Git knows it: authors of commits, and those whom commits name as co-authors."""

import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from karmakit_authoring.load import is_ignored
from karmakit_schemas.errors import UnusableInputError

if TYPE_CHECKING:
    from dulwich.objects import Commit
    from dulwich.walk import WalkEntry

MOST = 100_000
UNSHALLOW = "fetch all of it (git fetch --unshallow)"
_CO_AUTHOR = re.compile(rb"^co-authored-by:\s*(.+?)\s*$", re.IGNORECASE | re.MULTILINE)
_IDENTITY = re.compile(r"\s*(?P<name>[^<>]*?)\s*<(?P<address>[^<>]*)>\s*")


def authors_of(course: Path, files: Iterable[str]) -> Mapping[str, frozenset[str]]:
    """Return, for each of these files of a course, the names and addresses of all who have changed it; in one walk of the history.

    Outside of a Git repository nobody is known. Raises `UnusableInputError` where the repository cannot be read: whoever is not
    known cannot be kept from passing own work.
    """
    from dulwich.errors import NotGitRepository  # noqa: PLC0415 - read only where history is asked for
    from dulwich.repo import Repo  # noqa: PLC0415 - the same

    known: dict[str, set[str]] = {file: set() for file in files}
    try:
        with Repo.discover(course) as repo:
            if repo.get_shallow():
                raise UnusableInputError(f"{course}: its Git history is cut off, so not all authors are known; {UNSHALLOW}")
            inside = course.resolve().relative_to(Path(repo.path).resolve())
            asked = {(inside / file).as_posix().encode(): file for file in known if not is_ignored(file)}
            for number, entry in enumerate(repo.get_walker(paths=list(asked)) if asked else ()):
                if number >= MOST:
                    raise UnusableInputError(f"{course}: more than {MOST} commits have changed it; name its authors by hand")
                who = {name for one in _identities(entry.commit) for name in _names(one.decode("utf-8", "replace"))}
                for path in asked.keys() & _changed(entry):
                    known[asked[path]] |= who
    except NotGitRepository:
        return dict.fromkeys(known, frozenset())
    except (KeyError, ValueError, OSError) as error:
        raise UnusableInputError(f"{course}: its Git history cannot be read ({error}); {UNSHALLOW}") from None
    return {file: frozenset(names) for file, names in known.items()}


def _identities(commit: "Commit") -> list[bytes]:
    return [commit.author, *_CO_AUTHOR.findall(commit.message)]


def _changed(entry: "WalkEntry") -> set[bytes]:
    """Return the paths that a commit has changed; of a merge, those that are as in none of its parents."""
    flat = [one for change in entry.changes() for one in (change if isinstance(change, list) else [change])]
    return {side.path for one in flat if one for side in (one.old, one.new) if side is not None and side.path}


def _names(identity: str) -> list[str]:
    """Return the name and the address of an identity such as `Asha Rao <asha@example.org>`."""
    match = _IDENTITY.fullmatch(identity)
    return [part for part in (match["name"], match["address"]) if part] if match else [identity]
