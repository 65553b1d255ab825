"""`karmakit vet record`: take over what a reviewer decided in a review pack."""

from datetime import UTC, datetime
from pathlib import Path

import click

_PATH = click.Path(readable=False, path_type=Path)


@click.command()
@click.argument("files", nargs=-1, required=True, type=_PATH, metavar="FILE…")
@click.option("--course", required=True, type=_PATH, metavar="COURSE", help="The course on which the files decide.")
@click.option("--key", type=_PATH, metavar="FILE", help="Sign at once with this SSH key of the person who decided.")
@click.option("--as", "person", metavar="PERSON", help="Take the decisions of this person only; any other file is refused.")
def command(files: tuple[Path, ...], course: Path, key: Path | None, person: str | None) -> int:
    """Write the decisions in FILE, saved by a review pack, into the course's `.vetting` folder: all of them, or none.

    Who runs the command need not be who decided: without --key the decisions lie unsigned until `karmakit vet sign` signs them. A
    file that is recorded already is left alone.

    Exit status: 0 all is recorded, 2 a file that cannot be used.
    """
    from karmakit_build.vetting.reading import vetting_of  # noqa: PLC0415 - heavy
    from karmakit_build.vetting.recording import read_decisions, recording_of  # noqa: PLC0415 - heavy
    from karmakit_build.vetting.writing import keep  # noqa: PLC0415 - heavy
    from karmakit_schemas.errors import UsageError  # noqa: PLC0415 - heavy

    given = [read_decisions(file) for file in files]
    for one in given:
        if person not in {None, one.file.person}:
            raise UsageError(f"{one.path}: this is a decision of {one.file.person}, not of {person}; leave out --as, or the file")
    vetting = vetting_of(course)
    recording = recording_of(vetting, given, datetime.now(tz=UTC).date())
    for path in keep(vetting, recording.decisions, key):
        click.echo(path)
    for note in recording.notes:
        click.echo(f"karmakit: {note}", err=True)
    new = () if key else (decision.person for decision in recording.decisions)
    for name in dict.fromkeys((*recording.unsigned, *new)):
        sign = f"karmakit vet sign {course.as_posix()} --as {name} --key …"
        click.echo(f"karmakit: not signed yet; {name} signs with `{sign}`", err=True)
    return 0
