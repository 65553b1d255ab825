"""`karmakit rules`: list what is checked."""

from pathlib import Path

import click

_FILE = click.Path(readable=False, path_type=Path)


@click.command()
@click.option(
    "--format", "form", type=click.Choice(["text", "md", "json"]), default="text", show_default=True, help="How it is written."
)
@click.option("--output", type=_FILE, metavar="FILE", help="Write the list into this file instead of printing it.")
@click.option("--check", "known", type=_FILE, metavar="FILE", help="Say whether this file still holds the list, and write nothing.")
def command(form: str, output: Path | None, known: Path | None) -> int:
    """List all rules: code, name, severity, gate, layer, mend, title, source.

    Exit status: 0, or 1 where the file of --check holds another list.
    """
    from karmakit_build.archive import write  # noqa: PLC0415 - heavy
    from karmakit_validators.rulebook import rulebook  # noqa: PLC0415 - heavy

    if output and known:
        raise click.UsageError("--output and --check exclude each other")
    told = rulebook(form)
    if output:
        write(told.encode(), output)
    elif known:
        if _read(known) != told:
            click.echo(f"karmakit: {known} is stale; renew it with `karmakit rules --format {form} --output {known}`", err=True)
            return 1
    else:
        click.echo(told, nl=False)
    return 0


def _read(path: Path) -> str:
    """Return a text with plain line ends; an empty one if there is no such file."""
    from karmakit_schemas.errors import UnusableInputError  # noqa: PLC0415 - heavy

    try:
        return path.read_bytes().decode("utf-8", "replace").replace("\r\n", "\n")
    except FileNotFoundError:
        return ""
    except OSError as error:
        raise UnusableInputError(f"{path}: the file cannot be read: {(error.strerror or str(error)).lower()}") from None
