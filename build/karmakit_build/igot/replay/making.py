"""Create contents on a platform, once each, and upload their files."""

import time
from collections.abc import Callable
from pathlib import Path

from karmakit_build.igot.replay.answers import artifact_url, matches, new_identifier, same_identifier
from karmakit_build.igot.replay.client import Client, Request, Upload
from karmakit_build.igot.replay.describing import check_open, read, read_own
from karmakit_build.igot.replay.errors import LostAnswerError, PlatformError, RefusedError
from karmakit_build.igot.replay.kit_files import open_in, upload_name
from karmakit_build.igot.replay.ledger import Entry, Ledger
from karmakit_build.igot.replay.steps import Create, SendFile, call

# an index follows what was created after a while
PATIENCE = (1, 2, 4, 8)
_STATUSES = ("Draft", "Redraft", "FlagDraft", "Review", "Processing", "Live", "Unlisted", "Flagged", "FlagReview")
# these say that a door has no search, or that a content is not ours to read
_UNSEARCHED = frozenset({400, 403, 404, 405})


def create(step: Create, client: Client, ledger: Ledger, *, again: bool, sleep: Callable[[float], None] = time.sleep) -> bool:
    """Create a content unless the platform has it already, by its code; return whether it was there.

    A request whose answer was lost is never sent again by itself: the content is searched for, and where it is not found a person
    says that it is not there, by `again`.
    """
    before = ledger.of("create", step.key)
    lost = before is not None and before.state == "sent"
    found = _find(step, client, (*PATIENCE, 0) if lost and not again else (0,), sleep)
    if not found and lost and not again:
        raise PlatformError(_lost(step))
    if not found:
        ledger.record(Entry("create", step.key, "sent"))
        try:
            method, path = call(step)
            result = client.send(Request(method, path, {"request": {"content": step.metadata}}))
            made = new_identifier(result, step.name)
        except LostAnswerError as error:
            found = _find(step, client, (*PATIENCE, 0), sleep)
            if not found:
                raise PlatformError(f"{error.what}; {_lost(step)}") from None
        except PlatformError:
            ledger.record(Entry("create", step.key, "refused"))
            raise
        else:
            ledger.record(Entry("create", step.key, "done", made))
            return False
    ledger.record(Entry("create", step.key, "done", found))
    return True


def _find(step: Create, client: Client, waits: tuple[int, ...], sleep: Callable[[float], None]) -> str:
    """Return the id of a content of a step's code, type and channel, or the empty string; look once before each wait."""
    code, mime_type = str(step.metadata["code"]), str(step.metadata["mimeType"])
    wanted = {
        "filters": {"code": [code], "status": list(_STATUSES)},
        "fields": ["identifier", "code", "mimeType", "status"],
        "limit": 20,
    }
    for wait in waits:
        try:
            result = client.send(Request("POST", "/content/v1/search", {"request": wanted}, repeatable=True))
        except RefusedError as error:
            if error.status in _UNSEARCHED:
                return ""
            raise
        ours = tuple(each for each in matches(result, code, mime_type) if _is_ours(step, each, client))
        if len(ours) > 1:
            mend = f'keep one, and name it in the file of values: "{step.key}": "{ours[0]}"'
            raise PlatformError(f"the platform holds {len(ours)} contents of the code {code}: {', '.join(ours)}; {mend}")
        if ours:
            return ours[0]
        if wait:
            sleep(wait)
    return ""


def _is_ours(step: Create, identifier: str, client: Client) -> bool:
    """Say whether a content that was found is the very one: an index may be old, and a code may stand in two channels."""
    try:
        found = read(identifier, step.name, client)
    except RefusedError as error:
        if error.status in _UNSEARCHED:
            return False
        raise
    return step.is_it(found, "channel")


def adopt(step: Create, identifier: str, client: Client, ledger: Ledger) -> None:
    """Take a content that a person names for the one of a step, if it has its code and type."""
    read_own(step, identifier, client)
    ledger.record(Entry("create", step.key, "done", identifier))


def _lost(step: Create) -> str:
    code = step.metadata["code"]
    return (
        f"it is not known whether {step.name!r} was created: look in the portal for the code {code}; if it is there, write "
        f'"{step.key}": "<its id>" into the file of values; if not, run again with --create-again'
    )


def send_file(step: SendFile, identifier: str, kit: Path, client: Client, ledger: Ledger) -> None:
    """Upload a file into a draft of ours; a file that comes twice only replaces itself."""
    found = read_own(step.made, identifier, client)
    if found.get("contentType") != "Asset":  # which the platform publishes by itself
        check_open(found, identifier, step.name)
    method, path = call(step, identifier)
    upload = Upload(upload_name(step.path), step.mime_type, step.size, step.digest, lambda: open_in(kit, step.path))
    result = client.send(Request(method, path, upload=upload, repeatable=True))
    same_identifier(result, identifier, step.name)
    url = artifact_url(result, step.name, f".{step.path.rsplit('.', 1)[-1]}")
    ledger.record(Entry("upload", step.key, "done", identifier, step.digest, url))
