"""Who has worked on files, as Git knows it: authors of commits, and those whom commits name as co-authors."""

import re
from collections.abc import Iterable
from pathlib import Path

from karmakit_authoring.load import is_ignored
from karmakit_schemas.errors import UnusableInputError

MOST = 100_000
UNSHALLOW = "fetch all of it (git fetch --unshallow)"
_CO_AUTHOR = re.compile(rb"^co-authored-by:\s*(.+?)\s*$", re.IGNORECASE | re.MULTILINE)
_IDENTITY = re.compile(r"\s*(?P<name>[^<>]*?)\s*<(?P<address>[^<>]*)>\s*")


def authors_of(course: Path, files: Iterable[str]) -> tuple[str, ...]:
    """Return names and addresses of all who have changed these files of a course, sorted; none outside of a Git repository.

    Raises `UnusableInputError` where the repository cannot be read: whoever is not known cannot be kept from passing own work.
    """
    from dulwich.errors import NotGitRepository  # noqa: PLC0415 - read only where history is asked for
    from dulwich.repo import Repo  # noqa: PLC0415 - the same

    try:
        with Repo.discover(course) as repo:
            if repo.get_shallow():
                raise UnusableInputError(f"{course}: its Git history is cut off, so not all authors are known; {UNSHALLOW}")
            inside = course.resolve().relative_to(Path(repo.path).resolve())
            paths = [(inside / file).as_posix().encode() for file in files if not is_ignored(file)]
            known: set[str] = set()
            for number, entry in enumerate(repo.get_walker(paths=paths)):
                if number >= MOST:
                    raise UnusableInputError(f"{course}: more than {MOST} commits have changed it; name its authors by hand")
                for identity in (entry.commit.author, *_CO_AUTHOR.findall(entry.commit.message)):
                    known.update(_names(identity.decode("utf-8", "replace")))
            return tuple(sorted(known))
    except NotGitRepository:
        return ()
    except (KeyError, ValueError, OSError) as error:
        raise UnusableInputError(f"{course}: its Git history cannot be read ({error}); {UNSHALLOW}") from None


def _names(identity: str) -> list[str]:
    """Return the name and the address of an identity such as `Asha Rao <asha@example.org>`."""
    match = _IDENTITY.fullmatch(identity)
    return [part for part in (match["name"], match["address"]) if part] if match else [identity]
