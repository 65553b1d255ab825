"""`karmakit lsp`: speak with an editor."""

import click


@click.command()
@click.option("--lang", type=click.Choice(["en", "hi"]), default="en", show_default=True, help="The language of the findings.")
def command(lang: str) -> int:
    """Answer an editor over standard input and output, by the Language Server Protocol.

    Findings show while a course is written, with quick fixes, the page of each rule, and completion. Needs the extra `editor`.
    """
    from karmakit_schemas.errors import UsageError  # noqa: PLC0415 - heavy
    from karmakit_schemas.version import VERSION  # noqa: PLC0415 - heavy

    try:
        from karmakit_validators.lsp.server import serve  # noqa: PLC0415 - heavy
    except ModuleNotFoundError as error:
        raise UsageError("the language server needs pygls; install `karmakit[editor]`") from error
    serve(VERSION, lang).start_io()
    return 0
