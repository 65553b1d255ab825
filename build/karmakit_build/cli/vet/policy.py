"""`karmakit vet policy`: put a policy that was written into force, for its owners to sign."""

from pathlib import Path

import click

_PATH = click.Path(readable=False, path_type=Path)


@click.command()
@click.argument("folder", type=_PATH, metavar=".vetting")
def command(folder: Path) -> int:
    """Read `policy.yml` in the repository's `.vetting` folder and write `policy.json`, the form that is signed.

    A policy that was in force goes to `earlier/`; the owners of that one must sign the new one, each with `karmakit vet sign`.
    """
    from karmakit_build.vetting.writing import freeze_policy  # noqa: PLC0415 - heavy

    for path in freeze_policy(folder):
        click.echo(path)
    return 0
