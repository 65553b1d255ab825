"""Give a course its hierarchy on a platform, without making a unit twice or dropping what somebody else put there."""

from collections.abc import Iterator, Mapping
from http import HTTPStatus
from typing import Any

from karmakit_build.igot.replay.answers import below, content, is_identifier, same_identifier
from karmakit_build.igot.replay.client import Client, Request
from karmakit_build.igot.replay.describing import check_open, read
from karmakit_build.igot.replay.errors import LostAnswerError, PlatformError, RefusedError
from karmakit_build.igot.replay.ledger import Entry, Ledger
from karmakit_build.igot.replay.steps import Arrange, Branch, call

_TIMES = 3
Tree = tuple[str, tuple["Tree", ...]]


def arrange(step: Arrange, ids: Mapping[str, str], client: Client, ledger: Ledger) -> None:
    """Bring the course's hierarchy to that of the plan, and read it back.

    Units are known again by their codes, which the platform keeps: so a request whose answer was lost can be sent again.
    """
    root = ids[step.key]
    made = {branch.key: ids[branch.key] for branch in _branches(step.root) if not branch.own and branch.key in ids}
    for turn in range(_TIMES):
        found = _read(step, root, client)
        known = {**made, **_units(step, found)}
        _check_strangers(step, found, known, ledger)
        check_open(found, root, step.name)
        body = {"request": {"data": _data(step.root, known, ledger)}}
        method, path = call(step)
        try:
            result = client.send(Request(method, path, body))
        except LostAnswerError:
            if turn == _TIMES - 1:
                raise
            continue
        if result.get("content_id", root) != root:
            same_identifier({"identifier": result.get("content_id")}, root, step.name)
        break
    found = _read(step, root, client)
    known = {**made, **_units(step, found)}
    if _tree(found) != _wanted(step.root, known):
        raise PlatformError(
            f"the platform keeps another hierarchy of {step.name!r} ({root}) than it was given; look at it in the portal"
        )
    for branch in _branches(step.root):
        if branch.own:
            ledger.record(Entry("create", branch.key, "done", known[branch.key]))
    ledger.record(Entry("hierarchy", step.key, "done", root, step.digest))


def _read(step: Arrange, root: str, client: Client) -> dict[str, Any]:
    """Return a course with its children; a platform that knows of no hierarchy yet is asked for the course alone."""
    try:
        result = client.send(Request("GET", f"/content/v3/hierarchy/{root}?mode=edit", repeatable=True))
    except RefusedError as error:
        if error.status != HTTPStatus.NOT_FOUND:
            raise
        return {**read(root, step.name, client), "children": []}
    return content(result, root, step.name)


def _units(step: Arrange, found: Mapping[str, Any]) -> dict[str, str]:
    """Return the ids of the plan's units that the platform has, by their keys."""
    codes = {branch.code: branch.key for branch in _branches(step.root) if branch.own}
    return {codes[code]: each["identifier"] for each in _all(found) if isinstance(code := each.get("code"), str) and code in codes}


def _check_strangers(step: Arrange, found: Mapping[str, Any], known: Mapping[str, str], ledger: Ledger) -> None:
    """Refuse to drop what neither this kit nor an earlier one put into the course."""
    ours = {*known.values(), *ledger.ids}
    for each in _all(found):
        if each["identifier"] not in ours:
            holds = f"{step.name!r} holds {each['identifier']} on the platform, which no kit put there"
            raise PlatformError(f"{holds}; take it out in the portal, then run again")


def _data(root: Branch, known: Mapping[str, str], ledger: Ledger) -> dict[str, Any]:
    """Return nodesModified and hierarchy; a new unit goes by its code, which becomes its code on the platform."""
    names = {branch.key: known.get(branch.key, branch.code) for branch in _branches(root)}
    modified = {
        names[branch.key]: {
            "isNew": branch.key not in known,
            "root": False,
            "objectType": branch.object_type,
            "metadata": {**branch.metadata, **{name: ledger.url(key) for name, key in branch.pictures}},
        }
        for branch in _branches(root)
        if branch.own
    }
    hierarchy = {
        names[branch.key]: {
            "root": branch is root,
            "contentType": branch.content_type,
            "primaryCategory": branch.category,
            "name": branch.name,
            "children": [names[child.key] for child in branch.children],
        }
        for branch in _branches(root)
    }
    return {"nodesModified": modified, "hierarchy": hierarchy}


def _branches(branch: Branch) -> Iterator[Branch]:
    yield branch
    for child in branch.children:
        yield from _branches(child)


def _all(found: Mapping[str, Any], depth: int = 0) -> Iterator[dict[str, Any]]:
    """Yield what lies below a node; of a question set, which is a leaf here, nothing."""
    for child in below(found, depth):
        yield child
        if not _is_set(child):
            yield from _all(child, depth + 1)


def _tree(found: Mapping[str, Any], depth: int = 0) -> Tree:
    children = () if _is_set(found) else below(found, depth)
    return str(found.get("identifier")), tuple(_tree(child, depth + 1) for child in children)


def _is_set(found: Mapping[str, Any]) -> bool:
    return found.get("mimeType") == "application/vnd.sunbird.questionset"


def _wanted(branch: Branch, known: Mapping[str, str]) -> Tree:
    identifier = known.get(branch.key, "")
    if not is_identifier(identifier):
        raise PlatformError(f"the platform did not make {branch.name!r}; look at the course in the portal")
    return identifier, tuple(_wanted(child, known) for child in branch.children)
