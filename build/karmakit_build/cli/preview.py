"""`karmakit preview`: see courses as learners will, while they are written."""

from pathlib import Path

import click

_FOLDER = click.Path(readable=False, path_type=Path)


@click.command()
@click.argument("courses", nargs=-1, type=_FOLDER, metavar="[COURSE…]")
@click.option("--port", type=click.IntRange(0, 65535), default=8000, show_default=True, help="The port; 0 takes one that is free.")
@click.option("--no-open", is_flag=True, help="Do not open the browser.")
@click.option("--lang", type=click.Choice(["en", "hi"]), help="The language of the panel; en, if karmakit.toml does not say.")
def command(courses: tuple[Path, ...], port: int, lang: str | None, *, no_open: bool) -> int:
    """Show the courses at and below COURSE (here, if none is given) in your browser, until Ctrl-C.

    Each page is shown as the player renders it, with what the check says of it beside it. When you save a file, the page is
    renewed. Only this machine can see it, and nothing is written.
    """
    from karmakit_build.cli._previewing import run  # noqa: PLC0415 - heavy

    return run(courses or (Path(),), port, lang, opens=not no_open)
