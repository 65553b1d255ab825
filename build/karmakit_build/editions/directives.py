"""Write the directives that a screen opens, plays or lets one type into: on paper all is open, in words, or ruled to write on."""

from karmakit_build.compiler.films import is_sound, weight
from karmakit_build.compiler.markup import escape, tag
from karmakit_build.compiler.sheet import Sheet
from karmakit_build.compiler.text import write, write_all
from karmakit_build.editions.edition import Edition
from karmakit_build.editions.pictures import picture
from karmakit_schemas.nodes import Node

LINES = 5


def lines(count: int) -> str:
    """Return empty lines to write on."""
    return f'<div class="lines" aria-hidden="true">{"<div></div>" * count}</div>'


def figure(edition: Edition, node: Node, sheet: Sheet) -> str:
    """Return a picture with its caption and, in the open, its long description."""
    caption = write_all((child for child in node.children if child.kind != "description"), sheet)
    content = picture(edition, node.attrs, sheet) + (f"<figcaption>{caption}</figcaption>" if caption.strip() else "")
    return tag("figure", content + _description(edition, node, sheet), class_="figure", id=_id(node, sheet)) + "\n"


def _description(edition: Edition, node: Node, sheet: Sheet) -> str:
    parts = "".join(write_all(child.children, sheet) for child in node.children if child.kind == "description")
    if not parts.strip():
        return ""
    return f'<div class="description"><p class="description-title">{escape(edition.say("print.description"))}</p>{parts}</div>'


def tabs(edition: Edition, node: Node, sheet: Sheet) -> str:
    """Return tabs one below the other."""
    parts = [tab(edition, child, sheet) if child.kind == "tab" else write(child, sheet) for child in node.children]
    return tag("div", "".join(parts), class_="tabs", id=_id(node, sheet)) + "\n"


def tab(_: Edition, node: Node, sheet: Sheet) -> str:
    """Return one tab as a part of the text."""
    title = tag("h5", escape(node.attrs.get("title", "")), class_="tab-title")
    return tag("section", title + write_all(node.children, sheet), class_="tab", id=sheet.anchor(None, "tab"))


def video(edition: Edition, node: Node, sheet: Sheet) -> str:
    """Return a note where a film stands, with its transcript and the description of what is seen."""
    source = sheet.medium(node.attrs.get("src", ""))
    played = sheet.shared.showing.film(source) if source else None
    if source and (played is None or is_sound(played)):
        return _media(edition, node, sheet, edition.say("lite-film", size=weight(source, sheet)))
    return _media(edition, node, sheet, edition.say("print.video"))


def audio(edition: Edition, node: Node, sheet: Sheet) -> str:
    """Return a note where a recording stands, with its transcript."""
    return _media(edition, node, sheet, edition.say("print.audio"))


def _media(edition: Edition, node: Node, sheet: Sheet, note: str) -> str:
    words = [node.attrs[name] for name in ("title", "duration") if node.attrs.get(name)]
    title = tag("p", escape(edition.figures(" · ".join(words))), class_="media-title") if words else ""
    said = write_all((child for child in node.children if child.kind != "description"), sheet)
    transcript = f'<p class="transcript-title">{escape(edition.say("transcript"))}</p>{said}' if said.strip() else ""
    content = title + tag("p", escape(note), class_="media-note") + transcript + _description(edition, node, sheet)
    return tag("div", content, class_="media", id=_id(node, sheet)) + "\n"


def further_reading(edition: Edition, node: Node, sheet: Sheet) -> str:
    """Return what to read besides."""
    title = tag("h4", escape(node.attrs.get("title") or edition.say("further-reading")))
    return tag("section", title + write_all(node.children, sheet), class_="further-reading", id=_id(node, sheet)) + "\n"


def reflection(edition: Edition, node: Node, sheet: Sheet) -> str:
    """Return something to think over, with lines to write on."""
    title = tag("p", escape(node.attrs.get("title") or edition.say("reflection")), class_="reflection-title")
    label = tag("p", escape(edition.say("reflection-label")), class_="lines-label")
    content = title + write_all(node.children, sheet) + label + lines(LINES)
    return tag("section", content, class_="reflection", id=sheet.anchor(node.attrs.get("id"), "reflection")) + "\n"


def details(edition: Edition, node: Node, sheet: Sheet) -> str:
    """Return what a screen keeps folded, in the open."""
    title = tag("p", escape(node.attrs.get("title") or edition.say("details")), class_="more-title")
    return tag("section", title + write_all(node.children, sheet), class_="more", id=_id(node, sheet)) + "\n"


def _id(node: Node, sheet: Sheet) -> str | None:
    wanted = node.attrs.get("id")
    return sheet.anchor(wanted, "part") if wanted else None
