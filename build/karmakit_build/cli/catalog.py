"""`karmakit catalog`: show many courses as one."""

from pathlib import Path

import click

_PATH = click.Path(readable=False, path_type=Path)


@click.command()
@click.argument("paths", nargs=-1, type=_PATH, metavar="[PATH…]")
@click.option(
    "--out",
    type=_PATH,
    default=Path("catalogue"),
    show_default=True,
    metavar="DIR",
    help="The folder to write; an old catalogue there is replaced.",
)
@click.option("--title", metavar="TEXT", help="What the catalogue is called.")
@click.option("--lang", type=click.Choice(["en", "hi"]), default="en", show_default=True, help="Its language; courses keep theirs.")
@click.option(
    "--root", "roots", multiple=True, type=_PATH, metavar="KEY", help="A public key that the first policy must be signed with."
)
@click.option("--url", metavar="URL", help="Where it will lie on the web: its feed then names whole addresses.")
def command(  # noqa: PLR0913, PLR0917 - click's signature
    paths: tuple[Path, ...], out: Path, title: str | None, lang: str, roots: tuple[Path, ...], url: str | None
) -> int:
    """List the courses at and below PATH (here, if none is given) by competency, role, language, duration and status.

    DIR then holds pages that open from the disk, what no course teaches of the competency framework, a JSON Feed and a
    catalogue.json for programs.

    Exit status: 0 every course is in it, 1 some could not be read whole, 2 an unusable input or nothing to list.
    """
    from karmakit_build.cli._cataloguing import Wish, run  # noqa: PLC0415 - heavy

    return run(paths or (Path(),), Wish(out, title, lang, roots, url or ""))
