"""How a platform launches: addresses, credentials that are fetched once, and what cmi5 wants to be known beforehand."""

import base64
import json
import secrets
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Literal
from urllib.parse import quote, urlencode

from karmakit_build.playing.moving_on import ADL, CMI5
from karmakit_build.playing.units import Group, Kind, Unit

Mode = Literal["Normal", "Browse", "Review"]
_OWN = "https://w3id.org/xapi/adl/verbs/"
VERBS = {"abandoned": _OWN, "satisfied": _OWN}
"""Where the verbs lie that a platform alone uses; all others lie with ADL's (clause 9.3)."""
HOME = "https://platform.example"
"""The name under which this platform keeps its learners and activities; nothing is ever asked there."""
SESSION = "https://w3id.org/xapi/cmi5/context/extensions/sessionid"
MODE = "https://w3id.org/xapi/cmi5/context/extensions/launchmode"
MOVE_ON = "https://w3id.org/xapi/cmi5/context/extensions/moveon"
PARAMETERS = "https://w3id.org/xapi/cmi5/context/extensions/launchparameters"
MASTERY = "https://w3id.org/xapi/cmi5/context/extensions/masteryscore"
ACTIVITY = "https://w3id.org/xapi/cmi5/activitytype/"
LAUNCH_DATA = "LMS.LaunchData"


@dataclass
class Session:
    """One launch of a unit: who learns, under which registration, and by which credentials the content may speak.

    `over` is the moment (of `time.monotonic`) from which nothing more of it is recorded; None while it goes on.
    """

    unit: Unit
    actor: dict[str, Any]
    registration: str
    activity: str
    name: str = field(default_factory=lambda: str(uuid.uuid4()))
    token: str = field(default_factory=lambda: base64.b64encode(f"play:{secrets.token_urlsafe(24)}".encode()).decode())
    key: str = field(default_factory=lambda: secrets.token_urlsafe(24))
    mode: Mode = "Normal"
    fetched: bool = False
    open: bool = True
    over: float | None = None


def actor_of(name: str) -> dict[str, Any]:
    """Return the learner as xAPI names one; a learner without a name is one that nobody knows again."""
    account = {"homePage": HOME, "name": f"learner-{uuid.uuid5(uuid.NAMESPACE_URL, name)}" if name else f"guest-{uuid.uuid4()}"}
    return {"objectType": "Agent", **({"name": name} if name else {}), "account": account}


def session_of(unit: Unit, actor: dict[str, Any], registration: str, kind: Kind, mode: Mode = "Normal") -> Session:
    """Return a session that has just begun; a platform has its own names for what it launches in cmi5 (clause 8.1.5)."""
    return Session(unit, actor, registration, own_name(unit.id) if kind == "cmi5" else unit.id, mode=mode)


def own_name(identifier: str) -> str:
    """Return the platform's own name of a unit, a block or a course of cmi5, which is never the publisher's (clause 9.3.9)."""
    return f"{HOME}/activities/{uuid.uuid5(uuid.NAMESPACE_URL, identifier)}"


def address_of(unit: Unit, origin: str, parameters: Mapping[str, str]) -> str:
    """Return the address at which a unit is opened, with what the platform adds to it."""
    query, sign, fragment = unit.query.partition("#")
    joined = "&".join(part for part in (query.removeprefix("?"), urlencode(parameters, quote_via=quote)) if part)
    return f"{origin}/content/{quote(unit.path)}" + (f"?{joined}" if joined else "") + sign + fragment


def parameters_of(session: Session, kind: Kind, store: str) -> dict[str, str]:
    """Return what stands in the address of a launch (cmi5, clause 8.1; for xAPI, the launch of Tin Can); `store` is an origin."""
    actor = json.dumps(session.actor, ensure_ascii=False)
    common = {"endpoint": f"{store}/xapi/", "actor": actor, "registration": session.registration}
    if kind == "cmi5":
        return {**common, "fetch": f"{store}/fetch?key={session.key}", "activityId": session.activity}
    if kind == "xapi":
        return {**common, "auth": f"Basic {session.token}", "activity_id": session.activity}
    return {}


def launch_data(session: Session) -> dict[str, Any]:
    """Return `LMS.LaunchData` (cmi5, clause 10.2)."""
    mark = _number(session.unit.mark)
    template = {
        "contextActivities": {"grouping": [{"objectType": "Activity", "id": session.unit.id}]},
        "extensions": {SESSION: session.name},
    }
    told: dict[str, Any] = {"contextTemplate": template, "launchMode": session.mode, "moveOn": session.unit.move_on}
    if session.unit.data:
        told["launchParameters"] = session.unit.data
    return told if mark is None else {**told, "masteryScore": mark}


def own_statement(session: Session, verb: str, **extensions: Any) -> dict[str, Any]:
    """Return what the platform itself says of a session: that it was launched, or abandoned (clauses 9.3.1 and 9.3.6)."""
    return {
        "id": str(uuid.uuid4()),
        "actor": session.actor,
        "verb": {"id": f"{VERBS.get(verb, ADL)}{verb}", "display": {"en": verb}},
        "object": {"objectType": "Activity", "id": session.activity, "definition": {"name": {"und": session.unit.title}}},
        "context": {
            "registration": session.registration,
            "contextActivities": {
                "category": [{"id": CMI5}],
                "grouping": [{"objectType": "Activity", "id": session.unit.id}],
            },
            "extensions": {SESSION: session.name, **extensions},
        },
    }


def launched(session: Session, address: str) -> dict[str, Any]:
    """Return the platform's statement that it launches a unit of cmi5 (clause 9.3.1)."""
    mark = _number(session.unit.mark)
    more: dict[str, Any] = {} if mark is None else {MASTERY: mark}
    more = {**more, PARAMETERS: session.unit.data} if session.unit.data else more
    where = "https://w3id.org/xapi/cmi5/context/extensions/launchurl"
    return own_statement(
        session, "launched", **{MODE: session.mode, MOVE_ON: session.unit.move_on, where: address.partition("?")[0]}, **more
    )


def abandoned(session: Session, statements: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """Return the platform's statement on a session that ended without a word, with how long it went (clauses 9.3.6 and 9.5.4.2)."""
    mine = [datetime.fromisoformat(one["stored"]) for one in statements if session_in(one) == session.name]
    lasted = (mine[-1] - mine[0]).total_seconds() if mine else 0.0
    return {**own_statement(session, "abandoned"), "result": {"duration": f"PT{lasted:.2f}S"}}


def satisfied(group: Group, actor: Mapping[str, Any], registration: str, session: str) -> dict[str, Any]:
    """Return the platform's statement that all is met which a block or the course asks (clause 9.3.9)."""
    return {
        "id": str(uuid.uuid4()),
        "actor": dict(actor),
        "verb": {"id": f"{VERBS['satisfied']}satisfied", "display": {"en": "satisfied"}},
        "object": {
            "objectType": "Activity",
            "id": own_name(f"{group.kind} {group.id}"),
            "definition": {"name": {"und": group.title}, "type": f"{ACTIVITY}{group.kind}"},
        },
        "context": {
            "registration": registration,
            "contextActivities": {"category": [{"id": CMI5}], "grouping": [{"objectType": "Activity", "id": group.id}]},
            "extensions": {SESSION: session},
        },
    }


def session_in(statement: Mapping[str, Any]) -> str:
    """Return the session that a statement names; an empty text for none."""
    extensions = statement.get("context", {}).get("extensions")
    return str(extensions.get(SESSION, "")) if isinstance(extensions, dict) else ""


def _number(text: str) -> float | None:
    try:
        return float(text)
    except ValueError:
        return None
