"""`karmakit explain`: say more about a rule."""

import click


@click.command()
@click.argument("code", metavar="CODE")
@click.option("--lang", type=click.Choice(["en", "hi"]), default="en", show_default=True, help="The reader's language.")
def command(code: str, lang: str) -> int:
    """Show the page of a rule, by code (ACC001) or name (image-alt-missing)."""
    from karmakit_validators.explain import explain  # noqa: PLC0415 - heavy

    click.echo(explain(code, lang).rstrip("\n"))
    return 0
