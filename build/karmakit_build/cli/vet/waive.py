"""`karmakit vet waive`: let findings of a rule pass for a time."""

from datetime import UTC, datetime
from pathlib import Path

import click

_PATH = click.Path(readable=False, path_type=Path)


@click.command()
@click.argument("course", type=_PATH, metavar="COURSE")
@click.argument("subject", metavar="MODULE")
@click.option("--rule", "rules", multiple=True, required=True, metavar="CODE", help="The rule whose findings may stand.")
@click.option("--until", required=True, type=click.DateTime(["%Y-%m-%d"]), metavar="YYYY-MM-DD", help="The last day of the waiver.")
@click.option("--reason", required=True, help="Why, in a sentence.")
@click.option("--as", "person", required=True, metavar="PERSON", help="Who waives, by the roster's id.")
@click.option("--role", required=True, help="In which role: the policy's `waivers` name it.")
@click.option("--key", type=_PATH, metavar="FILE", help="Sign at once with this SSH key.")
def command(course: Path, subject: str, rules: tuple[str, ...], until: datetime, key: Path | None, **who: str) -> int:
    """Let findings of a rule in MODULE of COURSE (`_course` is course.yml with the glossary) pass, as it is now.

    A gate is never waived, nor what the policy does not list. When the text changes, the waiver says nothing any more; when its day
    is over and the text is still the same, the course is refused.
    """
    from karmakit_build.vetting.reading import vetting_of  # noqa: PLC0415 - heavy
    from karmakit_build.vetting.waiving import Asked, waiver_of  # noqa: PLC0415 - heavy
    from karmakit_build.vetting.writing import keep  # noqa: PLC0415 - heavy

    vetting = vetting_of(course)
    asked = Asked(subject=subject, rules=rules, until=until.date(), **who)
    for path in keep(vetting, [waiver_of(vetting, asked, datetime.now(tz=UTC).replace(microsecond=0))], key):
        click.echo(path)
    return 0
