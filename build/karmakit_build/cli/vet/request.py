"""`karmakit vet request`: ask for vetting, and freeze who made the content."""

from datetime import UTC, datetime
from pathlib import Path

import click

_PATH = click.Path(readable=False, path_type=Path)


@click.command()
@click.argument("course", type=_PATH, metavar="COURSE")
@click.argument("subjects", nargs=-1, metavar="[MODULE…]")
@click.option("--as", "person", required=True, metavar="PERSON", help="Who asks, by the roster's id.")
@click.option("--role", required=True, help="In which role.")
@click.option("--key", type=_PATH, metavar="FILE", help="Sign at once with this SSH key.")
def command(course: Path, subjects: tuple[str, ...], person: str, role: str, key: Path | None) -> int:
    """Ask for the vetting of modules of COURSE: of those named, or of all that are not vetted.

    The request names the authors and translators whom Git and the front-matter know: they cannot pass their own work, in whatever
    repository or bundle the records travel.
    """
    from karmakit_authoring.authors import authors_of  # noqa: PLC0415 - heavy
    from karmakit_build.vetting.deciding import Decision  # noqa: PLC0415 - heavy
    from karmakit_build.vetting.reading import vetting_of  # noqa: PLC0415 - heavy
    from karmakit_build.vetting.writing import keep  # noqa: PLC0415 - heavy

    now = datetime.now(tz=UTC).replace(microsecond=0)
    vetting = vetting_of(course)
    wanted = subjects or tuple(one.content.name for one in vetting.judged(now.date()) if not one.holds)
    contents = [vetting.content(subject) for subject in wanted]
    known = authors_of(course, sorted({file for content in contents for file in content.files}))
    decisions = []
    for subject, content in zip(wanted, contents, strict=True):
        makers = sorted({*content.names}.union(*(known[file] for file in content.files)))
        decisions.append(
            Decision(person=person, role=role, verdict="request", subject=subject, opened=now, closed=now, more={"authors": makers})
        )
    for path in keep(vetting, decisions, key):
        click.echo(path)
    if not decisions:
        click.echo(f"{course}: all is vetted, nothing to ask for")
    return 0
