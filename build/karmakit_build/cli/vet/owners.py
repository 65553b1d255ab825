"""`karmakit vet owners`: tell a forge whom to ask."""

from pathlib import Path

import click

_PATH = click.Path(readable=False, path_type=Path)


@click.command()
@click.argument("folder", type=_PATH, default=Path(), metavar="[FOLDER]")
@click.option("--forge", type=click.Choice(["github", "gitlab"]), default="github", show_default=True, help="Which forge reads it.")
@click.option("--output", type=_PATH, metavar="FILE", help="Write it into this file instead of printing it.")
@click.option("--check", "checked", type=_PATH, metavar="FILE", help="Only say whether this file is what would be written.")
def command(folder: Path, forge: str, output: Path | None, checked: Path | None) -> int:
    """Print CODEOWNERS for the courses at and below FOLDER (here, if none is given), made of the roster of their policy.

    Exit status: 0, 1 with --check where the file is stale, 2 an unusable input.
    """
    from karmakit_build.archive import write  # noqa: PLC0415 - heavy
    from karmakit_build.vetting.owners import NAMES, owners_of  # noqa: PLC0415 - heavy
    from karmakit_schemas.errors import UsageError  # noqa: PLC0415 - heavy

    if output and checked:
        raise UsageError("--output writes and --check does not; leave one of them out")
    text = owners_of(folder, next(name for name in NAMES if name == forge))
    if checked:
        return _compare(text, checked, f"karmakit vet owners {folder.as_posix()} --forge {forge} --output {checked.as_posix()}")
    if output:
        click.echo(write(text.encode(), output))
    else:
        click.echo(text, nl=False)
    return 0


def _compare(text: str, file: Path, renew: str) -> int:
    """Say whether a file holds the text, whatever its line ends; return the exit status."""
    from karmakit_schemas.errors import UnusableInputError  # noqa: PLC0415 - heavy

    try:
        there = file.read_bytes().replace(b"\r\n", b"\n") if file.exists() else b""
    except OSError as error:
        raise UnusableInputError(f"{file}: cannot be read ({error.strerror or error}); check its permissions") from None
    if there == text.encode():
        return 0
    click.echo(f"{file}: not what the roster says; renew it with `{renew}`")
    return 1
