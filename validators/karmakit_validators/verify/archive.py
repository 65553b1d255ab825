"""Read a zip as a suspicious stranger's: everything in memory, both headers of every entry, and a word about each oddity."""

import hashlib
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise
from types import MappingProxyType

from karmakit_schemas.errors import UnusableInputError
from karmakit_schemas.findings import Finding
from karmakit_schemas.spans import Span
from karmakit_validators.verify.faults import found
from karmakit_validators.verify.unpack import DEFLATED, STORED, SpoiltError, unpack
from karmakit_validators.verify.zipformat import (
    ENCRYPTED,
    END,
    HAS_DESCRIPTOR,
    LOCAL,
    UTF8_NAME,
    DamagedError,
    End,
    Record,
    read_end,
    read_records,
)

MOST_PACKED = 200 * 1024 * 1024
MOST_UNPACKED = 400 * 1024 * 1024
MOST_ENTRIES = 20_000
LONGEST_NAME = 240
DEEPEST = 100
WORST_RATIO = 150
RATIO_COUNTS_FROM = 1024 * 1024

_PLAIN_NAME = re.compile(r"[A-Za-z0-9_./-]+")
_DRIVE = re.compile(r"[A-Za-z]:")
_LITTER = re.compile(r"(^|/)(\.DS_Store|__MACOSX|Thumbs\.db|desktop\.ini|\.git[^/]*|\.svn|\.env|\._[^/]*)(/|$)")
_UNIX = (3, 19)
_FILE_KINDS = {0xA000: "symbolic link", 0x6000: "block device", 0x2000: "character device", 0x1000: "pipe", 0xC000: "socket"}
_UNICODE_PATH = 0x7075
_ZIP64 = 0x0001
_BROKEN_WORD = "Build the bundle again, or ask for a fresh copy."


@dataclass(frozen=True)
class Archive:
    """What could be read of a zip: contents by name, and the raw records in the order of the directory."""

    name: str
    files: Mapping[str, bytes] = field(default_factory=lambda: MappingProxyType({}))
    records: Sequence[tuple[str, Record]] = ()
    unpacked: int = 0

    @cached_property
    def names(self) -> frozenset[str]:
        """Return the names of all entries, also of those that could not be unpacked."""
        return frozenset(self.files) | {name for name, _ in self.records}

    @cached_property
    def digests(self) -> Mapping[str, str]:
        """Return the SHA-256 of each file by its name."""
        return {name: hashlib.sha256(contents).hexdigest() for name, contents in self.files.items()}

    def at(self, entry: str = "", line: int = 1, column: int = 1) -> Span:
        """Return a place in an entry, or the bundle itself."""
        return Span(entry or self.name, line, column, line, column)


def read_archive(data: bytes, name: str) -> tuple[Archive, list[Finding], list[Finding]]:
    """Return what a zip holds, the faults of any zip, and those that count only for a bundle of ours.

    Nothing is unpacked that would not fit, and what two readers may understand differently is not unpacked at all.
    """
    if not data.startswith((LOCAL, END)) and END not in data[-65_557:]:
        raise UnusableInputError(f"{name}: this is not a zip file; give the bundle that `karmakit build` wrote")
    empty = Archive(name)
    whole = empty.at()
    try:
        end = read_end(data)
        if end.zip64:
            return (
                empty,
                [found("SEC014", "the zip uses the zip64 form, which a bundle of this size has no need of", whole, _BROKEN_WORD)],
                [],
            )
        if end.disks != (0, 0) or end.entries[0] != end.entries[1]:
            return empty, [found("SEC014", "the zip is one part of several", whole, "Put the bundle into one file.")], []
        if end.entries[1] > MOST_ENTRIES:
            return empty, [found("SEC014", f"the zip holds {end.entries[1]} entries; {MOST_ENTRIES} are the most", whole)], []
        records = [(_name_of(record), record) for record in read_records(data, end)]
    except DamagedError as error:
        return empty, [found("SEC014", str(error), whole, _BROKEN_WORD)], []
    faults = [
        *_unsafe_frame(data, empty, end, records),
        *_unsafe_entries(empty, records),
        *_doubles(empty, records),
        *_forbidden(empty, records),
    ]
    bombs = list(_bombs(empty, records))
    faults += bombs
    house = [*_features(empty, end, records), *_not_reproducible(empty, records)]
    if bombs:
        return Archive(name, records=tuple(records)), faults, house
    files, spoilt = _contents(data, empty, records)
    faults += spoilt
    unpacked = sum(len(contents) for contents in files.values())
    return Archive(name, MappingProxyType(files), tuple(records), unpacked), faults, house


def _name_of(record: Record) -> str:
    raw = record.central.raw_name
    if raw.isascii():
        return raw.decode("ascii")
    if record.central.flags & UTF8_NAME:
        return raw.decode("utf-8", "replace")
    return raw.decode("cp437")


def _shown(name: str) -> str:
    return name.encode("unicode_escape").decode("ascii")


def _unsafe_frame(data: bytes, archive: Archive, end: End, records: Sequence[tuple[str, Record]]) -> Iterator[Finding]:
    """Judge what lies around and between the entries."""
    position = 0
    hidden = 0
    for name, record in sorted(records, key=lambda pair: (pair[1].start, pair[1].stop)):
        if record.start < position:
            yield found(
                "SEC014",
                f"{_shown(name)} lies over another entry: its bytes are used twice",
                archive.at(_shown(name)),
                _BROKEN_WORD,
            )
        hidden += max(0, record.start - position)
        position = max(position, record.stop)
    hidden += max(0, end.position - end.size - position)
    if hidden:
        what = "before its first entry" if not data.startswith((LOCAL, END)) else "between its entries"
        yield found("SEC014", f"the zip holds {hidden} bytes {what} that belong to none", archive.at(), _BROKEN_WORD)
    if end.trailing:
        yield found("SEC014", f"{end.trailing} bytes follow the end of the zip", archive.at(), _BROKEN_WORD)


def _unsafe_entries(archive: Archive, records: Sequence[tuple[str, Record]]) -> Iterator[Finding]:
    """Judge each entry: whether it could be written outside the target, or be read in two ways."""
    for name, record in records:
        shown = _shown(name)
        at = archive.at(shown)
        if reason := _astray(name):
            yield found("SEC014", f"the name {shown!r} {reason}", at, "Name every entry by a plain path below the bundle's root.")
        if (record.mode & 0xF000) in _FILE_KINDS and record.system in _UNIX:
            kind = _FILE_KINDS[record.mode & 0xF000]
            yield found("SEC014", f"{shown} is a {kind}, not a file", at, "Put the file itself into the bundle.")
        if (record.central.flags | record.local.flags) & ENCRYPTED:
            yield found("SEC014", f"{shown} is encrypted", at, "Make the zip without a password.")
        if differing := _differing(record):
            yield found("SEC014", f"the two headers of {shown} do not agree on its {differing}", at, _BROKEN_WORD)
        if _UNICODE_PATH in _extra_ids(record):
            yield found("SEC014", f"{shown} carries a second name in an extra field", at, _BROKEN_WORD)


def _doubles(archive: Archive, records: Sequence[tuple[str, Record]]) -> Iterator[Finding]:
    """Judge whether one entry would overwrite another where it is unpacked."""
    seen: dict[str, str] = {}
    folders: dict[str, str] = {}
    for name, _ in records:
        folded = name.rstrip("/").casefold()
        if folded in seen:
            same = "twice in the zip" if seen[folded] == name else f"in the zip beside {_shown(seen[folded])}"
            message = f"{_shown(name)} is {same}: on many systems one overwrites the other"
            yield found("SEC014", message, archive.at(_shown(name)), "Keep one of them.")
        seen.setdefault(folded, name)
        parts = folded.split("/")
        for depth in range(1, min(len(parts), DEEPEST)):
            folders.setdefault("/".join(parts[:depth]), name)
    for name, _ in records:
        if not name.endswith("/") and (inside := folders.get(name.casefold())) is not None:
            message = f"{_shown(name)} is a file and, for {_shown(inside)}, a folder"
            yield found("SEC014", message, archive.at(_shown(name)), "Rename one of them.")


def _astray(name: str) -> str:
    parts = name.removesuffix("/").split("/")
    reasons = {
        "is empty": not name,
        "holds a NUL character": "\0" in name,
        "holds a backslash": "\\" in name,
        "begins at the root of the disk": name.startswith("/"),
        "names a drive": bool(_DRIVE.match(name)),
        "leads out of the folder it is unpacked to": ".." in parts,
        "holds an empty or a dot folder": "" in parts or "." in parts,
    }
    return next((reason for reason, holds in reasons.items() if holds), "")


def _differing(record: Record) -> str:
    central, local = record.central, record.local
    if central.raw_name != local.raw_name:
        return "name"
    if central.method != local.method:
        return "method"
    if (central.flags ^ local.flags) & (HAS_DESCRIPTOR | ENCRYPTED | UTF8_NAME):
        return "flags"
    told = (local.crc, local.packed, local.size)
    if central.flags & HAS_DESCRIPTOR and all(
        here in {0, there} for here, there in zip(told, (central.crc, central.packed, central.size), strict=True)
    ):
        return ""  # what follows in the descriptor is nought here; macOS tells the size all the same
    if _ZIP64 in _ids(local.extra) and told[1:] == (0xFFFFFFFF, 0xFFFFFFFF):
        return ""
    return "" if told == (central.crc, central.packed, central.size) else "size or checksum"


def _ids(extra: bytes) -> tuple[int, ...]:
    at, ids = 0, []
    while at + 4 <= len(extra):
        ids.append(int.from_bytes(extra[at : at + 2], "little"))
        at += 4 + int.from_bytes(extra[at + 2 : at + 4], "little")
    return tuple(ids)


def _extra_ids(record: Record) -> tuple[int, ...]:
    return _ids(record.central.extra) + _ids(record.local.extra)


def _forbidden(archive: Archive, records: Sequence[tuple[str, Record]]) -> Iterator[Finding]:
    """Judge what a platform refuses in anybody's bundle."""
    for name, record in records:
        at = archive.at(_shown(name))
        if not _astray(name) and not _PLAIN_NAME.fullmatch(name):
            mend = "Use Latin letters, digits, dot, hyphen and underscore: iGOT refuses the whole upload for one other character."
            yield found("PKG016", f"the name {_shown(name)!r} has characters that a platform refuses", at, mend)
        if len(name) > LONGEST_NAME:
            yield found(
                "PKG016", f"a name of {len(name)} characters is too long for some systems", at, f"Keep names under {LONGEST_NAME}."
            )
        if record.central.method not in (STORED, DEFLATED):
            message = f"{_shown(name)} is packed by method {record.central.method}; only stored and deflated are read everywhere"
            yield found("PKG016", message, at, "Make the zip with an ordinary tool.")


def _bombs(archive: Archive, records: Sequence[tuple[str, Record]]) -> Iterator[Finding]:
    total = 0
    for name, record in records:
        size, packed = record.central.size, record.central.packed
        total += size
        if size > RATIO_COUNTS_FROM and size > WORST_RATIO * max(1, packed):
            yield found(
                "SEC014", f"{_shown(name)} would unpack from {packed} to {size} bytes", archive.at(_shown(name)), _BROKEN_WORD
            )
    if total > MOST_UNPACKED:
        message = f"the zip would unpack to {total} bytes; {MOST_UNPACKED} are the most"
        yield found("SEC014", message, archive.at(), "Split the course, or make its media smaller.")


def _features(archive: Archive, end: End, records: Sequence[tuple[str, Record]]) -> Iterator[Finding]:
    """Name the features of the format that a bundle of ours never uses, one finding a feature."""
    wanted: dict[str, Callable[[Record], object]] = {
        "has a data descriptor after its data": lambda r: (r.central.flags | r.local.flags) & HAS_DESCRIPTOR,
        "has extra fields": lambda r: r.central.extra or r.local.extra,
        "has a comment": lambda r: r.comment,
    }
    for what, test in wanted.items():
        names = [name for name, record in records if test(record)]
        if names:
            yield found("PKG016", _counted(names, what), archive.at(_shown(names[0])), "Build the bundle with `karmakit build`.")
    if end.comment:
        yield found("PKG016", "the zip has a comment", archive.at(), "Build the bundle with `karmakit build`.")


def _counted(names: Sequence[str], what: str) -> str:
    more = f", and {len(names) - 1} more entries" if len(names) > 1 else ""
    return f"{_shown(names[0])} {what}{more}"


def _not_reproducible(archive: Archive, records: Sequence[tuple[str, Record]]) -> Iterator[Finding]:
    """Judge whether a second build could have given these very bytes."""
    mend = "Build the bundle with `karmakit build`; do not pack it again by hand."
    names = [name for name, _ in records]
    wrong = next((later for earlier, later in pairwise(names) if later < earlier), None)
    if wrong is not None:
        yield found("PKG015", f"{_shown(wrong)} is not in its place: entries are sorted by name", archive.at(_shown(wrong)), mend)
    stamps = {record.central.stamp for _, record in records} | {record.local.stamp for _, record in records}
    if len(stamps) > 1:
        yield found(
            "PKG015", f"the entries carry {len(stamps)} different times; a bundle of ours has one fixed time", archive.at(), mend
        )
    if len({(record.system, record.mode, record.attributes) for name, record in records if not name.endswith("/")}) > 1:
        yield found("PKG015", "the entries differ in their file modes", archive.at(), mend)
    folders = [name for name in names if name.endswith("/")]
    if folders:
        yield found("PKG015", _counted(folders, "is a folder; only files are packed"), archive.at(_shown(folders[0])), mend)
    for name in names:
        if _LITTER.search(name):
            yield found("PKG015", f"{_shown(name)} was left by a tool and is no part of the course", archive.at(_shown(name)), mend)


def _contents(data: bytes, archive: Archive, records: Sequence[tuple[str, Record]]) -> tuple[dict[str, bytes], list[Finding]]:
    files: dict[str, bytes] = {}
    faults: list[Finding] = []
    view = memoryview(data)
    for name, record in records:
        header = record.central
        readable = header.method in (STORED, DEFLATED) and not header.flags & ENCRYPTED
        if name.endswith("/") or name in files or not readable or _astray(name):
            continue
        try:
            files[name] = unpack(view[record.data : record.data + header.packed], header.method, header.size, header.crc)
        except SpoiltError as error:
            faults.append(found("SEC014", f"{_shown(name)} {error}", archive.at(_shown(name)), _BROKEN_WORD))
    return files, faults
