"""`karmakit import`: bring in what an institute has."""

from pathlib import Path

import click

_PATH = click.Path(readable=False, path_type=Path)


@click.command()
@click.argument("source", type=_PATH, metavar="FILE")
@click.argument("course", type=_PATH, metavar="COURSE")
@click.option("--from", "kind", metavar="KIND", help="What FILE is, where it does not say so itself.")
@click.option("--language", metavar="TAG", help="The language of the course, such as hi, where FILE does not say.")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True, help="How it is told.")
def command(source: Path, course: Path, kind: str | None, language: str | None, form: str) -> int:
    """Make a course of FILE (a document, slides, a quiz, a package, a folder) in the new folder COURSE.

    What cannot be carried over is told, line by line, with its place; nothing is left out silently.

    Exit status: 0 all of it was carried over, 1 something was not, 2 an unusable input.
    """
    from karmakit_build.cli._importing import run  # noqa: PLC0415 - heavy

    return run(source, course, kind, language, form)
