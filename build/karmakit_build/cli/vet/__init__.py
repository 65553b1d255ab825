"""`karmakit vet`: who has passed this very content."""

import click

from karmakit_build.cli._commands import Commands


class Vetting(Commands):
    """The commands that lie in this folder."""

    package = __name__


@click.group(cls=Vetting)
def command() -> None:
    """Record who passed which content, and say whether vetting holds."""
