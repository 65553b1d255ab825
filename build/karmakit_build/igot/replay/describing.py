"""Give contents their metadata on a platform, and send a course for review."""

import json
from collections.abc import Mapping
from typing import Any

from karmakit_build.igot.replay.answers import content, is_identifier
from karmakit_build.igot.replay.client import Client, Request
from karmakit_build.igot.replay.errors import LostAnswerError, PlatformError, RefusedError
from karmakit_build.igot.replay.ledger import Entry, Ledger
from karmakit_build.igot.replay.steps import Create, Review, Update, call

OPEN = frozenset({"Draft", "Redraft", "FlagDraft"})
STALE = "ERR_STALE_VERSION_KEY"
_TIMES = 3


def update(step: Update, identifier: str, client: Client, ledger: Ledger) -> None:
    """Write a content's metadata under the lock of its `versionKey`; read again what a lost answer or another writer left."""
    wanted = wanted_metadata(step, identifier, ledger)
    for turn in range(_TIMES):
        found = read_own(step.made, identifier, client)
        if all(same(found.get(name), value) for name, value in wanted.items()):
            break
        check_open(found, identifier, step.name)
        body = {"request": {"content": {**wanted, "versionKey": _version(found, identifier)}}}
        method, path = call(step, identifier)
        try:
            client.send(Request(method, path, body))
        except LostAnswerError:
            if turn == _TIMES - 1:
                raise
        except RefusedError as error:
            if error.code != STALE or turn == _TIMES - 1:
                raise
        else:
            break
    ledger.record(Entry("update", step.key, "done", identifier, step.digest))


def wanted_metadata(step: Update, identifier: str, ledger: Ledger) -> dict[str, Any]:
    """Return what is to be written: the step's metadata with addresses of pictures and the course's own id."""
    wanted: dict[str, Any] = {**step.metadata, **{name: ledger.url(key) for name, key in step.pictures}}
    languages = wanted.get("languageMapV1")
    if step.own_language and isinstance(languages, dict) and isinstance(languages.get(step.own_language), dict):
        own = {**languages[step.own_language], "id": identifier}
        wanted["languageMapV1"] = {**languages, step.own_language: own}
    return wanted


def review(step: Review, identifier: str, client: Client, ledger: Ledger) -> None:
    """Send a course for review, unless it is there already."""
    for turn in range(_TIMES):
        found = read(identifier, step.name, client)
        if found.get("status") == "Review":
            break
        check_open(found, identifier, step.name)
        method, path = call(step, identifier)
        try:
            client.send(Request(method, path, {"request": {"content": {}}}))
        except LostAnswerError:
            if turn == _TIMES - 1:
                raise
        else:
            break
    ledger.record(Entry("review", step.key, "done", identifier, step.digest))


def read(identifier: str, name: str, client: Client) -> dict[str, Any]:
    """Return a content as its author sees it."""
    result = client.send(Request("GET", f"/content/v3/read/{identifier}?mode=edit", repeatable=True))
    return content(result, identifier, name)


def read_own(made: Create, identifier: str, client: Client) -> dict[str, Any]:
    """Return a content as its author sees it; PlatformError if it is another than the one that was made."""
    found = read(identifier, made.name, client)
    if not made.is_it(found):
        mend = f"write the right id of {made.key!r} into the file of values, or begin anew with another --ledger"
        raise PlatformError(f"{identifier} is not {made.name!r}: it has another code or type; {mend}")
    return found


def check_open(found: Mapping[str, Any], identifier: str, name: str) -> None:
    """Raise PlatformError if a content is in nobody's draft, where a change would disturb a review or what learners see."""
    status = found.get("status")
    if status not in OPEN:
        word = status if isinstance(status, str) and is_identifier(f"do_{status}") else "of no known status"
        raise PlatformError(f"{name!r} ({identifier}) is {word} and not a draft; open it for editing in the portal, then run again")


def same(found: Any, wanted: Any) -> bool:
    """Say whether the platform holds a value, which it may keep as JSON in a string."""
    if found == wanted and isinstance(found, bool) == isinstance(wanted, bool):
        return True
    if not isinstance(found, str) or isinstance(wanted, str):
        return False
    try:
        return bool(json.loads(found) == wanted)
    except (ValueError, RecursionError):
        return False


def _version(found: Mapping[str, Any], identifier: str) -> str:
    version = found.get("versionKey")
    if not isinstance(version, str) or not version.isascii() or not 0 < len(version) <= 100:  # noqa: PLR2004 - a time in milliseconds
        raise PlatformError(f"the platform gives no versionKey of {identifier}; look at --url")
    return version
