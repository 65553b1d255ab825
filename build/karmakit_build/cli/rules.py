"""`karmakit rules`: list what is checked."""

import click


@click.command()
def command() -> int:
    """List all rules: code, name, severity, gate, layer."""
    from karmakit_validators.explain import catalogue  # noqa: PLC0415 - heavy

    click.echo(catalogue().rstrip("\n"))
    return 0
