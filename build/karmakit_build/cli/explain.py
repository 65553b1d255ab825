"""`karmakit explain`: say more about a rule."""

import click


@click.command()
@click.argument("code", metavar="CODE")
def command(code: str) -> int:
    """Show the page of a rule, by code (ACC001) or name (image-alt-missing)."""
    from karmakit_validators.explain import explain  # noqa: PLC0415 - heavy

    click.echo(explain(code).rstrip("\n"))
    return 0
