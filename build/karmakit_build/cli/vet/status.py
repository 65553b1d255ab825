"""`karmakit vet status`: how each module stands."""

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from karmakit_validators.vetting.judge import Standing

_PATH = click.Path(readable=False, path_type=Path)


@click.command()
@click.argument("courses", nargs=-1, required=True, type=_PATH, metavar="COURSE…")
@click.option(
    "--root", "roots", multiple=True, type=_PATH, metavar="KEY", help="A public key that the first policy must be signed with."
)
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True, help="How it is written.")
def command(courses: tuple[Path, ...], roots: tuple[Path, ...], form: str) -> int:
    """Say how each module of the courses stands: who passed it, whose approval is missing, and why some do not count.

    Exit status: 0 all is vetted, 1 something is not, 2 an unusable input.
    """
    from karmakit_build.vetting.reading import vetting_of  # noqa: PLC0415 - heavy
    from karmakit_build.vetting.signing import public_blob  # noqa: PLC0415 - heavy

    trusted = [public_blob(root) for root in roots]
    today = datetime.now(tz=UTC).date()
    told = {course: vetting_of(course, trusted).judged(today) for course in courses}
    if form == "json":
        listed = [{"path": course.as_posix(), "subjects": [_as_json(one) for one in found]} for course, found in told.items()]
        click.echo(json.dumps({"version": 1, "courses": listed}, ensure_ascii=False, indent=2))
    else:
        for course, found in told.items():
            _tell(course, found)
    return int(not all(one.holds for found in told.values() for one in found))


def _tell(course: Path, found: "tuple[Standing, ...]") -> None:
    held = sum(one.holds for one in found)
    click.echo(f"{course}: {held} of {len(found)} vetted")
    for one in found:
        passed = ", ".join(f"{approval.person.id} ({approval.role})" for approval in one.approvals)
        click.echo(f"  {'vetted ' if one.holds else 'OPEN   '} {one.content.name}{f'  passed by {passed}' if passed else ''}")
        for flaw in one.flaws:
            click.echo(f"           {flaw.code}  {flaw.message}{f'. {flaw.help}' if flaw.help else ''}")


def _as_json(one: "Standing") -> dict[str, Any]:
    return {
        "subject": one.content.name,
        "title": one.content.title,
        "digest": f"sha256:{one.content.digest}",
        "vetted": one.holds,
        "approvals": [
            {"person": approval.person.id, "role": approval.role, "record": f"sha256:{approval.record.digest}"}
            for approval in one.approvals
        ],
        "flaws": [{"code": flaw.code, "path": flaw.path, "message": flaw.message, "help": flaw.help} for flaw in one.flaws],
    }
