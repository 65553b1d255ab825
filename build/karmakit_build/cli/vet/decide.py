"""`karmakit vet decide`: write a decision down, without a review pack."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import click

_PATH = click.Path(readable=False, path_type=Path)


@click.command()
@click.argument("course", type=_PATH, metavar="COURSE")
@click.argument("subjects", nargs=-1, required=True, metavar="MODULE…")
@click.option("--as", "person", required=True, metavar="PERSON", help="Who decides, by the roster's id.")
@click.option("--role", required=True, help="In which role.")
@click.option("--approve", "verdict", flag_value="approve", required=True, help="It passes.")
@click.option("--request-changes", "verdict", flag_value="request-changes", help="It does not pass; --reason says why.")
@click.option("--reason", default="", help="Why, in a sentence.")
@click.option("--since", metavar="SHA256", help="Only the change since this content was looked at (a delta review).")
@click.option("--no-conflict", is_flag=True, help="Declare that there is no conflict of interest; an approval needs it.")
@click.option("--key", type=_PATH, metavar="FILE", help="Sign at once with this SSH key.")
def command(course: Path, subjects: tuple[str, ...], key: Path | None, **options: Any) -> int:
    """Decide on modules of COURSE (`_course` is course.yml with the glossary) as they are now.

    The decision lies unsigned in the course's `.vetting` folder until `karmakit vet sign` signs it.
    """
    from karmakit_build.vetting.deciding import Decision  # noqa: PLC0415 - heavy
    from karmakit_build.vetting.reading import vetting_of  # noqa: PLC0415 - heavy
    from karmakit_build.vetting.writing import keep  # noqa: PLC0415 - heavy
    from karmakit_schemas.errors import UsageError  # noqa: PLC0415 - heavy

    if options["verdict"] == "request-changes" and not options["reason"]:
        raise UsageError("a request for changes says why: add --reason")
    now = datetime.now(tz=UTC).replace(microsecond=0)
    more = {name: options[name] for name in ("reason", "since") if options[name]}
    decisions = [
        Decision(
            person=options["person"],
            role=options["role"],
            verdict=options["verdict"],
            subject=subject,
            opened=now,
            closed=now,
            no_conflict=options["no_conflict"],
            more=more,
        )
        for subject in subjects
    ]
    for path in keep(vetting_of(course), decisions, key):
        click.echo(path)
    return 0
