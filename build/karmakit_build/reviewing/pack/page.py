"""Put a pack together: one document that carries all it needs, under a policy that lets it load nothing and run one script."""

import base64
import hashlib
from functools import cache
from importlib import resources
from typing import Any

from karmakit_build.compiler.markup import escape, script_json
from karmakit_build.player_files import player_file
from karmakit_build.reviewing.pack.asking import Subject
from karmakit_build.reviewing.pack.form import statements
from karmakit_build.reviewing.pack.frames import Frames
from karmakit_build.reviewing.pack.packed import Packed
from karmakit_build.reviewing.pack.telling import Telling
from karmakit_build.reviewing.pack.views import sections, views, way
from karmakit_schemas.version import VERSION
from karmakit_schemas.vetting import canonical, sha256


def page(packed: Packed) -> bytes:
    """Return the pack of a course as HTML in UTF-8."""
    telling = Telling(packed)
    say, course, shown = telling.say, packed.course, views(telling)
    frames = Frames(packed.pages, say)
    style, script = _style(), player_file("pack.js").replace("</", r"<\/")
    sheet = frames.style
    data = script_json(_with_key(_data(telling, frames, sheet)))
    csp = (
        f"default-src 'none'; script-src '{_digest(script)}'; style-src '{_digest(style)}' '{_digest(sheet)}'; "
        "img-src data:; media-src data:; font-src data:; base-uri 'none'; form-action 'none'"
    )
    title = say("title", course=course.meta.title)
    facts = [say("version", version=course.meta.version)]
    if packed.base:
        facts.append(say("before", base=packed.base))
    text = (
        f'<!doctype html>\n<html lang="{say.tag}">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{escape(csp)}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="referrer" content="no-referrer">\n<meta name="color-scheme" content="light dark">\n'
        f'<title>{escape(title)}</title>\n<link rel="icon" href="data:,">\n<style>{style}</style>\n</head>\n<body>\n'
        f'<a class="skip" href="#content">{escape(say("skip"))}</a>\n'
        f'<header class="top"><p class="over">{escape(say("over"))}</p>'
        f'<h1 lang="{escape(course.meta.language)}" dir="auto">{escape(course.meta.title)}</h1>'
        f'<p class="facts">{" · ".join(map(escape, facts))}</p>'
        f'<p id="progress" role="status"></p><p id="keeping"></p></header>\n'
        f'<noscript><p class="note">{escape(say("no-script"))}</p></noscript>\n'
        f'<div class="frame"><nav aria-label="{escape(say("nav"))}"><details id="way" open>'
        f"<summary>{escape(say('nav'))}</summary>{way(shown, telling)}</details></nav>\n"
        f'<main id="content" tabindex="-1">\n{sections(shown, telling)}</main></div>\n'
        f"<footer><p>{escape(say('foot', version=VERSION))}</p></footer>\n"
        f'<script type="application/json" id="pack">{data}</script>\n<script>{script}</script>\n</body>\n</html>\n'
    )
    return text.encode("utf-8", "replace")


def _data(telling: Telling, frames: Frames, sheet: str) -> dict[str, Any]:
    """Return what the script works with (`Pack` of pack/contract.ts)."""
    packed, course = telling.packed, telling.packed.course.meta
    return {
        "course": course.id,
        "language": course.language,
        "policy": packed.asking.policy,
        "subjects": [_subject(subject, telling) for subject in packed.asking.subjects],
        "persons": [{"id": person.id, "roles": list(person.roles)} for person in packed.asking.persons],
        "roles": {role: telling.role(role) for person in packed.asking.persons for role in person.roles},
        "statements": [
            {"id": one.id, "evidence": list(one.evidence), "open": one.is_open}
            for one in (statements(packed.form) if packed.form and telling.can_decide else ())
        ],
        "frames": {"style": sheet, "root": frames.root, "pages": frames.documents},
        "words": {key.removeprefix("js."): text for key, text in telling.say.texts.items() if key.startswith("js.")},
    }


def _subject(subject: Subject, telling: Telling) -> dict[str, Any]:
    return {
        "name": subject.name,
        "title": telling.title(subject),
        "digest": subject.content.digest,
        "waits": list(subject.waits_for),
        "roles": [] if subject.holds else list(subject.roles),
        "passed": [{"person": one.person, "role": one.role} for one in subject.passed],
        "since": dict(subject.since),
        "makers": list(subject.makers),
    }


def _with_key(data: dict[str, Any]) -> dict[str, Any]:
    """Return the data with the name under which a browser keeps the work: other content is other work."""
    content = {"policy": data["policy"], "subjects": {one["name"]: one["digest"] for one in data["subjects"]}}
    return {**data, "key": sha256(canonical({"course": data["course"], "language": data["language"], **content}))}


def _digest(text: str) -> str:
    return f"sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}"


@cache
def _style() -> str:
    return resources.files(__package__).joinpath("pack.css").read_text(encoding="utf-8")
