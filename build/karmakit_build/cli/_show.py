"""Show reports on a terminal or in a pipe."""

import os
import sys
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path

import click

from karmakit_build.archive import write
from karmakit_validators.report import Manner, Part, render
from karmakit_validators.report.text import summary
from karmakit_validators.report.words import words
from karmakit_validators.settings import Profile


def show(form: str, parts: Sequence[Part], profile: Profile, *, err: bool = False) -> None:
    """Print the findings of courses in a format of `karmakit_validators.report`, in English."""
    click.echo(render(form, parts, Manner(profile, colour=wants_colour(err=err))), nl=False, err=err)


def deliver(form: str, parts: Sequence[Part], manner: Manner, output: Path | None) -> None:
    """Print a report; with `output` write it there, also where nothing could be checked, and print only what it comes to."""
    if output:
        write(render(form, parts, manner).encode("utf-8", "replace"), output)
        click.echo(f"{summary(parts, manner).splitlines()[0]} {words(manner.lang)('written', file=output)}")
    elif parts:
        click.echo(render(form, parts, replace(manner, colour=wants_colour())), nl=False)


def complain(errors: Iterable[str]) -> None:
    """Say in a line each what could not be worked on."""
    for error in errors:
        click.echo(f"karmakit: {error}", err=True)


def wants_colour(*, err: bool = False) -> bool:
    """Say whether to colour: on a terminal, unless `NO_COLOR` is set."""
    stream = sys.stderr if err else sys.stdout
    return stream.isatty() and not os.environ.get("NO_COLOR")
