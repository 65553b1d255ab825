"""The frame of every page of a preview but the learners' own: head, bar and script."""

from dataclasses import dataclass

from karmakit_build.compiler.markup import attributes, escape, tag
from karmakit_build.preview.ways import ASSETS, EVENTS, HOME, Way

SCRIPT, STYLE = f"{ASSETS}/preview.js", f"{ASSETS}/preview.css"


@dataclass(frozen=True)
class Crumb:
    """A step on the way down to a page: its words, in their language where they are a course's, and its path ("" for the last)."""

    text: str
    path: str = ""
    lang: str = ""


def document(  # noqa: PLR0913 - the last two have a default, and are named
    title: str, body: str, way: Way, crumbs: tuple[Crumb, ...] = (), *, course: str = "", kind: str = ""
) -> bytes:
    """Return a page as HTML in UTF-8; `course` is the name of the one whose changes renew it, `kind` what the style goes by."""
    places = way.places
    say = way.say
    told: dict[str, str | int | None] = {}
    if places.is_local:
        told = {"data-live": way.to(EVENTS), "data-course": course or None, "data-version": places.version}
        told |= {f"data-{name}": say(f"live.{name}") for name in ("follows", "renewed", "ended", "stale")}
    steps = (Crumb(say("courses"), HOME), *crumbs) if crumbs else (Crumb(say("courses")),)
    root = attributes({"lang": say.tag, "data-kind": kind or None, **told})
    text = (
        f'<!doctype html>\n<html{root}>\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="color-scheme" content="light dark">\n'
        f'<title>{escape(title)}</title>\n<link rel="icon" href="data:,">\n<link rel="stylesheet" href="{way.to(STYLE)}">\n'
        f'<script defer src="{way.to(SCRIPT)}"></script>\n</head>\n<body>\n'
        f'<a class="skip" href="#content">{escape(say("skip"))}</a>\n'
        f"{_bar(steps, way)}{body}</body>\n</html>\n"
    )
    return text.encode("utf-8", "replace")


def sheet(content: str, name: str = "") -> str:
    """Return a page of text: all but the bar."""
    return f'<main id="content" tabindex="-1"{attributes({"class": f"sheet {name}".rstrip()})}>\n{content}</main>\n'


def section(title: str, content: str, name: str = "") -> str:
    """Return a part of a page: a heading and what stands under it."""
    return f"<section{attributes({'class': name or None})}><h2>{escape(title)}</h2>{content}</section>\n"


def _bar(steps: tuple[Crumb, ...], way: Way) -> str:
    guide = tag("a", escape(way.say("guide")), class_="guide", href=way.to(way.places.guide)) if way.places.guide else ""
    items = "".join(f"<li>{_step(step, way)}</li>" for step in steps)
    state = '<p class="state" role="status"></p>' if way.places.is_local else ""
    return f'<header class="bar"><nav aria-label="{escape(way.say("nav"))}"><ol>{items}</ol></nav>{state}{guide}</header>\n'


def _step(step: Crumb, way: Way) -> str:
    given = {"lang": step.lang or None}
    if step.path:
        return f"<a{attributes({'href': way.to(step.path), **given})}>{escape(step.text)}</a>"
    return tag("span", escape(step.text), aria_current="page", lang=step.lang or None)
