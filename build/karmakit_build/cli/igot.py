"""`karmakit igot`: bring delivery kits to iGOT's content API."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from karmakit_build.igot.replay.session import Session
    from karmakit_build.igot.replay.walk import Told

_FILE = click.Path(readable=False, path_type=Path)
_SAID = {
    "done": "done",
    "already": "already done",
    "found": "found on the platform",
    "would": "would be done",
    "person": "left for a person",
    "look": "made from another kit's file: import it again",
    "waits": "waits for what is left",
}


@click.group()
def command() -> None:
    """Work with delivery kits for iGOT (`karmakit build --target igot`)."""


@command.command()
@click.argument("kit", type=_FILE, metavar="KIT")
@click.option("--url", metavar="URL", help="The content API: https, and the path before /content/v3.")
@click.option("--upload-url", metavar="URL", help="The same for uploads, where it differs.")
@click.option("--values", "file", type=_FILE, metavar="FILE", help="JSON: placeholders, and ids of what was made by hand.")
@click.option("--ledger", "ledger_path", type=_FILE, metavar="FILE", help="What is done already; by default beside KIT.")
@click.option("--send", is_flag=True, help="Do it; without this, only say what would be done.")
@click.option("--review", is_flag=True, help="In the end, send the course for review.")
@click.option("--create-again", is_flag=True, help="Create what was sent without an answer and is not there.")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True, help="How it is written.")
def replay(  # noqa: PLR0913 - click hands over every option by itself
    *,
    kit: Path,
    url: str | None,
    upload_url: str | None,
    file: Path | None,
    ledger_path: Path | None,
    send: bool,
    review: bool,
    create_again: bool,
    form: str,
) -> int:
    """Walk the plan of the delivery kit in the folder KIT against a content API.

    Without --send nothing is sent. The token is read from the environment, KARMAKIT_IGOT_TOKEN, and from nowhere else.

    Exit status: 0 all done, 1 something is left for a person, 2 it cannot be done.
    """
    from karmakit_build.igot.replay.session import Call, session  # noqa: PLC0415 - heavy

    told: list[Told] = []
    found: Session | None = None
    try:
        with session(Call(kit, url, upload_url, file, ledger_path, send, review, create_again)) as found:
            for each in found.walk:
                told.append(each)
                if form == "text":
                    _tell(each)
    finally:
        if form == "json" and found:
            _tell_json(told, found, send=send)
    left = [each for each in told if each.state in {"person", "look", "waits"}]
    if form == "text":
        _tell_rest(left, found, send=send)
    return int(bool(left or found.lacking) and send)


def _tell(told: "Told") -> None:
    from karmakit_build.igot.replay.steps import call, kind  # noqa: PLC0415 - heavy

    method, path = call(told.step, told.id)
    request = f"{method} {path}" if method else "by hand"
    _say(f"{_SAID[told.state]}: {kind(told.step)} {told.step.key}: {request}  {told.step.name}")


def _tell_rest(left: "list[Told]", found: "Session", *, send: bool) -> None:
    for told in left:
        if told.state == "person":
            path = getattr(told.step, "path", "") or "the course"
            hint = f'then write "{told.step.key}": "<its id>" into the file of values and run again'
            _say(f"to do: make the question set {told.step.name!r} in the portal from {path}; {hint}", err=True)
        elif told.state == "look":
            _say(f"to do: import {getattr(told.step, 'path', '')} again into {told.id}: its questions have changed", err=True)
    for each in found.lacking:
        _say(f"to do: give {each.name!r} in the file of values: {each.what}", err=True)
    for entry in found.gone:
        _say(f"note: {entry.id} ({entry.key}) is an earlier kit's; retire it in the portal if nothing else uses it", err=True)
    if not send:
        click.echo("nothing was sent: this was a dry run; --send does it", err=True)


def _say(text: str, *, err: bool = False) -> None:
    from karmakit_build.igot.replay.lines import one_line  # noqa: PLC0415 - heavy

    click.echo(one_line(text), err=err)


def _tell_json(told: "list[Told]", found: "Session", *, send: bool) -> None:
    import json  # noqa: PLC0415 - only here

    from karmakit_build.igot.replay.steps import call, kind  # noqa: PLC0415 - heavy

    steps = []
    for each in told:
        method, path = call(each.step, each.id)
        head = {"step": kind(each.step), "key": each.step.key, "name": each.step.name, "method": method, "path": path}
        steps.append({**head, "state": each.state, "id": each.id})
    lacking = [{"name": each.name, "what": each.what} for each in found.lacking]
    gone = [{"key": entry.key, "id": entry.id} for entry in found.gone]
    click.echo(json.dumps({"sent": send, "steps": steps, "lacking": lacking, "gone": gone}, ensure_ascii=False, indent=1))
