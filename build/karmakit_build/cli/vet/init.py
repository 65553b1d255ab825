"""`karmakit vet init`: begin."""

from pathlib import Path

import click

_PATH = click.Path(readable=False, path_type=Path)


@click.command()
@click.argument("folder", type=_PATH, default=Path(), metavar="[FOLDER]")
def command(folder: Path) -> int:
    """Lay out a policy in FOLDER/.vetting (here, if none is given) for you to fill in: who may pass what."""
    from karmakit_build.vetting.writing import lay_out  # noqa: PLC0415 - heavy

    path = lay_out(folder)
    click.echo(path)
    click.echo(
        f"Fill it in; then `karmakit vet policy {path.parent}`, and each owner `karmakit vet sign {path.parent} --as … --key …`"
    )
    return 0
