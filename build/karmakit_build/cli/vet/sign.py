"""`karmakit vet sign`: sign decisions, or the policy."""

from pathlib import Path

import click

_PATH = click.Path(readable=False, path_type=Path)


@click.command()
@click.argument("place", type=_PATH, metavar="COURSE|.vetting")
@click.option("--as", "person", required=True, metavar="PERSON", help="Who signs, by the roster's id.")
@click.option(
    "--key", required=True, type=_PATH, metavar="FILE", help="The SSH key; of a key in an agent or token, its public file."
)
def command(place: Path, person: str, key: Path) -> int:
    """Sign all unsigned decisions of a person on a course; or, given the repository's `.vetting` folder, its policy.

    OpenSSH signs (`ssh-keygen -Y sign`), so that a key may lie in a file, in an agent or in a token.
    """
    from karmakit_authoring.vetting_files import FOLDER  # noqa: PLC0415 - heavy
    from karmakit_build.vetting.writing import sign_policy, sign_records  # noqa: PLC0415 - heavy

    signed = sign_policy(place, person, key) if place.name == FOLDER else sign_records(place, person, key)
    for path in signed:
        click.echo(path)
    if not signed:
        click.echo(f"{place}: there is nothing of {person} to sign")
    return 0
