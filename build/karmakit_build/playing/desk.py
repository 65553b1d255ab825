"""What the page of play asks for: itself, the content, a launch, a switch, the record in words."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from html import escape
from mimetypes import guess_type
from typing import Any, get_args
from urllib.parse import quote

from karmakit_build.player_files import player_file
from karmakit_build.playing.asking import Refused, Reply, Request, json_reply
from karmakit_build.playing.launching import Mode, own_name
from karmakit_build.playing.lrs import Store
from karmakit_build.playing.platform import Platform
from karmakit_build.playing.telling.record import Record, shortened
from karmakit_build.playing.telling.scorm import Held, tell_scorm
from karmakit_build.playing.telling.xapi import state_of, tell_xapi
from karmakit_build.playing.words import words
from karmakit_validators.report.words import Words
from karmakit_validators.speaking import translated

_HTML = "text/html; charset=utf-8"
_TYPES = {
    "html": _HTML,
    "htm": _HTML,
    "js": "text/javascript; charset=utf-8",
    "mjs": "text/javascript; charset=utf-8",
    "css": "text/css; charset=utf-8",
    "json": "application/json",
    "vtt": "text/vtt; charset=utf-8",
    "woff2": "font/woff2",
    "svg": "image/svg+xml",
    "webmanifest": "application/manifest+json",
    "webp": "image/webp",
}
_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; frame-src {site}; img-src data:; base-uri 'none'"
)
_LEAVE = "-leave.html"
"""The page that takes the content's place when a session ends: it clears what the content kept, where it is told to."""
_SHOWN_FINDINGS = 50
_PLACE = re.compile(r"\{(page\.[a-z.]+)\}")
_SWITCHES = frozenset({"offline", "failing", "shared"})


@dataclass(frozen=True)
class Desk:
    """The desk at which a page asks; what is asked for is answered from the platform and the bundle."""

    platform: Platform
    lang: str = "en"

    @property
    def say(self) -> Words:
        """Return what play says, in the reader's language."""
        return words(self.lang)

    @property
    def same_origin(self) -> bool:
        """Return whether the content must come from the page's own origin, as SCORM's does."""
        return self.platform.bundle.kind in {"scorm12", "scorm2004"}

    # ---- files -----------------------------------------------------------------------------------------------------------

    def page(self, request: Request) -> Reply:
        """Answer with the page, its script or its style; the content's own root is no place to look for files."""
        if request.method not in {"GET", "HEAD"}:
            return Reply(405, b"", "text/plain")
        if request.path == "/":
            policy = _POLICY.format(site=self.platform.site or "'self'")
            return Reply(200, self._html().encode(), _HTML, {"Content-Security-Policy": policy})
        if request.path in {"/play.js", "/play.css"}:
            name = request.path[1:]
            return Reply(200, player_file(name).encode(), _TYPES[name.rpartition(".")[2]])
        if request.path == "/favicon.ico":
            return Reply(204)
        return self._missing(request)

    def _html(self) -> str:
        """Return the page with its words in their places, `{page.title}`."""
        page = player_file("play.html").replace('<html lang="en">', f'<html lang="{self.say.tag}">')
        return _PLACE.sub(lambda place: escape(self.say(place[1])), page)

    def content(self, request: Request) -> Reply:
        """Answer with a file of the bundle; nothing while the network is off."""
        name = request.path.removeprefix("/content/")
        if name == _LEAVE:
            return Reply(200, player_file("play-leave.html").encode(), _HTML)
        if self.platform.switches.offline:
            self.platform.tell("request", name=f"GET {shortened(name, 200)}", status=0, why="the network is off: no answer")
            return Reply(0)
        body = self.platform.bundle.files.get(name) if request.path.startswith("/content/") else None
        if body is None:
            return self._missing(request)
        if request.method not in {"GET", "HEAD"}:
            self.platform.tell("request", name=f"{request.method} {shortened(name)}", status=405, why="files are asked for by GET")
            return Reply(405, b"", "text/plain")
        return _ranged(body, _type(name), request.headers)

    def _missing(self, request: Request) -> Reply:
        if request.path != "/favicon.ico":
            self.platform.tell("missing", name=shortened(request.path.removeprefix("/content/"), 200))
        return Reply(404, b"this is not in the bundle", "text/plain; charset=utf-8")

    # ---- what the page asks ----------------------------------------------------------------------------------------------

    def asked(self, request: Request, origin: str) -> Reply:
        """Answer the page of play; another site has no business here."""
        if request.method == "GET" and request.path == "/-/setup":
            return json_reply(self._setup())
        if request.method != "POST" or request.headers.get("origin") != origin:
            raise Refused(403, "only the page of play asks this")
        told = request.as_json()
        if not isinstance(told, dict):
            raise Refused(400, "the body is no JSON object")
        match request.path:
            case "/-/launch":
                mode: Mode = told["mode"] if told.get("mode") in get_args(Mode) else "Normal"
                return json_reply({"address": self.platform.launch(str(told.get("unit")), anew=bool(told.get("anew")), mode=mode)})
            case "/-/leave":
                self.platform.leave()
                return json_reply({})
            case "/-/switch" if told.get("name") in _SWITCHES:
                setattr(self.platform.switches, told["name"], bool(told.get("on")))
                return json_reply({})
            case "/-/record":
                return json_reply(self._record(told).as_json())
            case "/-/statements":
                return json_reply(_stored(self.platform.lrs))
        raise Refused(404, "there is nothing here")

    def _setup(self) -> dict[str, Any]:
        bundle = self.platform.bundle
        found = [translated(finding, self.lang) for finding in bundle.findings]
        return {
            "name": bundle.name,
            "title": bundle.title,
            "kind": bundle.kind,
            "standard": bundle.standard,
            "learner": self.platform.learner,
            "leave": f"{self.platform.site}/content/{_LEAVE}",
            "units": [
                {"id": unit.id, "title": unit.title, "mark": unit.mark, "data": unit.data, "tracked": unit.tracked}
                for unit in bundle.units
            ],
            "tree": bundle.tree,
            "unfollowed": bundle.unfollowed,
            "findings": [
                {"code": finding.code, "severity": finding.severity.name, "place": str(finding.span), "message": finding.message}
                for finding in found[:_SHOWN_FINDINGS]
            ],
            "more": max(0, len(bundle.findings) - _SHOWN_FINDINGS),
            "words": {key: text for key, text in self.say.texts.items() if key.startswith("say.")},
        }

    def _record(self, told: Mapping[str, Any]) -> Record:
        platform = self.platform
        learner = "" if platform.switches.shared else platform.learner
        if platform.bundle.kind == "web":
            return Record((self.say("web"), self.say("web.stays")), self.say("web.shown"))
        if self.same_origin:
            given = told.get("units")
            units = [unit for unit in given if isinstance(unit, dict)] if isinstance(given, list) else []
            held = [_held(unit, platform.bundle.kind) for unit in units]
            states = {str(unit.get("id")): one.state for unit, one in zip(units, held, strict=True)}
            return replace(tell_scorm(learner, held, self.say, igot=bool(told.get("igot"))), states=states)
        is_cmi5 = platform.bundle.kind == "cmi5"
        pairs = [(own_name(unit.id) if is_cmi5 else unit.id, unit) for unit in platform.bundle.units]
        documents = platform.lrs.documents.items()
        state = sum(
            len(one.body) for place, one in list(documents) if place[0] == "activities/state" and place[-1] != "LMS.LaunchData"
        )
        statements = list(platform.lrs.statements)
        states = {unit.id: state_of(activity, statements) for activity, unit in pairs}
        return replace(tell_xapi(learner, pairs, statements, self.say, state=state, cmi5=is_cmi5), states=states)


def _held(unit: Mapping[str, Any], kind: str) -> Held:
    values = unit.get("values")
    texts = {str(name): str(value) for name, value in values.items()} if isinstance(values, dict) else {}
    unsaved = unit.get("unsaved")
    ended = unit.get("ended")
    return Held(
        str(unit.get("title", "")),
        kind,
        texts,
        unsaved if isinstance(unsaved, int) else 0,
        ended if ended in {"open", "finished", "left"} else "open",
        str(unit.get("mark", "")),
    )


def _stored(store: Store) -> dict[str, Any]:
    """Return all that a record store holds, as JSON."""
    documents = [
        {"resource": place[0], "activity": place[1], "id": place[-1], "body": one.body.decode(errors="replace")}
        for place, one in list(store.documents.items())
    ]
    return {"statements": list(store.statements), "documents": documents}


def _type(name: str) -> str:
    return _TYPES.get(name.rpartition(".")[2].lower()) or guess_type(quote(name))[0] or "application/octet-stream"


def _ranged(body: bytes, kind: str, headers: Mapping[str, str]) -> Reply:
    """Answer with a file or the part of it that was asked for: some browsers play no film without (RFC 9110, clause 14)."""
    unit, _, wanted = headers.get("range", "").partition("=")
    first, _, last = wanted.partition("-")
    if unit != "bytes" or not first.isdecimal() or (last and not last.isdecimal()) or int(first) >= len(body):
        return Reply(200, body, kind, {"Accept-Ranges": "bytes"})
    stop = min(int(last) + 1 if last else len(body), len(body))
    part = body[int(first) : stop]
    return Reply(206, part, kind, {"Accept-Ranges": "bytes", "Content-Range": f"bytes {first}-{stop - 1}/{len(body)}"})
