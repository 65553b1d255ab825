"""`karmakit vet sign`: sign decisions, the policy, or a bundle."""

from pathlib import Path

import click

_PATH = click.Path(readable=False, path_type=Path)


@click.command()
@click.argument("place", type=_PATH, metavar="COURSE|.vetting|BUNDLE")
@click.option("--as", "person", required=True, metavar="PERSON", help="Who signs, by the roster's id.")
@click.option(
    "--key", required=True, type=_PATH, metavar="FILE", help="The SSH key; of a key in an agent or token, its public file."
)
def command(place: Path, person: str, key: Path) -> int:
    """Sign all unsigned decisions of a person on a course; or, given the repository's `.vetting` folder, its policy.

    Given a bundle of a vetted course, a zip or the folder of a kit, sign what it says of its making: the signature lies beside it,
    with `.sig` added to its name, and counts if the bundle's policy lets PERSON build.

    OpenSSH signs (`ssh-keygen -Y sign`), so that a key may lie in a file, in an agent or in a token.
    """
    signed = _signed(place, person, key)
    for path in signed:
        click.echo(path)
    if not signed:
        click.echo(f"{place}: there is nothing of {person} to sign")
    return 0


def _signed(place: Path, person: str, key: Path) -> list[Path]:
    from karmakit_authoring.vetting_files import FOLDER  # noqa: PLC0415 - heavy
    from karmakit_build.records import PROVENANCE  # noqa: PLC0415 - heavy

    if place.name == FOLDER:
        from karmakit_build.vetting.writing import sign_policy  # noqa: PLC0415 - heavy

        return sign_policy(place, person, key)
    if place.is_file() or (place / PROVENANCE).is_file():
        from karmakit_build.vetting.signer import Signer  # noqa: PLC0415 - heavy
        from karmakit_build.vetting.signing_builds import sign_bundle  # noqa: PLC0415 - heavy

        return [sign_bundle(place, Signer(person, key))]
    from karmakit_build.vetting.writing import sign_records  # noqa: PLC0415 - heavy

    return sign_records(place, person, key)
