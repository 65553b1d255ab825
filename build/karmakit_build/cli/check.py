"""`karmakit check`: say what is wrong with courses."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import click


@click.command()
@click.argument("paths", nargs=-1, type=click.Path(readable=False, path_type=Path), metavar="[PATH…]")
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json", "sarif", "github"]),
    default="text",
    show_default=True,
    help="How findings are written.",
)
@click.option(
    "--profile",
    type=click.Choice(["draft", "review", "publish"]),
    default="review",
    show_default=True,
    help="How strictly findings weigh.",
)
@click.option("--select", multiple=True, metavar="C", help="Only these rules: codes, beginnings of codes or names.")
@click.option("--ignore", multiple=True, metavar="C", help="Not these rules.")
def command(paths: tuple[Path, ...], form: str, profile: Any, select: tuple[str, ...], ignore: tuple[str, ...]) -> int:
    """Check the courses at and below PATH (here, if none is given) and show every finding.

    Exit status: 0 fit, 1 findings that fail the profile, 2 an unusable input.
    """
    from karmakit_build.cli._checked import checked  # noqa: PLC0415 - heavy
    from karmakit_build.cli._show import complain, show  # noqa: PLC0415 - heavy
    from karmakit_validators.check import fails  # noqa: PLC0415 - heavy
    from karmakit_validators.settings import Settings  # noqa: PLC0415 - heavy

    settings = Settings(profile=profile, select=_codes(select), ignore=_codes(ignore), today=datetime.now(tz=UTC).date())
    found = checked(paths or (Path(),), settings)
    if found.parts:
        show(form, found.parts, profile)
    complain(found.errors)
    return 2 if found.errors else int(any(fails(part.findings, profile) for part in found.parts))


def _codes(given: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(word.strip() for part in given for word in part.split(",") if word.strip())
