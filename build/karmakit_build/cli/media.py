"""`karmakit media`: make the pictures and films of a course fit to travel."""

from pathlib import Path

import click

_PATH = click.Path(readable=False, path_type=Path)


@click.command()
@click.argument("paths", nargs=-1, type=_PATH, metavar="[PATH…]")
@click.option("--check", "only_check", is_flag=True, help="Change nothing; exit with 1 where something would change.")
@click.option("--lite", is_flag=True, help="Make small pictures and sounds of films too, for `karmakit build --lite`.")
@click.option("--originals", type=_PATH, metavar="DIR", help="Keep a copy of what is written over, outside of the course.")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
def command(paths: tuple[Path, ...], *, only_check: bool, lite: bool, originals: Path | None, form: str) -> int:
    """Make the pictures and films of the courses at and below PATH (here, if none is given) fit to travel.

    Pictures get the pixels that are shown and lose the data of the camera, and a WebP lies beside where that is clearly lighter.
    Films and sounds lose the place where they were taken, and nothing else.
    With ffmpeg installed a film without a poster gets one. Originals are written over only where Git has them.

    Exit status: 0 done, or nothing to do; 1 something would change, with --check; 2 an unusable input, or a file that was left.
    """
    from karmakit_build.cli._media import Wish, run  # noqa: PLC0415 - heavy

    return run(paths or (Path(),), Wish(only_check, lite, originals, form))
