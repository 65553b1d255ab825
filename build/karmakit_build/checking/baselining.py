"""Baselines on the disk: read, made once, and shrunk."""

import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Literal, NamedTuple

from karmakit_authoring.load import COURSE_FILE
from karmakit_build.archive import write
from karmakit_build.checking.configured import Terms
from karmakit_schemas.errors import UnusableInputError, UsageError
from karmakit_schemas.findings import Finding
from karmakit_validators.baseline import Baseline, Mark, as_text, mended, read, recorded, sift, total, without
from karmakit_validators.catalogue import by_code
from karmakit_validators.check import chosen_codes
from karmakit_validators.report import Part

LARGEST = 64 * 1024**2
Task = Literal["hide", "write", "prune"]


class Hidden(NamedTuple):
    """The courses without the findings that baselines hide, and a line on each baseline for the reader."""

    parts: tuple[Part, ...]
    notes: tuple[str, ...] = ()


def hide(parts: Sequence[Part], terms: Sequence[Terms], option: Path | None = None, task: Task = "hide") -> Hidden:
    """Hide what the baselines of courses record: the file of the option, else the one that `karmakit.toml` names.

    `write` makes a baseline where there is none; `prune` takes out of one what is mended. Nothing ever adds to one that is there.
    """
    files = [option or _configured(each) for each in terms]
    if task != "hide" and (not files or None in files):
        raise UsageError("which baseline? Name its file: --baseline karmakit-baseline.json, or `baseline` in karmakit.toml")
    shown = list(parts)
    notes: list[str] = []
    for file in dict.fromkeys(file for file in files if file):
        mine = [index for index, other in enumerate(files) if other == file]
        baseline = _made(file, [parts[index] for index in mine]) if task == "write" else read_baseline(file)
        hidden: dict[Mark, int] = {}
        gone = mended(baseline, {}, _lost(file, baseline), by_code())
        for index in mine:
            course = way(file, parts[index].root)
            sifted = sift(course, parts[index].findings, parts[index].sources, baseline)
            shown[index] = replace(parts[index], findings=sifted.kept)
            hidden.update(sifted.hidden)
            if not _is_read_in_part(sifted.kept):
                gone |= mended(baseline, sifted.hidden, {course}, chosen_codes(terms[index].settings))
        if task == "prune" and gone:
            _write(file, without(baseline, gone))
        notes += _notes(file, total(hidden), total(gone), task)
    return Hidden(tuple(shown), tuple(notes))


def read_baseline(file: Path) -> Baseline:
    """Return the baseline of a file; raise in one line where there is none."""
    try:
        if file.stat().st_size > LARGEST:
            raise UnusableInputError(f"{file}: more than {LARGEST // 1024**2} MB; this is no baseline")
        return read(file.read_bytes(), str(file))
    except FileNotFoundError:
        raise UnusableInputError(f"{file}: there is no such baseline; make it with --write-baseline") from None
    except (OSError, ValueError) as error:
        reason = (getattr(error, "strerror", None) or str(error)).lower()
        raise UnusableInputError(
            f"{str(file)!r}: the baseline cannot be read ({reason}); check its place and permissions"
        ) from None


def way(file: Path, root: str) -> str:
    """Return the path by which a baseline knows a course: from the folder of its file, with forward slashes."""
    try:
        return Path(os.path.relpath(Path(root).resolve(), file.resolve().parent)).as_posix()
    except ValueError:  # another drive of Windows
        return Path(root).resolve().as_posix()


def _configured(terms: Terms) -> Path | None:
    named = terms.project.check.baseline
    return terms.project.beside(named) if named else None


def _made(file: Path, parts: Iterable[Part]) -> Baseline:
    """Write the first baseline; raise where there is one."""
    if os.path.lexists(file):
        mend = "--prune-baseline takes out what is mended; to begin again, delete the file first"
        raise UsageError(f"{file}: this baseline is there already, and only ever shrinks: {mend}")
    baseline: dict[Mark, int] = {}
    for part in parts:
        baseline.update(recorded(way(file, part.root), part.findings, part.sources))
    _write(file, baseline)
    return baseline


def _write(file: Path, baseline: Baseline) -> None:
    write(as_text(baseline).encode("utf-8", "replace"), file)


def _lost(file: Path, baseline: Baseline) -> frozenset[str]:
    """Return the courses of a baseline that are no longer there."""
    return frozenset(
        course for course in {mark.course for mark in baseline} if not os.path.lexists(file.parent / course / COURSE_FILE)
    )


def _is_read_in_part(kept: Iterable[Finding]) -> bool:
    """Say whether something of a course could perhaps not be read: then what is not found is not mended."""
    return any(by_code()[finding.code].rule.layer == "parse" for finding in kept if finding.code in by_code())


def _notes(file: Path, hidden: int, gone: int, task: Task) -> Iterator[str]:
    if task == "write":
        yield f"{file}: the baseline records {_findings(hidden)}; gates are never hidden"
        return
    if hidden:
        yield f"{_findings(hidden)} hidden by the baseline {file}"
    if gone:
        told = f"{_findings(gone)} of the baseline {file} {'is' if gone == 1 else 'are'} mended"
        yield f"{told} and taken out of it" if task == "prune" else f"{told}: take them out with --prune-baseline"


def _findings(number: int) -> str:
    return "1 finding" if number == 1 else f"{number} findings"
