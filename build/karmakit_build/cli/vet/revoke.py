"""`karmakit vet revoke`: take a decision back."""

from datetime import UTC, datetime
from pathlib import Path

import click

_PATH = click.Path(readable=False, path_type=Path)


@click.command()
@click.argument("record", type=_PATH, metavar="RECORD")
@click.option("--as", "person", required=True, metavar="PERSON", help="Who revokes: who decided, or an owner of the policy.")
@click.option("--role", required=True, help="In which role.")
@click.option("--reason", required=True, help="Why, in a sentence.")
@click.option("--key", type=_PATH, metavar="FILE", help="Sign at once with this SSH key.")
def command(record: Path, person: str, role: str, reason: str, key: Path | None) -> int:
    """Take back the decision in RECORD, a file of a course's `.vetting` folder. The file stays: it tells what was decided."""
    from karmakit_build.vetting.deciding import Decision  # noqa: PLC0415 - heavy
    from karmakit_build.vetting.reading import vetting_of  # noqa: PLC0415 - heavy
    from karmakit_build.vetting.writing import keep  # noqa: PLC0415 - heavy
    from karmakit_schemas.errors import UnusableInputError  # noqa: PLC0415 - heavy

    course = record.parent.parent.parent
    name = f"{record.parent.name}/{record.name}"
    vetting = vetting_of(course)
    found = next((one for one in vetting.log.records.values() if one.path == name), None)
    if found is None:
        raise UnusableInputError(f"{record}: this is no record of a course; give a file such as courses/x/.vetting/module/….json")
    now = datetime.now(tz=UTC).replace(microsecond=0)
    more = {"revokes": found.digest, "reason": reason}
    subject = found.statement.predicate.scope.subject
    decision = Decision(person=person, role=role, verdict="revoke", subject=subject, opened=now, closed=now, more=more)
    for path in keep(vetting, [decision], key):
        click.echo(path)
    return 0
