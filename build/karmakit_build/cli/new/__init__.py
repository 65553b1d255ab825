"""`karmakit new`: begin a course, and what is in it."""

import click

from karmakit_build.cli._commands import Commands


class New(Commands):
    """The commands that lie in this folder."""

    package = __name__


@click.group(cls=New)
def command() -> None:
    """Lay out a course, a unit, a module, a question or a term, with text that shows how it is written.

    On a terminal it asks for what is missing. Nothing that is there is ever written over.
    """
