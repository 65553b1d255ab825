"""`karmakit check` at work: look at courses, mend them, watch them."""

import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from karmakit_authoring.load import is_outside
from karmakit_build.checking.baselining import Task, hide
from karmakit_build.checking.configured import Asked, Terms, strictest
from karmakit_build.checking.courses import How
from karmakit_build.cli._checked import checked, courses_at
from karmakit_build.cli._show import complain, deliver
from karmakit_schemas.errors import KarmakitError, UsageError
from karmakit_schemas.text import harmless
from karmakit_validators.configured import Given
from karmakit_validators.report import Manner, Part
from karmakit_validators.settings import Profile, fails

if TYPE_CHECKING:
    from karmakit_build.checking.mending import Repaired


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """The options of the command, each under its name."""

    paths: tuple[Path, ...] = ()
    form: str = "text"
    output: Path | None = None
    lang: str | None = None
    profile: Profile | None = None
    base: str | None = None
    baseline: Path | None = None
    task: Task | None = None
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    fix: bool = False
    unsafe_fixes: bool = False
    diff: bool = False
    watch: bool = False
    jobs: int | None = None
    no_cache: bool = False
    skip_outside: bool = False

    @property
    def places(self) -> tuple[Path, ...]:
        """Return where to look for courses."""
        places = self.paths or (Path(),)
        return tuple(place for place in places if not is_outside(place)) if self.skip_outside else places

    @property
    def mends(self) -> bool:
        """Say whether fixes are to be made, or shown."""
        return self.fix or self.unsafe_fixes or self.diff

    def asked(self) -> Asked:
        """Return what is asked of every course today."""
        today = datetime.now(tz=UTC).date()
        return Asked(Given(self.profile, _codes(self.select), _codes(self.ignore), today), self.base)

    def manner(self, terms: Sequence[Terms], errors: Iterable[str]) -> Manner:
        """Return how the report is to be written; the first configuration that names a language decides, if the call does not."""
        lang = self.lang or next((each.project.check.lang for each in terms if each.project.check.lang), "en")
        return Manner(strictest(terms), lang, day=self.asked().given.today, errors=tuple(errors))


def run(call: Call) -> int:
    """Do what was called for; return the exit status."""
    if call.task and (call.mends or call.watch):
        raise UsageError("a baseline is made or pruned by itself: leave out --fix, --unsafe-fixes, --diff and --watch")
    if call.diff and call.output:
        raise UsageError("--diff is printed: leave out --output, or send the diff into a file with >")
    if call.watch:
        if call.mends:
            raise UsageError("--watch only looks: mend in another terminal, with --fix")
        return _watch(call)
    return _mend(call) if call.mends else _look(call)


def _look(call: Call) -> int:
    found = checked(call.places, How(call.asked(), cache=not call.no_cache, jobs=call.jobs))
    if call.task and found.errors:  # of what could not be read nothing is recorded, and nothing is mended
        complain(found.errors)
        return 2
    parts, notes = hide(found.parts, found.terms, call.baseline, call.task or "hide")
    deliver(call.form, parts, call.manner(found.terms, found.errors), call.output)
    complain((*notes, *found.errors))
    return 2 if found.errors else _status(parts, found.terms)


def _status(parts: tuple[Part, ...], terms: tuple[Terms, ...]) -> int:
    return int(any(fails(part.findings, each.settings.profile) for part, each in zip(parts, terms, strict=True)))


def _mend(call: Call) -> int:
    from karmakit_build.checking.mending import repaired, summary, unsettled  # noqa: PLC0415 - seldom wanted
    from karmakit_build.checking.rewriting import diff, rewrite  # noqa: PLC0415 - seldom wanted

    def shown(part: Part, terms: Terms) -> Part:
        return hide((part,), (terms,), call.baseline).parts[0]

    courses, errors = courses_at(call.places)
    results = repaired(courses, call.asked(), shown, unsafe=call.unsafe_fixes)
    errors += [result for result in results if isinstance(result, str)]
    done = [result for result in results if not isinstance(result, str)]
    changes = [change for each in done for change in each.changes]
    if call.diff:
        _print_diff(diff(changes))
        status = int(bool(changes))
    else:
        rewrite(changes)
        status = _report(call, done, errors)
    complain([summary(done, unsafe=call.unsafe_fixes, done=not call.diff), *unsettled(done)] if done else ())
    complain(errors)
    return 2 if errors else status


def _report(call: Call, done: "list[Repaired]", errors: Iterable[str]) -> int:
    """Show what is left; return the exit status."""
    parts, terms = tuple(each.part for each in done), tuple(each.terms for each in done)
    deliver(call.form, parts, call.manner(terms, errors), call.output)
    return _status(parts, terms)


def _print_diff(text: str) -> None:
    """Print a diff as it is; on a terminal without what would steer it."""
    if sys.stdout.isatty():
        text = harmless(text, keep="\n\t")
    click.echo(text, nl=False)


def _watch(call: Call) -> int:
    """Look at the courses now and after each change, until Ctrl-C."""
    from karmakit_build.checking.watching import changed, states  # noqa: PLC0415 - seldom wanted

    for _ in changed(states(call.places)):
        click.clear()  # which does so on a terminal alone
        try:
            _look(call)
        except UsageError:
            raise  # no change of a file mends a wrong call
        except KarmakitError as error:
            complain([str(error)])
        click.echo("karmakit: watching for changes; Ctrl-C ends it", err=True)
    return 0


def _codes(given: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(word.strip() for part in given for word in part.split(",") if word.strip())
