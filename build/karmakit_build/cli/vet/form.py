"""`karmakit vet form`: the quality form of a course, filled with what the rules know."""

import json
from datetime import UTC, datetime
from pathlib import Path

import click

_PATH = click.Path(readable=False, path_type=Path)


@click.command()
@click.argument("course", type=_PATH, metavar="COURSE")
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json", "markdown"]),
    default="text",
    show_default=True,
    help="How it is written.",
)
@click.option("--lang", type=click.Choice(["en", "hi"]), help="The reader's language; en, if karmakit.toml does not say.")
def command(course: Path, form: str, lang: str | None) -> int:
    """Show the quality form of COURSE: what the rules answer, the evidence for who decides the rest, and the score so far.

    Exit status: 0 the form could be filled, whatever it says, 2 an unusable input.
    """
    from karmakit_build.vetting.forms import form_of  # noqa: PLC0415 - heavy
    from karmakit_validators.vetting.form_report import FORMATS, as_json  # noqa: PLC0415 - heavy

    shown = form_of(course, datetime.now(tz=UTC).date(), lang)
    if form == "json":
        click.echo(json.dumps(as_json(shown), ensure_ascii=False, indent=2))
    else:
        click.echo(FORMATS[form](shown), nl=False)
    return 0
