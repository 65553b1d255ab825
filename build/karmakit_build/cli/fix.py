"""`karmakit fix`: a short word for `karmakit check --fix`."""

from pathlib import Path

import click


@click.command()
@click.argument("paths", nargs=-1, type=click.Path(readable=False, path_type=Path), metavar="[PATH…]")
@click.option("--unsafe-fixes", is_flag=True, help="Mend also what a person must look at afterwards.")
@click.option("--diff", is_flag=True, help="Show what would change, and change nothing.")
@click.pass_context
def command(ctx: click.Context, paths: tuple[Path, ...], *, unsafe_fixes: bool, diff: bool) -> int:
    """Mend the courses at and below PATH (here, if none is given), as `karmakit check --fix` does."""
    from karmakit_build.cli.check import command as check  # noqa: PLC0415 - its options are wanted here alone

    status: int = ctx.invoke(check, paths=paths, fix=True, unsafe_fixes=unsafe_fixes, diff=diff)
    return status
