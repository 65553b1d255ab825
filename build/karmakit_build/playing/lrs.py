"""A small learning record store in memory, as far as xAPI 1.0.3 asks of one that a single learner uses."""

import hashlib
import json
import re
import uuid
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from karmakit_build.playing.asking import Refused, Reply, Request, json_reply

VERSION = "1.0.3"
MOST_STATEMENTS = 20_000
MOST_DOCUMENTS = 5_000

_UUID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[1-5][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}", re.IGNORECASE)
_VERSIONS = re.compile(r"0\.9|0\.95|1\.0(\.\d+)?|2\.0(\.\d+)?")
_STATE = ("activityId", "agent", "stateId")
_PLACES = {
    "activities/state": _STATE,
    "activities/profile": ("activityId", "profileId"),
    "agents/profile": ("agent", "profileId"),
}
_VOIDED = "http://adlnet.gov/expapi/verbs/voided"

Place = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Document:
    """One document of a store, with the moment at which it was put there."""

    body: bytes
    type: str
    moment: str

    @property
    def etag(self) -> str:
        """Return the name of this version (xAPI 1.0.3, part 3, 3.1)."""
        return f'"{hashlib.sha1(self.body, usedforsecurity=False).hexdigest()}"'


def _nobody(_: dict[str, Any]) -> None:
    """Hear of a statement and keep it to oneself."""


@dataclass
class Store:
    """Statements and documents; `heard` is told of each statement that is new."""

    heard: Callable[[dict[str, Any]], None] = _nobody
    statements: list[dict[str, Any]] = field(default_factory=list)
    documents: dict[Place, Document] = field(default_factory=dict)

    def answer(self, resource: str, request: Request) -> Reply:
        """Return the answer to a request below the endpoint; raise Refused with the status that the standard names."""
        if resource == "about":
            return json_reply({"version": [VERSION]})
        if not _VERSIONS.fullmatch(request.headers.get("x-experience-api-version", "")):
            raise Refused(400, "the header X-Experience-API-Version is missing or names no version of xAPI")
        if resource == "statements":
            reply = self._statements(request)
        elif resource in _PLACES:
            reply = self._document(resource, request)
        elif resource == "activities":
            reply = json_reply(self._activity(request.query.get("activityId", "")))
        elif resource == "agents":
            reply = json_reply({"objectType": "Person", **{k: [v] for k, v in _agent(request).items() if k != "objectType"}})
        else:
            raise Refused(404, f"there is no resource `{resource[:60]}`")
        return Reply(reply.status, reply.body, reply.type, {**reply.headers, "X-Experience-API-Version": VERSION})

    # ---- statements ------------------------------------------------------------------------------------------------------

    def _statements(self, request: Request) -> Reply:
        if request.method == "GET":
            return self._found(request)
        if request.method not in {"PUT", "POST"}:
            raise Refused(405, "statements are put, posted or asked for")
        if request.headers.get("content-type", "").startswith("multipart/"):
            raise Refused(400, "this store takes no attachments")
        given = request.as_json()
        several = given if isinstance(given, list) else [given]
        for statement in several:
            _check(statement)
        if request.method == "PUT":
            wanted = request.query.get("statementId", "")
            if len(several) != 1 or not _UUID.fullmatch(wanted) or several[0].setdefault("id", wanted) != wanted:
                raise Refused(400, "`statementId` is not the id of the one statement")
        ids = [self._taken(statement) for statement in several]  # all are looked at before one is kept
        for statement in several:
            self.keep(statement)
        return Reply(204) if request.method == "PUT" else json_reply(ids)

    def _taken(self, statement: dict[str, Any]) -> str:
        name = str(statement.setdefault("id", str(uuid.uuid4())))
        held = self.by_id(name)
        if held and any(statement.get(part) != held.get(part) for part in ("actor", "verb", "object", "result")):
            raise Refused(409, f"another statement has the id {name}")
        return name

    def by_id(self, name: str) -> dict[str, Any] | None:
        """Return the statement of an id."""
        return next((one for one in self.statements if one["id"].lower() == name.lower()), None)

    def keep(self, statement: dict[str, Any]) -> None:
        """Keep a statement, unless it is kept already."""
        if self.by_id(statement["id"]):
            return
        if len(self.statements) >= MOST_STATEMENTS:
            raise Refused(413, f"the store is full: {MOST_STATEMENTS} statements")
        now = _now()
        kept = {"timestamp": now, "version": VERSION, **statement, "stored": now}
        self.statements.append(kept)
        self.heard(kept)

    def _found(self, request: Request) -> Reply:
        query = request.query
        if name := query.get("statementId") or query.get("voidedStatementId"):
            held = self.by_id(name)
            return json_reply(held) if held else Reply(404)
        found = [one for one in self.statements if _wanted(one, query)]
        if query.get("ascending", "").lower() != "true":
            found.reverse()
        limit = query.get("limit", "0")
        return json_reply({"statements": found[: int(limit)] if limit.isdecimal() and int(limit) else found, "more": ""})

    def _activity(self, name: str) -> dict[str, Any]:
        told = (one["object"] for one in self.statements if one["object"].get("id") == name)
        return next((dict(one) for one in told if "definition" in one), {"objectType": "Activity", "id": name})

    # ---- documents -------------------------------------------------------------------------------------------------------

    def _document(self, resource: str, request: Request) -> Reply:
        names = _PLACES[resource]
        last = names[-1]
        missing = [name for name in names[:-1] if name not in request.query]
        if missing:
            raise Refused(400, f"`{missing[0]}` is missing")
        agent = json.dumps(_agent(request), sort_keys=True) if "agent" in names else ""
        head: Place = (resource, request.query.get("activityId", "") if "activityId" in names else "", agent)
        if resource == "activities/state":
            head = (*head, request.query.get("registration", ""))
        if last not in request.query:
            return self._listed(head, request.method)
        return self._kept((*head, request.query[last]), request)

    def _listed(self, head: Place, method: str) -> Reply:
        inside = [place for place in self.documents if place[:-1] == head]
        if method == "DELETE" and head[0] == "activities/state":
            for place in inside:
                del self.documents[place]
            return Reply(204)
        if method != "GET":
            raise Refused(400, "the document is not named")
        return json_reply([place[-1] for place in inside])

    def _kept(self, place: Place, request: Request) -> Reply:
        held = self.documents.get(place)
        if request.method == "GET":
            if held is None:
                return Reply(404)
            return Reply(200, held.body, held.type, {"ETag": held.etag, "Last-Modified": held.moment})
        _match(place, held, request.headers)
        if request.method == "DELETE":
            self.documents.pop(place, None)
            return Reply(204)
        if request.method not in {"PUT", "POST"}:
            raise Refused(405, "documents are put, posted, asked for or deleted")
        if held is None and len(self.documents) >= MOST_DOCUMENTS:
            raise Refused(413, f"the store is full: {MOST_DOCUMENTS} documents")
        body = _merged(held, request) if request.method == "POST" and held else request.body
        kept = Document(body, request.headers.get("content-type", "application/octet-stream"), _now())
        self.documents[place] = kept
        return Reply(204, headers={"ETag": kept.etag})


def place_of_state(activity: str, agent: Mapping[str, Any], registration: str, name: str) -> Place:
    """Return where a document of the learner's state lies."""
    return ("activities/state", activity, json.dumps(agent, sort_keys=True), registration, name)


def _match(place: Place, held: Document | None, headers: Mapping[str, str]) -> None:
    """Refuse what would overwrite a version that its sender has not seen (xAPI 1.0.3, part 3, 3.1)."""
    match, none = headers.get("if-match"), headers.get("if-none-match")
    if match is not None and (held is None or match not in {"*", held.etag}):
        raise Refused(412, "If-Match names another version than the one that is kept")
    if none is not None and held is not None and none in {"*", held.etag}:
        raise Refused(412, "If-None-Match: there is a version already")
    if match is None and none is None and held is not None and place[0].endswith("profile"):
        raise Refused(409, "a profile that exists is replaced with If-Match only")


def _merged(held: Document, request: Request) -> bytes:
    """Return two JSON objects as one (part 3, 2.2); refuse others."""
    try:
        old = json.loads(held.body)
    except ValueError:
        old = None
    new = request.as_json()
    if not isinstance(old, dict) or not isinstance(new, dict):
        raise Refused(400, "only JSON objects can be merged")
    return json.dumps({**old, **new}, ensure_ascii=False).encode("utf-8", "replace")


def _agent(request: Request) -> dict[str, Any]:
    try:
        agent = json.loads(request.query.get("agent", ""))
    except (ValueError, RecursionError):
        agent = None
    if not isinstance(agent, dict):
        raise Refused(400, "`agent` is no JSON object")
    return agent


def _check(statement: Any) -> None:
    """Refuse what has not the parts of a statement (part 2, 2.2)."""
    if not isinstance(statement, dict):
        raise Refused(400, "a statement is a JSON object")
    verb, thing = statement.get("verb"), statement.get("object")
    if not isinstance(statement.get("actor"), dict):
        raise Refused(400, "the statement has no actor")
    if not isinstance(verb, dict) or not isinstance(verb.get("id"), str):
        raise Refused(400, "the statement has no verb with an id")
    if not isinstance(thing, dict) or (thing.get("objectType", "Activity") == "Activity" and not isinstance(thing.get("id"), str)):
        raise Refused(400, "the statement has no object with an id")
    if not isinstance(statement.get("result", {}), dict) or not isinstance(statement.get("context", {}), dict):
        raise Refused(400, "`result` or `context` is no object")
    if "id" in statement and not (isinstance(statement["id"], str) and _UUID.fullmatch(statement["id"])):
        raise Refused(400, "the id of the statement is no UUID")


def _wanted(statement: Mapping[str, Any], query: Mapping[str, str]) -> bool:
    wanted = {
        "verb": statement["verb"]["id"],
        "activity": statement["object"].get("id"),
        "registration": statement.get("context", {}).get("registration"),
    }
    return statement["verb"]["id"] != _VOIDED and all(query.get(name, value) == value for name, value in wanted.items())


def _now() -> str:
    return datetime.now(tz=UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
