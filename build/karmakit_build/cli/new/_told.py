"""What was written, and what comes next."""

from collections.abc import Iterable
from pathlib import Path

import click

from karmakit_authoring.scaffold.filling import template_language
from karmakit_schemas.parsed import Parsed


def tell(paths: Iterable[Path], *more: str) -> int:
    """Print the files that were written, a line each, and what there is to say of them; return the exit status."""
    for path in paths:
        click.echo(path.as_posix())
    for line in more:
        click.echo(line)
    return 0


def note(parsed: Parsed) -> tuple[str, ...]:
    """Return a line on the language of the text, where it is not the course's."""
    language = parsed.part.meta.language
    known = template_language(language) == language.split("-")[0].lower()
    return () if known else (f"The text is in English: write your own over it in `{language}`.",)
