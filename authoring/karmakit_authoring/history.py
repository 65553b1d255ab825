"""Read a course as it stood in Git: from the repository's own files, without a call of `git`."""

import hashlib
import unicodedata
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from karmakit_authoring import vetting_files
from karmakit_authoring.load import COURSE_FILE, MAX_DEPTH, MAX_FILE, MAX_FILES, MAX_FOLDERS, MAX_TOTAL, is_ignored
from karmakit_authoring.source_text import NotUtf8Error, SourceText
from karmakit_authoring.yaml_reader import read_yaml
from karmakit_schemas.errors import KarmakitError, UnusableInputError
from karmakit_schemas.sources import Sources
from karmakit_schemas.suggest import did_you_mean

if TYPE_CHECKING:
    from dulwich.objects import Commit, ObjectID, Tree
    from dulwich.repo import Repo

T = TypeVar("T")
FOLDER, LINK, SUBMODULE = 0o040000, 0o120000, 0o160000
_KIND = 0o170000
_BRANCHES = (b"refs/heads/", b"refs/remotes/")
_POINTER = b"version https://git-lfs.github.com/spec/v1\n"
_OID = b"oid sha256:"


class NoRepositoryError(UnusableInputError):
    """It was attempted to ask Git of a course that lies in no repository."""


class _Entry(NamedTuple):
    """What stands in a folder of a commit: its name as text, what it is, and the id of its content."""

    name: str
    kind: int
    id: "ObjectID"


def course_at(ref: str, path: Path, now: Sources) -> Sources | None:
    """Return the course in folder `path`, `now` as it is, as it stood at a Git ref; None if there was no such course.

    A tag or a commit means just that; a branch means the commit at which the present one left it, so that what was added there
    since does not look like something removed here. A course is known by its folder and its id, in another folder by its id, and
    where that was changed by its folder. Links and submodules are left out.
    """
    return _asked(
        path,
        lambda repo, root: _course(repo, _at(repo, ref), path.resolve().relative_to(root).parts, now),
        f"so there is no {ref} to compare it with",
    )


def vetting_at(ref: str, path: Path, now: Sources) -> dict[str, bytes]:
    """Return the `.vetting` folder of the course in folder `path` as it stood at a Git ref; none where it had none.

    Raises like `course_at`, and knows a course as it does.
    """
    return _asked(
        path,
        lambda repo, root: _vetting(repo, _then(repo, _at(repo, ref), path.resolve().relative_to(root).parts, now)),
        f"so there is no {ref} to compare it with",
    )


def policies_at(ref: str, folder: Path) -> dict[str, bytes]:
    """Return a repository's `.vetting` folder as it stood at a Git ref; none where there was none. Raises like `course_at`."""
    above = folder.parent
    return _asked(
        above,
        lambda repo, root: _vetting(repo, _below(repo, _at(repo, ref), above.resolve().relative_to(root).parts)),
        f"so there is no {ref} to compare it with",
    )


def courses_then(ref: str, path: Path) -> dict[str, str]:
    """Return the courses at and below a folder as they stood at a Git ref: their folders from the repository's root, and their ids.

    Raises like `course_at`, and means the same by a ref. A course whose id cannot be read has an empty one.
    """
    return _asked(
        path,
        lambda repo, root: dict(_courses_below(repo, ref, path.resolve().relative_to(root).parts)),
        f"so there is no {ref} to compare it with",
    )


def _asked(path: Path, ask: Callable[["Repo", Path], T], without: str) -> T:
    """Return what the repository of a path answers; raise in one line where there is none, or it cannot be read."""
    from dulwich.errors import NotGitRepository  # noqa: PLC0415 - read only where history is asked for
    from dulwich.repo import Repo  # noqa: PLC0415 - the same

    try:
        repo = Repo.discover(path)
    except NotGitRepository:
        raise NoRepositoryError(f"{path}: lies in no Git repository, {without}") from None
    except Exception as error:  # noqa: BLE001 - a broken repository fails in many ways, and none of them is ours
        raise _unreadable(path, error) from None
    with repo:
        try:
            return ask(repo, _root(repo, path))
        except KarmakitError:
            raise
        except Exception as error:  # noqa: BLE001 - the same
            raise _unreadable(path, error) from None


def _courses_below(repo: "Repo", ref: str, way: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    start = _below(repo, _at(repo, ref), way)
    for name, tree in _folders(repo, start, way) if start else ():
        identifier = _id_of(repo, tree)
        if identifier is not None:
            yield name, identifier


def _folders(repo: "Repo", start: "Tree", way: tuple[str, ...]) -> Iterator[tuple[str, "Tree"]]:
    """Yield a folder and those below it that `load` would look into, within its limits."""
    waiting = [("/".join(way), start, 0)]
    for _ in range(MAX_FOLDERS):
        if not waiting:
            return
        name, tree, depth = waiting.pop()
        yield name or ".", tree
        if depth < MAX_DEPTH:
            below = (entry for entry in _entries(tree) if entry.kind == FOLDER and not is_ignored(entry.name))
            waiting += [(f"{name}/{entry.name}".lstrip("/"), _tree(repo, entry.id), depth + 1) for entry in below]


def _unreadable(path: Path, error: Exception) -> UnusableInputError:
    if isinstance(error, KeyError):
        return UnusableInputError(f"{path}: its Git repository lacks objects of that commit; fetch them (git fetch --refetch)")
    said = " ".join(str(error).split())[:80] or type(error).__name__
    return UnusableInputError(f"{path}: its Git repository cannot be read ({said}); `git fsck` says more")


def _root(repo: "Repo", path: Path) -> Path:
    """Return the folder whose content the repository keeps."""
    root = Path(repo.path).resolve()
    if repo.bare or not path.resolve().is_relative_to(root):
        raise NoRepositoryError(f"{path}: lies in a Git repository without a working tree, so there is nothing to compare it with")
    return root


def _commit(repo: "Repo", ref: str) -> "Commit":
    """Return the commit that a ref means; of a branch, the one where HEAD left it."""
    from dulwich.graph import find_merge_base  # noqa: PLC0415 - read only where history is asked for
    from dulwich.objectspec import parse_commit, parse_object, parse_ref  # noqa: PLC0415 - the same

    try:
        asked = parse_object(repo, ref) if set(ref) & set("~^") else ref
        commit = parse_commit(repo, asked)  # type: ignore[arg-type]  # what is no commit and no tag is refused inside
    except Exception:  # noqa: BLE001 - what is no name of a commit fails in many ways
        raise UnusableInputError(_unknown(repo, ref)) from None
    try:
        is_branch = parse_ref(repo, ref).startswith(_BRANCHES)
        found = find_merge_base(repo, [repo.head(), commit.id]) if is_branch else []
        return parse_commit(repo, found[0]) if found else commit
    except KeyError:  # no name of a ref, nothing committed yet, or a clone too shallow to say
        return commit


def _unknown(repo: "Repo", ref: str) -> str:
    names = [name.decode("utf-8", "replace").split("/", 2)[-1] for name in repo.refs.allkeys()]
    return (
        f"the Git repository knows no commit, branch or tag '{ref}'; fetch it (git fetch origin {ref}), or name another. "
        f"{did_you_mean(ref, names)}"
    ).rstrip()


def _tree(repo: "Repo", identifier: "ObjectID") -> "Tree":
    from dulwich.objects import Tree  # noqa: PLC0415 - read only where history is asked for

    found = repo[identifier]
    if not isinstance(found, Tree):
        raise KeyError(identifier)
    return found


def _entries(tree: "Tree") -> Iterator[_Entry]:
    """Yield what stands in a folder; names that are no UTF-8 cannot stand in a course."""
    for entry in tree.iteritems():
        try:
            name = unicodedata.normalize("NFC", (entry.path or b"").decode())
        except UnicodeDecodeError:
            continue
        if entry.mode is not None and entry.sha is not None and name not in {"", ".", ".."} and "/" not in name:
            yield _Entry(name, entry.mode & _KIND, entry.sha)


def _at(repo: "Repo", ref: str) -> "Tree":
    """Return all that the repository kept at a ref."""
    return _tree(repo, _commit(repo, ref).tree)


def _course(repo: "Repo", root: "Tree", way: tuple[str, ...], now: Sources) -> Sources | None:
    found = _then(repo, root, way, now)
    return _sources(repo, found, now) if found else None


def _then(repo: "Repo", root: "Tree", way: tuple[str, ...], now: Sources) -> "Tree | None":
    """Return the folder of the course at a place, or of the one of the same id at another."""
    here = _below(repo, root, way)
    identifier = _id(now.files[COURSE_FILE])
    there = _id_of(repo, here) if here else None
    if here and there == identifier:
        return here
    moved = _of_id(repo, root, identifier) if identifier else None
    return moved or (here if there is not None else None)


def _vetting(repo: "Repo", above: "Tree | None") -> dict[str, bytes]:
    """Return the files of the `.vetting` folder in a folder, within the limits of `vetting_files`."""
    files: dict[str, bytes] = {}
    start = _below(repo, above, (vetting_files.FOLDER,)) if above else None
    waiting = [(start, "", 0)] if start else []
    while waiting:
        tree, prefix, depth = waiting.pop()
        for entry in _entries(tree):
            name = prefix + entry.name
            if entry.kind == FOLDER and depth < vetting_files.DEPTH:
                waiting.append((_tree(repo, entry.id), f"{name}/", depth + 1))
            elif entry.kind not in {FOLDER, LINK, SUBMODULE} and not entry.name.startswith("."):
                files[name] = _blob(repo, entry.id)
                if len(files) > vetting_files.MOST or len(files[name]) > vetting_files.LARGEST:
                    raise UnusableInputError(f"{name}: in Git, this is too much for a folder of decisions; choose a later --base")
    return files


def _below(repo: "Repo", tree: "Tree", way: tuple[str, ...]) -> "Tree | None":
    for part in way:
        name = unicodedata.normalize("NFC", part)
        found = next((entry for entry in _entries(tree) if entry.name == name and entry.kind == FOLDER), None)
        if found is None:
            return None
        tree = _tree(repo, found.id)
    return tree


def _of_id(repo: "Repo", root: "Tree", identifier: str) -> "Tree | None":
    """Return the folder of the course that has an id; the first of several by name."""
    folders = [(root, 0)]
    seen = 0
    while folders:
        tree, depth = folders.pop()
        seen += 1
        if seen > MAX_FOLDERS:
            return None
        if _id_of(repo, tree) == identifier:
            return tree
        below = sorted(entry for entry in _entries(tree) if entry.kind == FOLDER and not is_ignored(entry.name))
        if depth < MAX_DEPTH:
            folders += [(_tree(repo, entry.id), depth + 1) for entry in reversed(below)]
    return None


def _id_of(repo: "Repo", tree: "Tree") -> str | None:
    """Return the id of the course in a folder; None where there is none."""
    found = next((entry for entry in _entries(tree) if entry.name == COURSE_FILE and entry.kind not in {LINK, SUBMODULE}), None)
    return _id(_blob(repo, found.id)) if found else None


def _id(course_file: bytes) -> str | None:
    """Return what `course.yml` says as id."""
    try:
        data = read_yaml(SourceText.decode(COURSE_FILE, course_file)).data
    except NotUtf8Error:
        return ""
    said = data.get("id") if isinstance(data, dict) else None
    return said if isinstance(said, str) else ""


def _sources(repo: "Repo", course: "Tree", now: Sources) -> Sources:
    """Return the files of a folder, within the limits of `load`."""
    files: dict[str, bytes] = {}
    total = 0
    folders = [(course, "", 0)]
    while folders:
        tree, prefix, depth = folders.pop()
        for entry in _entries(tree):
            name = prefix + entry.name
            if is_ignored(entry.name) or entry.kind in {LINK, SUBMODULE}:
                continue
            if entry.kind == FOLDER:
                if depth >= MAX_DEPTH:
                    raise UnusableInputError(f"{name}: in Git, folders lie more than {MAX_DEPTH} deep")
                folders.append((_tree(repo, entry.id), f"{name}/", depth + 1))
                continue
            files[name] = _content(repo, entry.id, now.files.get(name))
            total += len(files[name])
            if len(files[name]) > MAX_FILE or total > MAX_TOTAL or len(files) > MAX_FILES:
                raise UnusableInputError(f"{name}: in Git, the course is larger than a course may be; choose a later --base")
    return Sources(now.name, dict(sorted(files.items())))


def _content(repo: "Repo", identifier: "ObjectID", now: bytes | None) -> bytes:
    """Return the content of a file; the present one, where Git's id or a pointer of Git LFS says that it is the same."""
    if now is not None and _git_id(now) == identifier:
        return now
    data = _blob(repo, identifier)
    if now is not None and data.startswith(_POINTER) and _OID + hashlib.sha256(now).hexdigest().encode() in data.split(b"\n"):
        return now
    return data


def _git_id(data: bytes) -> bytes:
    return hashlib.sha1(b"blob %d\0" % len(data) + data, usedforsecurity=False).hexdigest().encode()


def _blob(repo: "Repo", identifier: "ObjectID") -> bytes:
    from dulwich.objects import Blob  # noqa: PLC0415 - read only where history is asked for

    found = repo[identifier]
    if not isinstance(found, Blob):
        raise KeyError(identifier)
    return found.data
