"""Show reports on a terminal or in a pipe."""

import os
import sys
from collections.abc import Iterable, Sequence

import click

from karmakit_validators.report import Part, render
from karmakit_validators.settings import Profile


def show(form: str, parts: Sequence[Part], profile: Profile, *, err: bool = False) -> None:
    """Print the findings of courses in a format of `karmakit_validators.report`."""
    click.echo(render(form, parts, colour=wants_colour(err=err), profile=profile), nl=False, err=err)


def complain(errors: Iterable[str]) -> None:
    """Say in a line each what could not be worked on."""
    for error in errors:
        click.echo(f"karmakit: {error}", err=True)


def wants_colour(*, err: bool = False) -> bool:
    """Say whether to colour: on a terminal, unless `NO_COLOR` is set."""
    stream = sys.stderr if err else sys.stdout
    return stream.isatty() and not os.environ.get("NO_COLOR")
