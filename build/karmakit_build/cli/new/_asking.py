"""Take what an option says, ask for it on a terminal, or do without."""

import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

import click

from karmakit_schemas.errors import KarmakitError, UsageError
from karmakit_schemas.suggest import did_you_mean

Check = Callable[[str], str]
MOST_NAMED = 12
NO_NAMES: Mapping[str, str] = MappingProxyType({})

yes_option = click.option("--yes", is_flag=True, help="Ask nothing: take what is proposed.")
course_option = click.option(
    "--course",
    "place",
    type=click.Path(readable=False),
    metavar="FOLDER",
    help="The course; by default the one around the present folder, or the only one below it.",
)


def on_terminal() -> bool:
    """Say whether somebody is there to answer."""
    return sys.stdin.isatty() and sys.stderr.isatty()


@dataclass(frozen=True, slots=True)
class Asking:
    """Who may be asked; with `yes` nobody is, and proposals are taken."""

    yes: bool = False

    @property
    def asks(self) -> bool:
        """Say whether a question would be put to somebody."""
        return not self.yes and on_terminal()

    def text(  # noqa: PLR0913, PLR0917 - what there is to know of a question
        self, option: str, words: str, given: str | None, check: Check, proposal: str | None = None, names: Sequence[str] = ()
    ) -> str:
        """Return a value that passes `check`: the given one, the answer, or with `yes` the proposal; raise where there is none.

        `names` are the values to choose from, where these are few.
        """
        if given is not None:
            return _named(option, given, check)
        if proposal is not None and self.yes:
            return check(proposal)
        if not self.asks:
            choice = f": {listed(names)}" if names else ""
            raise UsageError(f"{option} is missing{choice}" + (f"; with --yes it is `{proposal}`" if proposal is not None else ""))
        label = f"{words} ({listed(names)})" if names else words
        answer: str = click.prompt(label, default=proposal, value_proc=lambda said: _answered(said, check), err=True)
        return answer

    def proposed(self, option: str, words: str, given: str | None, check: Check, proposal: str) -> str:
        """Return a value like `text`, and where nobody can be asked the proposal."""
        asking = self if given is not None or on_terminal() else Asking(yes=True)
        return asking.text(option, words, given, check, proposal)

    def choice(self, option: str, words: str, given: str | None, names: Sequence[str], proposal: str | None = None) -> str:
        """Return one of `names`, like `text`."""
        return self.text(option, words, given, one_of(names, words.lower()), proposal, names)


def one_of(names: Sequence[str], what: str, others: Mapping[str, str] = NO_NAMES) -> Check:
    """Return a check that takes one of some names, and the `others` for what they mean."""

    def check(said: str) -> str:
        name = others.get(said.strip(), said.strip())
        if name not in names:
            meant = did_you_mean(name, names) or f"choose {listed(names)}"
            raise UsageError(f"there is no {what} `{name}`: {meant[:1].lower()}{meant[1:]}")
        return name

    return check


def listed(names: Sequence[str]) -> str:
    """Return names as a choice in words; of many, the first."""
    if len(names) > MOST_NAMED:
        return f"{', '.join(names[:MOST_NAMED])} or one of {len(names) - MOST_NAMED} more"
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} or {names[-1]}"


def _named(option: str, given: str, check: Check) -> str:
    try:
        return check(given)
    except KarmakitError as error:
        raise UsageError(f"{option}: {error}") from None


def _answered(said: str, check: Check) -> str:
    try:
        return check(said)
    except KarmakitError as error:
        raise click.UsageError(str(error)) from None  # click shows it and asks again
