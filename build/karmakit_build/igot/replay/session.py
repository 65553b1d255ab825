"""Put together what a replay needs: the kit, its values, the ledger, and the platform if something is to be sent."""

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from karmakit_build.igot.replay.address import platform_at, secrets_of
from karmakit_build.igot.replay.client import HttpClient
from karmakit_build.igot.replay.kit_files import LARGEST_PICTURE, check_artifact, check_file
from karmakit_build.igot.replay.ledger import Entry, look, opened
from karmakit_build.igot.replay.plan_file import Placeholder, Plan, read_plan
from karmakit_build.igot.replay.steps import SendFile, Step, steps
from karmakit_build.igot.replay.values import missing, values_of
from karmakit_build.igot.replay.walk import Told, Work, gone, preview, replay
from karmakit_schemas.errors import UnusableInputError, UsageError

# without these nothing can be created (iGOT's create request)
_FIRST = frozenset({"channel", "framework", "createdBy", "creator", "createdFor", "organisation"})

# by a name of this module, so that whoever tries a replay need not wait
sleep = time.sleep


@dataclass(frozen=True)
class Call:
    """A call of `karmakit igot replay`."""

    kit: Path
    url: str | None = None
    upload_url: str | None = None
    values: Path | None = None
    ledger: Path | None = None
    send: bool = False
    review: bool = False
    again: bool = False


@dataclass(frozen=True)
class Session:
    """A replay that is ready to go: the walk, the placeholders that lack a value, and what earlier kits left behind."""

    walk: Iterator[Told]
    lacking: tuple[Placeholder, ...]
    gone: tuple[Entry, ...]


@contextmanager
def session(call: Call) -> Iterator[Session]:
    """Give a replay; everything that can be checked before it begins is checked here."""
    if call.send and not call.url:
        raise UsageError("--send wants --url: the address of the content API")
    platform = platform_at(call.url, call.upload_url) if call.url else None
    plan = read_plan(call.kit)
    values = values_of(plan, call.values)
    lacking = missing(plan, values)
    path = call.ledger or beside(call.kit)
    origin = platform.origin if platform else ""
    walked = steps(plan, values, review=call.review)
    _check_files(call.kit, plan, walked)
    work = Work(call.kit, values.ids, bool(lacking), call.again, sleep)
    if platform is None or not call.send:
        seen = look(path, origin, plan.course.id)
        yield Session(preview(walked, work, seen), lacking, gone(walked, seen))
        return
    first = [each.name for each in lacking if each.name in _FIRST]
    if first:
        raise UnusableInputError(
            f"nothing can be created without {', '.join(first)}: write them into a JSON file and give it by --values"
        )
    channel = values.given.get("channel", "")
    secrets = secrets_of(os.environ)
    client = HttpClient(platform, secrets, sleep, channel if isinstance(channel, str) and channel.isascii() else "")
    with opened(path, origin, plan.course.id) as ledger:
        yield Session(replay(walked, work, ledger, client), lacking, gone(walked, ledger))


def beside(kit: Path) -> Path:
    """Return where the ledger of a kit lies: beside its folder, which every build replaces."""
    whole = kit.resolve()
    return whole.with_name(f"{whole.name}-ledger.jsonl")


def _check_files(kit: Path, plan: Plan, walked: tuple[Step, ...]) -> None:
    """Look at every file that is to be uploaded, so that a broken kit stops before anything was sent."""
    entries = {node.key: node.text("initFile") or "index.html" for node in plan.nodes()}
    for step in walked:
        if isinstance(step, SendFile):
            if step.key in entries:
                check_artifact(kit, step.path, entries[step.key])
            elif step.size > LARGEST_PICTURE:
                raise UnusableInputError(
                    f"{kit / step.path} is larger than 1 MB, which iGOT takes for no picture; give a smaller one"
                )
            check_file(kit, step.path, step.size, step.digest)
