"""`karmakit vet status`: how each module stands."""

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from karmakit_build.cli._show import complain, wants_colour

if TYPE_CHECKING:
    from karmakit_build.vetting.state import State
    from karmakit_validators.vetting.judge import Standing

_PATH = click.Path(readable=False, path_type=Path)


@click.command()
@click.argument("courses", nargs=-1, required=True, type=_PATH, metavar="COURSE…")
@click.option(
    "--root", "roots", multiple=True, type=_PATH, metavar="KEY", help="A public key that the first policy must be signed with."
)
@click.option("--base", metavar="REF", help="A commit, branch or tag: no decision that lay there may be missing now.")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True, help="How it is written.")
def command(courses: tuple[Path, ...], roots: tuple[Path, ...], base: str | None, form: str) -> int:
    """Say how each module of the courses at and below COURSE stands: who passed it, who is missing, why some do not count.

    Then how the quality form stands, if the policy asks for one.

    Exit status: 0 all is vetted, 1 something is not, 2 an unusable input.
    """
    from karmakit_build.cli._checked import courses_at  # noqa: PLC0415 - heavy
    from karmakit_build.vetting import telling  # noqa: PLC0415 - heavy
    from karmakit_build.vetting.signing import public_blob  # noqa: PLC0415 - heavy
    from karmakit_build.vetting.state import state_of  # noqa: PLC0415 - heavy

    trusted = [public_blob(root) for root in roots]
    today = datetime.now(tz=UTC).date()
    found, errors = courses_at(courses)
    told = [state_of(course, trusted, today, base) for course in found]
    if form == "json":
        click.echo(json.dumps({"version": 1, "courses": [_of_course(one) for one in told]}, ensure_ascii=False, indent=2))
    else:
        for one in told:
            click.echo(telling.state(one), color=wants_colour())
    complain(errors)
    return 2 if errors else int(not all(one.holds for one in told))


def _of_course(state: "State") -> dict[str, Any]:
    listed = {"path": state.course.as_posix(), "subjects": [_as_json(one) for one in state.standings]}
    if not state.form:
        return listed
    score = state.form.score
    form = {
        "framework": state.form.framework.id,
        "holds": state.form.holds(state.threshold),
        "unanswered": list(state.form.unanswered),
        "points": score.points,
        "most": score.most,
        "threshold": state.threshold,
    }
    return {**listed, "form": form}


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
        "waived": sorted(one.waived),
        "flaws": [{"code": flaw.code, "path": flaw.path, "message": flaw.message, "help": flaw.help} for flaw in one.flaws],
    }
