"""A small, strict learning record store and cmi5 platform: it keeps what the standards let it keep, and fails on demand."""

import base64
import hashlib
import json
import re
import threading
import uuid
from collections.abc import Callable
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qsl, quote, urlencode, urlsplit

ADL = "http://adlnet.gov/expapi/verbs/"
CMI5 = "https://w3id.org/xapi/cmi5/context/"
DEFINED, MOVE_ON = f"{CMI5}categories/cmi5", f"{CMI5}categories/moveon"
SESSION, MASTERY = f"{CMI5}extensions/sessionid", f"{CMI5}extensions/masteryscore"
ONCE = {"completed", "passed", "failed"}

_TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z")
_DURATION = re.compile(r"PT(?=\d)(\d+H)?(\d+M)?(\d+(\.\d{1,2})?S)?")


class Refused(Exception):  # noqa: N818 - it is what the store says, no error of the tests
    """The store answers with this status."""

    def __init__(self, status: int, why: str) -> None:
        super().__init__(f"{status}: {why}")
        self.status = status


@dataclass(frozen=True)
class Request:
    """One request as it came."""

    method: str
    path: str
    query: dict[str, str]
    headers: Any
    body: bytes

    @property
    def resource(self) -> str:
        return self.path.partition("/xapi/")[2]

    @property
    def statements(self) -> list[dict[str, Any]]:
        """Return the statements that it carries."""
        if self.resource != "statements" or not self.body:
            return []
        found = json.loads(self.body)
        return found if isinstance(found, list) else [found]


@dataclass(frozen=True)
class Reply:
    """What is answered in the store's place; status 0 closes the line, -1 says nothing for as long as the test runs."""

    status: int
    headers: dict[str, str] = field(default_factory=dict)


@dataclass
class Session:
    """One launch: its credentials, and what was said in it."""

    kind: str
    actor: dict[str, Any]
    registration: str
    activity: str
    mode: str
    mastery: float | None
    name: str
    token: str
    fetched: bool = False
    verbs: list[str] = field(default_factory=list)
    closed: bool = False

    @property
    def credentials(self) -> str:
        """Return the `Authorization` header of the session."""
        return "Basic " + base64.b64encode(f"launch:{self.token}".encode()).decode()


class Lrs:
    """The store; `trouble` may answer any request in its place, `requests` is all that came.

    `accepts_late`: whether statements of an earlier session are taken in a later one; `hides`: headers that no course may read.
    """

    def __init__(self) -> None:
        self.statements: list[dict[str, Any]] = []
        self.documents: dict[tuple[str, str, str, str], bytes] = {}
        self.profiles: dict[str, bytes] = {}
        self.sessions: list[Session] = []
        self.requests: list[Request] = []
        self.refusals: list[str] = []
        self.trouble: Callable[[Request], Reply | None] = lambda _: None
        self.accepts_late = True
        self.hides: tuple[str, ...] = ()
        self.busy = 0
        self.most_at_once = 0
        self.released = threading.Event()
        self.lock = threading.RLock()
        self._http = ThreadingHTTPServer(("127.0.0.1", 0), _handler(self))
        self._http.daemon_threads = True
        threading.Thread(target=self._http.serve_forever, daemon=True).start()
        self.origin = f"http://127.0.0.1:{self._http.server_port}"

    def close(self) -> None:
        self.released.set()
        self._http.shutdown()
        self._http.server_close()

    # ---- the platform ----------------------------------------------------------------------------------------------------

    def launch(  # noqa: PLR0913 - a launch has that many parts
        self,
        kind: str,
        *,
        actor: str = "learner-1",
        registration: str = "6a8f7f0e-0b6a-4b3e-9d7c-3d0f4c1b2a10",
        activity: str = "https://lms.example.org/au/1",
        mode: str = "Normal",
        mastery: float | None = None,
        returns: str = "",
        slash: bool = True,
        publisher: str = "https://training.example.gov.in/small-course/au",
    ) -> str:
        """Return the query of a new launch, with launch data by clause 10 of cmi5; earlier sessions are over."""
        who = {"objectType": "Agent", "account": {"homePage": "https://lms.example.org", "name": actor}}
        for session in self.sessions:
            if (session.actor, session.registration, session.activity) == (who, registration, activity):
                session.closed = True
        session = Session(
            kind, who, registration, activity, mode.lower(), mastery, f"session-{len(self.sessions) + 1}", uuid.uuid4().hex
        )
        self.sessions.append(session)
        endpoint = f"{self.origin}/xapi" + ("/" if slash else "")
        query = {"endpoint": endpoint, "actor": json.dumps(who), "registration": registration}
        if kind == "xapi":
            return urlencode({**query, "auth": session.credentials, "activity_id": activity})
        data: dict[str, Any] = {
            "launchMode": mode,
            "moveOn": "CompletedAndPassed",
            "contextTemplate": {
                "contextActivities": {"grouping": [{"objectType": "Activity", "id": publisher}]},
                "extensions": {SESSION: session.name},
            },
        }
        if mastery is not None:
            data["masteryScore"] = mastery
        if returns:
            data["returnURL"] = returns
        self.documents[self._place(activity, who, registration, "LMS.LaunchData")] = json.dumps(data).encode()
        return urlencode({**query, "fetch": f"{self.origin}/fetch?of={session.token}", "activityId": activity}, quote_via=quote)

    @staticmethod
    def _place(activity: str, actor: dict[str, Any], registration: str, name: str) -> tuple[str, str, str, str]:
        return activity, json.dumps(actor, sort_keys=True), registration, name

    def state(self, **launch: Any) -> dict[str, Any] | None:
        """Return the course's own document, the latest if several launches are meant."""
        found = [
            json.loads(body)
            for (activity, _, registration, name), body in self.documents.items()
            if name == "karmakit"
            and launch.get("registration", registration) == registration
            and launch.get("activity", activity) == activity
        ]
        return found[-1] if found else None

    def verbs(self) -> list[str]:
        """Return the verbs of all that is stored, in the order in which it came."""
        return [statement["verb"]["id"].removeprefix(ADL) for statement in self.statements]

    def find(self, verb: str) -> list[dict[str, Any]]:
        return [statement for statement in self.statements if statement["verb"]["id"] == ADL + verb]

    # ---- what is answered ------------------------------------------------------------------------------------------------

    def answer(self, request: Request) -> tuple[int, dict[str, str], bytes]:
        with self.lock:
            try:
                return self._fetch(request) if request.path == "/fetch" else self._resource(request)
            except Refused as refused:
                self.refusals.append(f"{request.method} {request.resource}: {refused}")
                return refused.status, {}, str(refused).encode()

    def _fetch(self, request: Request) -> tuple[int, dict[str, str], bytes]:
        session = next((one for one in self.sessions if one.token == request.query.get("of")), None)
        if request.method != "POST" or session is None:
            raise Refused(400, "the credentials are fetched by POST")
        if session.fetched:
            return 200, {"Content-Type": "application/json"}, b'{"error-code": "1", "error-text": "already fetched"}'
        session.fetched = True
        body = json.dumps({"auth-token": session.credentials.removeprefix("Basic ")}).encode()
        return 200, {"Content-Type": "application/json"}, body

    def _resource(self, request: Request) -> tuple[int, dict[str, str], bytes]:
        if request.headers.get("X-Experience-API-Version") != "1.0.3":
            raise Refused(400, "no version")
        given = request.headers.get("Authorization")
        session = next((one for one in self.sessions if one.credentials == given), None)
        if session is None or (session.kind == "cmi5" and not session.fetched):
            raise Refused(401, "no credentials")
        match request.resource:
            case "statements":
                return self._statements(request, session)
            case "activities/state":
                return self._state(request, session)
            case "agents/profile":
                self._agent(request, session)
                body = self.profiles.get(request.query["profileId"])
                return (200, {}, body) if body is not None else (404, {}, b"")
        raise Refused(404, "no such resource")

    @staticmethod
    def _agent(request: Request, session: Session) -> None:
        if json.loads(request.query["agent"]) != session.actor:
            raise Refused(403, "another learner's")

    def _state(self, request: Request, session: Session) -> tuple[int, dict[str, str], bytes]:
        self._agent(request, session)
        query = request.query
        if query.get("registration") != session.registration or query["activityId"] != session.activity:
            raise Refused(403, "another registration")
        place = self._place(query["activityId"], session.actor, query["registration"], query["stateId"])
        held = self.documents.get(place)
        etag = f'"{hashlib.sha1(held).hexdigest()}"' if held is not None else None
        if request.method == "GET":
            return (200, {"ETag": etag, "Content-Type": "application/json"}, held) if held is not None and etag else (404, {}, b"")
        if query["stateId"] == "LMS.LaunchData":
            raise Refused(403, "the platform's own")
        match, none = request.headers.get("If-Match"), request.headers.get("If-None-Match")
        if match is None and none is None:
            raise Refused(409, "neither If-Match nor If-None-Match")
        if (none and held is not None) or (match and match != etag and not (match == "*" and held is not None)):
            raise Refused(412, "another version stands here")
        json.loads(request.body)
        self.documents[place] = request.body
        return 204, {"ETag": f'"{hashlib.sha1(request.body).hexdigest()}"'}, b""

    def _statements(self, request: Request, session: Session) -> tuple[int, dict[str, str], bytes]:
        if request.method == "GET":
            held = next((one for one in self.statements if one["id"] == request.query["statementId"]), None)
            return (200, {}, json.dumps(held).encode()) if held else (404, {}, b"")
        found = request.statements
        if request.method == "PUT" and request.query.get("statementId") != found[0]["id"]:
            raise Refused(400, "another id")
        before = (list(self.statements), [list(one.verbs) for one in self.sessions])
        try:
            for statement in found:
                self._store(statement, session)
        except Refused:
            self.statements = before[0]
            for one, verbs in zip(self.sessions, before[1], strict=True):
                one.verbs = verbs
            raise
        return (204, {}, b"") if request.method == "PUT" else (200, {}, json.dumps([one["id"] for one in found]).encode())

    def _store(self, statement: dict[str, Any], session: Session) -> None:
        held = next((one for one in self.statements if one["id"] == statement["id"]), None)
        if held == statement:
            return
        if held:
            raise Refused(409, "another statement has this id")
        if statement["actor"] != session.actor or statement["context"]["registration"] != session.registration:
            raise Refused(403, "another learner's, or another registration's")
        if not _TIME.fullmatch(statement.get("timestamp", "")):
            raise Refused(400, "no moment in UTC")
        if "duration" in statement.get("result", {}) and not _DURATION.fullmatch(statement["result"]["duration"]):
            raise Refused(400, "no duration")
        if session.kind == "cmi5":
            self._cmi5(statement, session)
        self.statements.append(statement)

    def _cmi5(self, statement: dict[str, Any], session: Session) -> None:
        """Refuse what the conformance requirements of cmi5 let a platform refuse (numbers as in `@cmi5/requirements`)."""
        verb, context, result = statement["verb"]["id"].removeprefix(ADL), statement["context"], statement.get("result", {})
        categories = {one["id"] for one in context["contextActivities"].get("category", [])}
        name = context.get("extensions", {}).get(SESSION)
        session = next((one for one in self.sessions if one.name == name and one.registration == session.registration), session)
        if name != session.name or (session.closed and not self.accepts_late):
            raise Refused(403, "9.6.3.1-4: another session")
        if "terminated" in session.verbs:
            raise Refused(403, "7.1.2.0-1: after terminated")
        if not session.verbs and verb != "initialized":
            raise Refused(403, "9.3.2.0-2: before initialized")
        data = json.loads(self.documents[self._place(session.activity, session.actor, session.registration, "LMS.LaunchData")])
        for one in data["contextTemplate"]["contextActivities"]["grouping"]:
            if one not in context["contextActivities"].get("grouping", []):
                raise Refused(403, "10.2.1.0-6: not by the template")
        if DEFINED in categories:
            self._defined(verb, statement, session, categories)
        elif verb in {"initialized", "terminated"} or (
            {"score", "success"} & set(result) and statement["object"]["id"] == session.activity
        ):
            raise Refused(403, "says what cmi5 defines without its category")
        session.verbs.append(verb)

    def _defined(self, verb: str, statement: dict[str, Any], session: Session, categories: set[str]) -> None:
        result, context = statement.get("result", {}), statement["context"]
        wrong = {
            "9.4.0.0-2: another object": statement["object"]["id"] != session.activity,
            "9.3.2.0-3: initialized again": verb == "initialized" and "initialized" in session.verbs,
            "10.2.2.0-9: nothing but looking": verb in ONCE and session.mode != "normal",
            "9.6.2.2-1: no moveon category": (verb in ONCE) != (MOVE_ON in categories),
            "9.5.4.1: no duration": verb in {*ONCE, "terminated"} and "duration" not in result,
            "9.5.1.0-2: a score": "score" in result and verb not in {"passed", "failed"},
            "9.5.2.0: success": result.get("success") is not {"passed": True, "failed": False}.get(verb),
            "9.5.3.0: completion": result.get("completion") is not {"completed": True}.get(verb),
            "9.3.0.0-3: passed and failed": verb in {"passed", "failed"} and bool({"passed", "failed"} & self._said(session)),
            "once in a registration": verb in {"passed", "completed"} and self._registered(verb, session),
            "9.3.0.0-8: failed after passed": verb == "failed" and self._registered("passed", session),
            "9.6.3.2-2: no mastery score": verb in {"passed", "failed"}
            and session.mastery != context.get("extensions", {}).get(MASTERY),
        }
        for why, holds in wrong.items():
            if holds:
                raise Refused(403, why)
        if "score" in result:
            score = result["score"]
            if not {"min", "max", "raw", "scaled"} <= set(score) or abs(score["scaled"] - score["raw"] / 100) > 1e-9:
                raise Refused(403, "9.5.1.0-3: half a score")
            if session.mastery is not None and (score["scaled"] >= session.mastery) != (verb == "passed"):
                raise Refused(403, "9.5.1.0-1: not by the mastery score")

    def _defined_of(self, match: Callable[[dict[str, Any]], bool]) -> set[str]:
        return {
            one["verb"]["id"].removeprefix(ADL)
            for one in self.statements
            if match(one) and DEFINED in {each["id"] for each in one["context"]["contextActivities"].get("category", [])}
        }

    def _said(self, session: Session) -> set[str]:
        return self._defined_of(lambda one: one["context"]["extensions"][SESSION] == session.name)

    def _registered(self, verb: str, session: Session) -> bool:
        return verb in self._defined_of(
            lambda one: one["context"]["registration"] == session.registration and one["object"]["id"] == session.activity
        )


def _handler(lrs: Lrs) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def handle_any(self) -> None:
            parts = urlsplit(self.path)
            body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
            request = Request(self.command, parts.path, dict(parse_qsl(parts.query)), self.headers, body)
            with lrs.lock:
                lrs.busy += 1
                lrs.most_at_once = max(lrs.most_at_once, lrs.busy)
                lrs.requests.append(request)
                trouble = lrs.trouble(request)
            try:
                self._answer(request, trouble)
            finally:
                with lrs.lock:
                    lrs.busy -= 1

        def _answer(self, request: Request, trouble: Reply | None) -> None:
            if trouble and trouble.status == -1:
                lrs.released.wait()
            if trouble and trouble.status <= 0:
                self.close_connection = True
                return
            status, headers, body = (trouble.status, trouble.headers, b"") if trouble else lrs.answer(request)
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            self._allow()
            if status != 204:
                self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            if status != 204:
                self.wfile.write(body)

        def _allow(self) -> None:
            exposed = ", ".join(name for name in ("ETag", "Retry-After", "Last-Modified") if name not in lrs.hides)
            self.send_header("Access-Control-Allow-Origin", "*")
            self.send_header("Access-Control-Expose-Headers", exposed)

        def do_OPTIONS(self) -> None:
            self.send_response(204)
            self.send_header("Access-Control-Allow-Methods", "GET, PUT, POST, DELETE")
            allowed = "Authorization, Content-Type, X-Experience-API-Version, If-Match, If-None-Match"
            self.send_header("Access-Control-Allow-Headers", allowed)
            self._allow()
            self.end_headers()

        do_GET = do_PUT = do_POST = do_DELETE = handle_any  # noqa: N815 - the names are http.server's

        log_message: Callable[..., None] = lambda *_: None

    return Handler
