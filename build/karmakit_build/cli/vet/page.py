"""`karmakit vet page`: a second opinion on bundles, in a browser."""

from pathlib import Path

import click

_FILE = click.Path(readable=False, path_type=Path)


@click.command()
@click.option("--output", type=_FILE, default=Path("verifier.html"), show_default=True, metavar="FILE", help="Where to write it.")
def command(output: Path) -> int:
    """Write the page that verifies bundles in a browser, offline: a second reading by other code than `karmakit verify`.

    Open it from the disk and drop a bundle on it, with its signature and the root key.
    """
    from karmakit_build.archive import write  # noqa: PLC0415 - heavy
    from karmakit_build.vetting.second_opinion import page  # noqa: PLC0415 - heavy

    click.echo(write(page().encode(), output))
    return 0
