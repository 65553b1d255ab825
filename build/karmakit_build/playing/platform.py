"""The platform of one bundle: who learns, what is switched off, what the store holds, and what happens."""

import json
import secrets
import threading
import uuid
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from karmakit_build.playing.asking import Refused, Reply, Request, json_reply
from karmakit_build.playing.launching import (
    LAUNCH_DATA,
    Session,
    actor_of,
    address_of,
    launch_data,
    launched,
    own_statement,
    parameters_of,
    session_of,
)
from karmakit_build.playing.lrs import Document, Store, place_of_state
from karmakit_build.playing.opening import Bundle

ADL = "http://adlnet.gov/expapi/verbs/"
_WRITES = frozenset({"PUT", "POST", "DELETE"})
_SHOWN = 64_000
"""So many characters of a document are shown."""
_MOST = 5_000
"""So many happenings wait for a page that is slow to hear them."""


@dataclass
class Switches:
    """What does not work just now: the line, the keeping of what is sent; and whether the computer is one that many use."""

    offline: bool = False
    failing: bool = False
    shared: bool = False


@dataclass
class Platform:
    """A platform with one bundle and one learner; `store` is the origin of the records, `site` that of the content."""

    bundle: Bundle
    learner: str
    store: str = ""
    site: str = ""
    switches: Switches = field(default_factory=Switches)
    lrs: Store = field(default_factory=Store)
    sessions: list[Session] = field(default_factory=list)
    happened: list[dict[str, Any]] = field(default_factory=list)
    _registration: str = field(default_factory=lambda: str(uuid.uuid4()))
    _actor: dict[str, Any] = field(default_factory=dict)
    _told: int = 0
    _changed: threading.Condition = field(default_factory=threading.Condition)
    _lock: threading.RLock = field(default_factory=threading.RLock)

    def __post_init__(self) -> None:
        """Let the learner be known, and what is stored be told."""
        self._actor = actor_of(self.learner)
        self.lrs.heard = lambda statement: self.tell("statement", statement=statement)

    # ---- what happens ----------------------------------------------------------------------------------------------------

    def tell(self, kind: str, **more: Any) -> None:
        """Say that something happened; pages that listen hear it at once."""
        with self._changed:
            self.happened.append({"kind": kind, **more})
            del self.happened[:-_MOST]
            self._told += 1
            self._changed.notify_all()

    def listen(self, patience: float) -> Iterator[dict[str, Any] | None]:
        """Return what happens from now on, as it comes; None after each stretch of `patience` seconds in which nothing did."""
        with self._changed:
            return self._news(self._told, patience)  # from this moment on, not from the first question

    def _news(self, seen: int, patience: float) -> Iterator[dict[str, Any] | None]:
        while True:
            news = self._since(seen, patience)
            seen += len(news)
            yield from news
            if not news:
                yield None

    def _since(self, seen: int, patience: float) -> list[dict[str, Any]]:
        """Return what happened after the first `seen` happenings, waiting for it if need be."""
        with self._changed:
            self._changed.wait_for(lambda: self._told > seen, patience)
            return self.happened[len(self.happened) - (self._told - seen) :] if self._told > seen else []

    # ---- launching -------------------------------------------------------------------------------------------------------

    def launch(self, name: str, *, anew: bool) -> str:
        """Return the address that opens a unit, or raise Refused; `anew` forgets what the platform holds of the learner."""
        unit = next((unit for unit in self.bundle.units if unit.id == name), None)
        if unit is None:
            raise Refused(404, "the bundle has no such unit")
        with self._lock:
            self.leave()
            if anew or self.switches.shared:
                self._forget()
            session = session_of(unit, self._actor, self._registration, self.bundle.kind)
            self.sessions.append(session)
            address = address_of(unit, self.site, parameters_of(session, self.bundle.kind, self.store))
            if self.bundle.kind == "cmi5":
                place = place_of_state(session.activity, session.actor, session.registration, LAUNCH_DATA)
                body = json.dumps(launch_data(session), ensure_ascii=False).encode()
                self.lrs.documents[place] = Document(body, "application/json", "")
                self.lrs.keep(launched(session, address))
        return address

    def leave(self) -> None:
        """End the session that is open; cmi5 wants the platform to say so where the content did not (clause 9.3.6)."""
        with self._lock:
            for session in self.sessions:
                if session.open and self.bundle.kind == "cmi5" and session.fetched and not self._ended(session):
                    self.lrs.keep(own_statement(session, "abandoned"))
                session.open = False

    def _ended(self, session: Session) -> bool:
        return any(
            one["verb"]["id"] == f"{ADL}terminated" and session.name in one.get("context", {}).get("extensions", {}).values()
            for one in self.lrs.statements
        )

    def _forget(self) -> None:
        self._registration = str(uuid.uuid4())
        self._actor = actor_of("" if self.switches.shared else self.learner)
        self.sessions.clear()
        self.lrs.statements.clear()
        self.lrs.documents.clear()

    # ---- records ---------------------------------------------------------------------------------------------------------

    def fetch(self, request: Request) -> Reply:
        """Give a session of cmi5 its credentials, once (clause 8.2)."""
        if self.switches.offline:
            return Reply(0)
        with self._lock:
            session = next((one for one in self.sessions if secrets.compare_digest(one.key, request.query.get("key", ""))), None)
            if request.method != "POST" or session is None:
                return json_reply({"error-code": "3", "error-text": "no session has this key, or it was not fetched by POST"}, 400)
            if session.fetched:
                self.tell("request", name="fetch", status=200, why="the credentials were fetched a second time: refused")
                return json_reply({"error-code": "1", "error-text": "the credentials were fetched already"})
            session.fetched = True
            self.tell("request", name="fetch", status=200, why="the credentials were handed out, once")
            return json_reply({"auth-token": session.token})

    def record(self, resource: str, request: Request) -> Reply:
        """Answer a request to the record store, as it is switched now."""
        if self.switches.offline:
            self.tell("request", name=f"{request.method} {resource}", status=0, why="the network is off: no answer")
            return Reply(0)
        try:
            with self._lock:
                reply = self._answered(resource, request)
        except Refused as refused:
            reply = json_reply({"error": str(refused)}, refused.status)
            self._noted(resource, request, reply.status, str(refused))
            return reply
        self._noted(resource, request, reply.status, "")
        return reply

    def _answered(self, resource: str, request: Request) -> Reply:
        if resource != "about":
            given = request.headers.get("authorization", "").removeprefix("Basic ").strip()
            session = next((one for one in self.sessions if secrets.compare_digest(one.token, given)), None)
            if session is None or (self.bundle.kind == "cmi5" and not session.fetched):
                raise Refused(401, "the credentials are not those of this launch")
        if self.switches.failing and request.method in _WRITES:
            raise Refused(503, "switched to fail: nothing is kept")
        if request.query.get("stateId") == LAUNCH_DATA and request.method in _WRITES:
            raise Refused(403, "LMS.LaunchData is the platform's own")
        return self.lrs.answer(resource, request)

    def _noted(self, resource: str, request: Request, status: int, why: str) -> None:
        if resource == "statements" and request.method in _WRITES and not why:
            return  # each statement has been told
        body = request.body.decode(errors="replace")[:_SHOWN] if request.method in _WRITES else ""
        document = request.query.get("stateId") or request.query.get("profileId") or ""
        name = f"{request.method} {resource}" + (f" {document}" if document else "")
        self.tell("request", name=name, status=status, why=why, body=body)
