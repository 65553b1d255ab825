"""xAPI packages with a `tincan.xml`: what its activities launch become modules; what they only record is told."""

from pathlib import Path

from karmakit_build.importing.draft import Draft, Lost
from karmakit_build.importing.packages.containers import container_of
from karmakit_build.importing.packages.elements import attribute, down, word, words
from karmakit_build.importing.packages.kinds import XAPI
from karmakit_build.importing.packages.making import draft_of
from karmakit_build.importing.packages.outline import About, Leaf, Outline
from karmakit_build.importing.wording import plain
from karmakit_build.importing.xml import inside, root_of
from karmakit_build.xml import Element
from karmakit_schemas.errors import UnusableInputError


def read(path: Path) -> Draft:
    """Return the course that a package holds."""
    container = container_of(path, (XAPI,))
    return draft_of(container, outline_of(container.files[XAPI], container.name), path.stem)


def outline_of(data: bytes, name: str) -> Outline:
    """Return what the activities say; raises `UnusableInputError` where it is no XML, or nothing is launched."""
    root = root_of(data, f"{name}: {XAPI}")
    activities = list(down(root, "activities", "activity"))
    launched = [each for each in activities if word(each, "launch")]
    if not launched:
        raise UnusableInputError(f"{name}: {XAPI} names no activity that is launched")
    head = next((each for each in activities if attribute(each, "type").endswith("/course")), launched[0])
    language = next((tag for part in ("name", "launch") for each in inside(head, part) if (tag := attribute(each, "lang"))), "")
    title, summary = _text(head, "name", language), _text(head, "description", language)
    leaves = tuple(_leaf(each, head, language) for each in launched)
    losses = tuple(_only_recorded(each, language) for each in activities if each not in launched and each is not head)
    return Outline(XAPI, About(title=title, language=language, summary=summary), leaves, losses)


def _leaf(activity: Element, head: Element, language: str) -> Leaf:
    ident = attribute(activity, "id")
    summary = "" if activity is head else _text(activity, "description", language)
    title = _text(activity, "name", language) or ident
    address = _text(activity, "launch", language)
    return Leaf(title=title, place=f'activity "{title[:60]}"', address=address, ident=ident, body=plain(summary))


def _only_recorded(activity: Element, language: str) -> Lost:
    """Tell of an activity that the package only speaks of in its records: a question, an attempt, a part of a page."""
    title = " ".join(filter(None, (_text(activity, "name", language), _text(activity, "description", language))))
    kind = attribute(activity, "type").rpartition("/")[2] or "activity"
    mend = "Ask it again as a question" if kind == "cmi.interaction" else ""
    return Lost(XAPI, f"activity {attribute(activity, 'id')}", f'the {kind} "{title[:80]}", which is launched by a page', mend)


def _text(element: Element, name: str, language: str) -> str:
    """Return a text in a language, else in the first that it is in."""
    there = list(inside(element, name))
    found = next((each for each in there if attribute(each, "lang") == language), there[0] if there else None)
    return words(found)
