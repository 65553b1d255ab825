"""Run `karmakit catalog`: read the courses, write the catalogue whole or not at all, and say what came of it."""

import json
import re
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import click

from karmakit_build.archive import write_folder
from karmakit_build.catalogue.coverage import coverages
from karmakit_build.catalogue.gathering import gathered
from karmakit_build.catalogue.making import TARGET, catalogue
from karmakit_build.catalogue.terms import Terms
from karmakit_build.catalogue.words import words
from karmakit_build.cli._checked import courses_at
from karmakit_build.cli._show import complain
from karmakit_build.records import PROVENANCE
from karmakit_build.vetting.signing import public_blob
from karmakit_schemas.errors import OutputError, UnusableInputError, UsageError

_ADDRESS = re.compile(r"https?://[^\s/?#]+(/[^\s?#]*)?")


@dataclass(frozen=True, slots=True)
class Wish:
    """What was asked for: the folder, the title, the language, the files of root keys, and the address on the web."""

    out: Path
    title: str | None
    language: str
    roots: tuple[Path, ...]
    address: str


def run(paths: tuple[Path, ...], wish: Wish) -> int:
    """Write the catalogue of the courses at and below the paths; return the exit status."""
    terms = _terms(wish)
    _refuse_another(wish.out)
    found, errors = courses_at(paths)
    held = gathered(found, [public_blob(root) for root in wish.roots], terms.today)
    errors += held.errors
    complain(errors)
    if not held.entries:
        raise UnusableInputError("there is no course to list; name a folder in which courses lie")
    files = catalogue(held.entries, terms)
    write_folder(files, wish.out)
    say = words("en")
    one = coverages(held.entries)[0]
    lacking = sum(not line.is_taught for line in one.complete)
    click.echo(
        f"{wish.out / 'index.html'}: {say.number('courses', len(held.entries))}, {len(files):,} files; "
        f"{lacking} of {len(one.complete)} sub-themes of {one.framework.id} are taught by none"
    )
    return int(bool(errors))


def _terms(wish: Wish) -> Terms:
    if wish.address and not _ADDRESS.fullmatch(wish.address):
        raise UsageError(f"`{wish.address}` is no address on the web; write it as https://example.gov.in/courses/")
    address = wish.address if wish.address.endswith("/") or not wish.address else f"{wish.address}/"
    title = " ".join((wish.title or "").split()) or words(wish.language)("title")
    return Terms(wish.language, title, datetime.now(tz=UTC).date(), has_roots=bool(wish.roots), address=address)


def _refuse_another(out: Path) -> None:
    """Raise `OutputError` where a folder holds something that is built, but no catalogue; the archive refuses all else."""
    try:
        kind = json.loads((out / PROVENANCE).read_bytes()).get("target")
    except (OSError, ValueError, AttributeError):
        return
    if kind != TARGET:
        raise OutputError(f"{out} holds no catalogue, but a build of another kind; choose another folder")
