"""`karmakit review` at work: gather the review and show it."""

import sys
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import click

from karmakit_authoring.config import project_of
from karmakit_build.archive import write
from karmakit_build.cli._checked import courses_at
from karmakit_build.cli._show import complain, wants_colour
from karmakit_build.reviewing.gathering import How, gather
from karmakit_build.reviewing.pack.making import pack_of
from karmakit_build.reviewing.pack.words import words as pack_words
from karmakit_schemas.errors import UnusableInputError, UsageError
from karmakit_validators.configured import Given
from karmakit_validators.report.words import words
from karmakit_validators.review.formats import render


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """The options of the command, each under its name."""

    courses: tuple[Path, ...] = ()
    base: str | None = None
    form: str | None = None
    output: Path | None = None
    lang: str | None = None
    no_bundle: bool = False
    fail_on_new_errors: bool = False


def run(call: Call) -> int:
    """Do what was called for; return the exit status."""
    places = call.courses or (Path(),)
    if call.base is not None and not call.base.strip():
        raise UsageError("--base names nothing; name a Git tag, commit or branch")
    courses, errors = courses_at(places)
    if call.form == "html":
        return _pack(call, courses, errors)
    today = datetime.now(tz=UTC).date()
    found = gather(courses, places, How(call.base, Given(today=today), bundle=not call.no_bundle))
    lang = call.lang or found.lang or "en"
    form = call.form or ("text" if sys.stdout.isatty() and not call.output else "markdown")
    if not courses and found.review.gone:  # the last course is gone: that is what there is to review
        errors = []
    if courses or found.review.gone:
        _deliver(render(form, found.review, lang, colour=not call.output and wants_colour()), call.output, lang)
    errors += found.errors
    complain(errors)
    new_errors = call.fail_on_new_errors and any(course.findings.errors for course in found.review.courses)
    return 2 if errors else int(new_errors)


def _pack(call: Call, courses: Sequence[Path], errors: list[str]) -> int:
    """Make a pack of each course and write it; return the exit status."""
    if call.output is None:
        raise UsageError("a pack is a file: say which, as in `--format html --output pack.html`")
    if call.fail_on_new_errors:
        raise UsageError("--fail-on-new-errors is for reviews; a pack is handed to a person")
    written: set[Path] = set()
    how = How(call.base, Given(today=datetime.now(tz=UTC).date()), bundle=not call.no_bundle)
    for course in courses:
        project = project_of(course)
        lang = call.lang or project.check.lang or "en"
        try:
            pack = pack_of(course, call.base or project.check.base or "", how, lang)
        except UnusableInputError as error:
            errors.append(str(error))
            continue
        if pack is None:
            click.echo(pack_words(lang)("cli.nothing", course=course.as_posix()))
            continue
        output = call.output if len(courses) == 1 else _free(call.output, course.resolve().name, written)
        written.add(write(pack, output))
        click.echo(pack_words(lang)("cli.written", file=output))
    complain(errors)
    return 2 if errors else 0


def _free(folder: Path, name: str, written: set[Path]) -> Path:
    """Return the file of a course's pack in a folder; of two courses in folders of one name, the second gets a number."""
    names = (f"{name}{number}.review.html" for number in ("", *(f"-{n}" for n in range(2, len(written) + 3))))
    return next(path for path in (folder / each for each in names) if path not in written)


def _deliver(text: str, output: Path | None, lang: str) -> None:
    """Print a review, or write it into a file and say so."""
    if output:
        write(text.encode("utf-8", "replace"), output)
        click.echo(words(lang)("written", file=output))
    else:
        click.echo(text, nl=False)
