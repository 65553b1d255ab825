"""The platform of one bundle: who learns, what is switched off, what the store holds, and what happens."""

import json
import secrets
import threading
import time
import uuid
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from karmakit_build.playing.asking import Refused, Reply, Request, json_reply
from karmakit_build.playing.launching import (
    LAUNCH_DATA,
    Mode,
    Session,
    abandoned,
    actor_of,
    address_of,
    launch_data,
    launched,
    own_name,
    parameters_of,
    satisfied,
    session_in,
    session_of,
)
from karmakit_build.playing.lrs import Document, Store, place_of_state
from karmakit_build.playing.moving_on import ADL, is_defined, may_move_on, newly_met, said_of
from karmakit_build.playing.opening import Bundle
from karmakit_build.playing.units import Group

GRACE = 2.0
"""So many seconds after `terminated` what was already under way is still taken (cmi5, clause 9.3.8)."""
_WRITES = frozenset({"PUT", "POST", "DELETE"})
_SHOWN = 64_000
"""So many characters of a document are shown."""
_OWN = frozenset({f"{ADL}launched", *(f"https://w3id.org/xapi/adl/verbs/{word}" for word in ("abandoned", "satisfied", "waived"))})
"""What a platform of cmi5 alone may say (clause 9.3)."""
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
    """A platform with one bundle and one learner; `store` is the origin of the records, `site` that of the content.

    `met` are the blocks of cmi5, and its course, that the platform has recorded as satisfied.
    """

    bundle: Bundle
    learner: str
    store: str = ""
    site: str = ""
    switches: Switches = field(default_factory=Switches)
    lrs: Store = field(default_factory=Store)
    sessions: list[Session] = field(default_factory=list)
    happened: list[dict[str, Any]] = field(default_factory=list)
    met: list[Group] = field(default_factory=list)
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

    def launch(self, name: str, *, anew: bool, mode: Mode = "Normal") -> str:
        """Return the address that opens a unit, or raise Refused; `anew` forgets what the platform holds of the learner.

        In the modes `Browse` and `Review` nothing that the learner does is to count (cmi5, clause 10).
        """
        unit = next((unit for unit in self.bundle.units if unit.id == name), None)
        if unit is None:
            raise Refused(404, "the bundle has no such unit")
        with self._lock:
            self.leave()
            if anew or self.switches.shared:
                self._forget()
            session = session_of(unit, self._actor, self._registration, self.bundle.kind, mode)
            self.sessions.append(session)
            address = address_of(unit, self.site, parameters_of(session, self.bundle.kind, self.store))
            if self.bundle.kind == "cmi5":
                place = place_of_state(session.activity, session.actor, session.registration, LAUNCH_DATA)
                body = json.dumps(launch_data(session), ensure_ascii=False).encode()
                self.lrs.documents[place] = Document(body, "application/json", "")
                if not any(one.registration == session.registration for one in self.sessions[:-1]):
                    self._move_on(str(uuid.uuid4()))  # what asks for nothing is met at registration (clause 9.6.1)
                self.lrs.keep(launched(session, address))
        return address

    def leave(self) -> None:
        """End the session that is open; cmi5 wants the platform to say so where the content did not (clause 9.3.6)."""
        with self._lock:
            for session in self.sessions:
                if session.open and self.bundle.kind == "cmi5" and session.fetched and session.over is None:
                    self.lrs.keep(abandoned(session, self.lrs.statements))
                    session.over = time.monotonic()
                session.open = False

    def _move_on(self, session: str) -> None:
        """Record each block, and the course, of which every unit's condition is met now, once in a registration (clause 9.3.9)."""
        said = {unit.id: said_of(own_name(unit.id), self.lrs.statements) for unit in self.bundle.units}
        met = {unit.id for unit in self.bundle.units if may_move_on(unit, said[unit.id])}
        for group in newly_met(self.bundle.groups, met, self.met):
            self.met.append(group)
            self.lrs.keep(satisfied(group, self._actor, self._registration, session))

    def _forget(self) -> None:
        self._registration = str(uuid.uuid4())
        self._actor = actor_of("" if self.switches.shared else self.learner)
        self.sessions.clear()
        self.met.clear()
        self.lrs.statements.clear()
        self.lrs.documents.clear()

    # ---- records ---------------------------------------------------------------------------------------------------------

    def fetch(self, request: Request) -> Reply:
        """Give a session of cmi5 its credentials, once (clause 8.2)."""
        if self.switches.offline:
            return Reply(0)
        with self._lock:
            session = next((one for one in self.sessions if _is_same(one.key, request.query.get("key", ""))), None)
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
        session = None
        if resource != "about":
            given = request.headers.get("authorization", "").removeprefix("Basic ").strip()
            session = next((one for one in self.sessions if _is_same(one.token, given)), None)
            if session is None or (self.bundle.kind == "cmi5" and not session.fetched):
                raise Refused(401, "the credentials are not those of this launch")
        if self.switches.failing and request.method in _WRITES:
            raise Refused(503, "switched to fail: nothing is kept")
        if request.query.get("stateId") == LAUNCH_DATA and request.method in _WRITES:
            raise Refused(403, "LMS.LaunchData is the platform's own")
        if session is None or self.bundle.kind != "cmi5" or resource != "statements" or request.method not in _WRITES:
            return self.lrs.answer(resource, request)
        _refuse(session, request)
        known = len(self.lrs.statements)
        reply = self.lrs.answer(resource, request)
        for statement in self.lrs.statements[known:]:
            if statement["verb"]["id"] == f"{ADL}terminated" and session_in(statement) == session.name:
                session.over = time.monotonic() + GRACE
        self._move_on(session.name)
        return reply

    def _noted(self, resource: str, request: Request, status: int, why: str) -> None:
        if resource == "statements" and request.method in _WRITES and not why:
            return  # each statement has been told
        body = request.body.decode(errors="replace")[:_SHOWN] if request.method in _WRITES else ""
        document = request.query.get("stateId") or request.query.get("profileId") or ""
        name = f"{request.method} {resource}" + (f" {document}" if document else "")
        self.tell("request", name=name, status=status, why=why, body=body)


def _is_same(secret: str, given: str) -> bool:
    return secrets.compare_digest(secret.encode(), given.encode("utf-8", "replace"))


def _refuse(session: Session, request: Request) -> None:
    """Refuse what may not be recorded: of a session that is over, and where nothing counts (clauses 9.3.6, 9.3.8 and 10)."""
    if session.over is not None and time.monotonic() >= session.over:
        raise Refused(403, "the session is over: nothing more is recorded of it (cmi5, 9.3.6 and 9.3.8)")
    given = request.as_json()
    said = [one for one in (given if isinstance(given, list) else [given]) if isinstance(one, dict)]
    verbs = {str(one["verb"].get("id")) for one in said if isinstance(one.get("verb"), dict) and is_defined(one)}
    if own := verbs & _OWN:
        raise Refused(403, f"{min(own)} is the platform's own to say (cmi5, 9.3)")
    if session.mode != "Normal" and verbs - {f"{ADL}initialized", f"{ADL}terminated"}:
        raise Refused(403, f"the session was opened to {session.mode.lower()}: nothing counts in it (cmi5, 10)")
