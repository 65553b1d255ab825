"""Write directives as HTML, as PAGES.md says."""

from karmakit_build.compiler.markup import escape, tag
from karmakit_build.compiler.sheet import Sheet, Writer
from karmakit_build.compiler.text import picture, write, write_all
from karmakit_schemas.nodes import Node

_CALLOUTS = frozenset({"note", "tip", "important", "warning", "caution"})


def _callout(node: Node, sheet: Sheet) -> str:
    kind = node.attrs.get("kind", "note")
    kind = kind if kind in _CALLOUTS else "note"
    title = node.attrs.get("title") or sheet.say(f"callout.{kind}")
    content = tag("p", escape(title), class_="callout-title") + write_all(node.children, sheet)
    # an aside is a landmark by itself, and a page full of landmarks has none
    return tag("aside", content, class_="callout", role="note", data_kind=kind, id=place(node, sheet)) + "\n"


def _scenario(node: Node, sheet: Sheet) -> str:
    title = node.attrs.get("title") or sheet.say("scenario")
    content = tag("p", escape(title), class_="scenario-title") + write_all(node.children, sheet)
    return tag("section", content, class_="scenario", id=place(node, sheet)) + "\n"


def _figure(node: Node, sheet: Sheet) -> str:
    image = picture(node.attrs.get("src", ""), node.attrs, sheet)
    caption = write_all((child for child in node.children if child.kind != "description"), sheet)
    content = image + (f"<figcaption>{caption}</figcaption>" if caption.strip() else "") + description(node, sheet, "describe")
    return tag("figure", content, class_="figure", id=place(node, sheet)) + "\n"


def description(node: Node, sheet: Sheet, key: str) -> str:
    """Return what is to be seen, for who does not see it; `key` says what opens it."""
    parts = [write_all(child.children, sheet) for child in node.children if child.kind == "description"]
    if not parts:
        return ""
    return f'<details class="description"><summary>{escape(sheet.say(key))}</summary>{"".join(parts)}</details>'


def _tabs(node: Node, sheet: Sheet) -> str:
    parts = [_tab(child, sheet) if child.kind == "tab" else write(child, sheet) for child in node.children]
    return tag("div", "".join(parts), class_="tabs", id=place(node, sheet)) + "\n"


def _tab(node: Node, sheet: Sheet) -> str:
    title = tag("h3", escape(node.attrs.get("title", "")), class_="tab-title")
    return tag("section", title + write_all(node.children, sheet), class_="tab", id=sheet.anchor(None, "tab"))


def _steps(node: Node, sheet: Sheet) -> str:
    title = tag("p", escape(node.attrs.get("title") or sheet.say("steps")), class_="steps-title")
    return tag("section", title + write_all(node.children, sheet), class_="steps", id=place(node, sheet)) + "\n"


def _further_reading(node: Node, sheet: Sheet) -> str:
    title = tag("h2", escape(node.attrs.get("title") or sheet.say("further-reading")))
    return tag("section", title + write_all(node.children, sheet), class_="further-reading", id=place(node, sheet)) + "\n"


def _reflection(node: Node, sheet: Sheet) -> str:
    name = sheet.anchor(node.attrs.get("id"), "reflection")
    title = tag("p", escape(node.attrs.get("title") or sheet.say("reflection")), class_="reflection-title")
    words = f"<span>{escape(sheet.say('reflection-label'))}</span>"
    label = f'<label>{words}<textarea rows="4" aria-describedby="{name}-note"></textarea></label>'
    note = tag("p", escape(sheet.say("reflection-note")), class_="reflection-note", id=f"{name}-note")
    content = title + write_all(node.children, sheet) + label + note
    return tag("section", content, class_="reflection", id=name, data_reflection=node.attrs.get("id") or name) + "\n"


def _details(node: Node, sheet: Sheet) -> str:
    title = f"<summary>{escape(node.attrs.get('title') or sheet.say('details'))}</summary>"
    return tag("details", title + write_all(node.children, sheet), class_="more", id=place(node, sheet)) + "\n"


def place(node: Node, sheet: Sheet) -> str | None:
    """Return the id of an element whose author gave it one."""
    wanted = node.attrs.get("id")
    return sheet.anchor(wanted, "part") if wanted else None


WRITERS: dict[str, Writer] = {
    "alert": _callout,
    "callout": _callout,
    "scenario": _scenario,
    "figure": _figure,
    "description": lambda node, sheet: write_all(node.children, sheet),
    "tabs": _tabs,
    "tab": _tab,
    "steps": _steps,
    "further-reading": _further_reading,
    "reflection": _reflection,
    "details": _details,
}
