"""`karmakit fmt`: one canonical form of the source."""

from pathlib import Path

import click


@click.command()
@click.argument("paths", nargs=-1, type=click.Path(readable=False, path_type=Path), metavar="[PATH…]")
@click.option("--check", "only_check", is_flag=True, help="Change nothing; exit with 1 where something would change.")
@click.option("--diff", "show_diff", is_flag=True, help="Show what would change, and change nothing.")
@click.option("--skip-outside", is_flag=True, help="Pass over files that lie in no course, as a hook may name them.")
def command(paths: tuple[Path, ...], *, only_check: bool, show_diff: bool, skip_outside: bool) -> int:
    """Write the sources of the courses at and below PATH (here, if none is given) in one form. What they mean never changes.

    Exit status: 0 done, or nothing to do; 1 something would change, with --check or --diff; 2 an unusable input.
    """
    from karmakit_authoring.load import is_outside  # noqa: PLC0415 - heavy
    from karmakit_build.checking.rewriting import diff, rewrite  # noqa: PLC0415 - heavy
    from karmakit_build.cli._checked import courses_at  # noqa: PLC0415 - heavy
    from karmakit_build.cli._show import complain  # noqa: PLC0415 - heavy
    from karmakit_build.formatting import canonical  # noqa: PLC0415 - heavy

    places = tuple(path for path in paths or (Path(),) if not (skip_outside and is_outside(path)))
    courses, errors = courses_at(places) if places else ([], [])
    found = canonical(courses)
    if show_diff:
        click.echo(diff(found.changes), nl=False)
    elif not only_check:
        rewrite(found.changes)
    if not show_diff:
        for change in found.changes:
            click.echo(change.path.as_posix())
    complain([f"{path}: something stays as it was: written otherwise it would mean another thing" for path in found.left])
    complain([*errors, *found.errors])
    if errors or found.errors:
        return 2
    return int(bool(found.changes) and (only_check or show_diff))
