"""Read courses from the disk into entries; a course that cannot be read whole is told in a line, and the others go on."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path

from karmakit_authoring.load import load
from karmakit_authoring.parse import parse
from karmakit_authoring.vetting_files import policy_folder
from karmakit_build.catalogue.entry import Entry, Status, entry, in_order
from karmakit_build.vetting.reading import vetting_in
from karmakit_build.vetting.state import state_in
from karmakit_build.workers import workers
from karmakit_schemas.errors import KarmakitError, UnusableInputError
from karmakit_schemas.parsed import Parsed

FEW = 16
"""So many courses are read in less time than a process takes to start."""


@dataclass(frozen=True, slots=True)
class Gathered:
    """The entries in order, and a line for each course that is not among them."""

    entries: tuple[Entry, ...]
    errors: tuple[str, ...]


def gathered(courses: Sequence[Path], roots: Sequence[bytes], today: date) -> Gathered:
    """Read courses as they stand on a day; `roots` are blobs of keys that the first policy must be signed with."""
    entries: list[Entry] = []
    places: dict[str, Path] = {}
    errors: list[str] = []
    for course, one in zip(courses, _all(courses, roots, today), strict=True):
        if isinstance(one, str):
            errors.append(one)
            continue
        if one.id in places:
            errors.append(f"{course}: the id `{one.id}` is that of {places[one.id]} too; give one of them another")
            continue
        places[one.id] = course
        entries.append(one)
    return Gathered(in_order(entries), tuple(errors))


def _all(courses: Sequence[Path], roots: Sequence[bytes], today: date) -> Iterator[Entry | str]:
    """Yield the entry of each course or why there is none; many are read by as many processes as the machine has cores."""
    one = partial(_tried, roots=roots, today=today)
    with workers(None, len(courses) // FEW) as pool:
        yield from pool.map(one, courses, chunksize=FEW) if pool else map(one, courses)


def _tried(folder: Path, roots: Sequence[bytes], today: date) -> Entry | str:
    try:
        return read(folder, roots, today)
    except KarmakitError as error:
        return str(error)


def read(folder: Path, roots: Sequence[bytes], today: date) -> Entry:
    """Return the entry of one course; raises `UnusableInputError` where it cannot be read whole."""
    parsed = parse(load(folder))
    course = parsed.course
    if course is None or not parsed.complete:
        raise UnusableInputError(f"{folder}: the course cannot be read whole; `karmakit check {folder}` says what to mend")
    judged = policy_folder(folder) is not None
    status = _status(folder, parsed, roots, today) if judged else Status.not_vetted
    return entry(course, parsed, status, judged=judged)


def _status(folder: Path, parsed: Parsed, roots: Sequence[bytes], today: date) -> Status:
    """Return how a course stands by the policy above it: its modules, and the quality form where one is asked for."""
    state = state_in(vetting_in(folder, parsed, roots), today)
    if not state.holds:
        return Status.not_vetted
    policy = state.vetting.chain.policy
    return Status.demonstration if policy and policy.demonstration else Status.vetted
