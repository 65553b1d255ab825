"""How a platform launches: addresses, credentials that are fetched once, and what cmi5 wants to be known beforehand."""

import base64
import json
import secrets
import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote, urlencode

from karmakit_build.playing.units import Kind, Unit

HOME = "https://platform.example"
"""The name under which this platform keeps its learners and activities; nothing is ever asked there."""
CMI5 = "https://w3id.org/xapi/cmi5/context/categories/cmi5"
SESSION = "https://w3id.org/xapi/cmi5/context/extensions/sessionid"
MODE = "https://w3id.org/xapi/cmi5/context/extensions/launchmode"
MOVE_ON = "https://w3id.org/xapi/cmi5/context/extensions/moveon"
MASTERY = "https://w3id.org/xapi/cmi5/context/extensions/masteryscore"
LAUNCH_DATA = "LMS.LaunchData"


@dataclass
class Session:
    """One launch of a unit: who learns, under which registration, and by which credentials the content may speak."""

    unit: Unit
    actor: dict[str, Any]
    registration: str
    activity: str
    name: str = field(default_factory=lambda: str(uuid.uuid4()))
    token: str = field(default_factory=lambda: base64.b64encode(f"play:{secrets.token_urlsafe(24)}".encode()).decode())
    key: str = field(default_factory=lambda: secrets.token_urlsafe(24))
    fetched: bool = False
    open: bool = True


def actor_of(name: str) -> dict[str, Any]:
    """Return the learner as xAPI names one; a learner without a name is one that nobody knows again."""
    account = {"homePage": HOME, "name": f"learner-{uuid.uuid5(uuid.NAMESPACE_URL, name)}" if name else f"guest-{uuid.uuid4()}"}
    return {"objectType": "Agent", **({"name": name} if name else {}), "account": account}


def session_of(unit: Unit, actor: dict[str, Any], registration: str, kind: Kind) -> Session:
    """Return a session that has just begun; a platform has its own names for what it launches in cmi5 (clause 8.1.5)."""
    own = f"{HOME}/activities/{uuid.uuid5(uuid.NAMESPACE_URL, unit.id)}"
    return Session(unit, actor, registration, own if kind == "cmi5" else unit.id)


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
    told: dict[str, Any] = {"contextTemplate": template, "launchMode": "Normal", "moveOn": session.unit.move_on}
    if session.unit.data:
        told["launchParameters"] = session.unit.data
    return told if mark is None else {**told, "masteryScore": mark}


def own_statement(session: Session, verb: str, **extensions: Any) -> dict[str, Any]:
    """Return what the platform itself says of a session: that it was launched, or abandoned (clause 9.3)."""
    return {
        "id": str(uuid.uuid4()),
        "actor": session.actor,
        "verb": {"id": f"http://adlnet.gov/expapi/verbs/{verb}", "display": {"en": verb}},
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
    more = {} if mark is None else {MASTERY: mark}
    where = "https://w3id.org/xapi/cmi5/context/extensions/launchurl"
    return own_statement(
        session, "launched", **{MODE: "Normal", MOVE_ON: session.unit.move_on, where: address.partition("?")[0]}, **more
    )


def _number(text: str) -> float | None:
    try:
        return float(text)
    except ValueError:
        return None
