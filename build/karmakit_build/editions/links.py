"""Write links that say on paper where they lead: an address in full, a module by its number, a file by its name."""

from karmakit_build.compiler.links import Target
from karmakit_build.compiler.markup import escape, tag
from karmakit_build.compiler.sheet import Sheet
from karmakit_build.compiler.text import inside
from karmakit_build.editions.edition import Edition
from karmakit_schemas.nodes import Node


def link(edition: Edition, node: Node, sheet: Sheet) -> str:
    """Return a link; the words alone where it leads nowhere."""
    content = inside(node, sheet)
    found = sheet.target(node.attrs.get("href", ""))
    if found.kind in {"out", "contact"}:
        return out(found.path, content, said=node.plain())
    place = _place(edition, found, sheet)
    words = tag("a", content, href=f"#{place}", class_="term" if found.kind == "term" else None) if place else content
    return f"{words}{_see(edition, found, sheet)}"


def _place(edition: Edition, found: Target, sheet: Sheet) -> str:
    """Return the id that a link within the course leads to; "" where paper has no such place."""
    match found.kind:
        case "here" if found.fragment:
            return f"{sheet.prefix}{found.fragment}"
        case "module" if found.path in edition.numbers:
            module = f"m{edition.numbers[found.path]}"
            return f"{module}.{found.fragment}" if found.fragment else module
        case "term" if found.path in sheet.shared.terms:
            return f"term-{found.path}"
        case "term" if not found.path and sheet.shared.terms:
            return "glossary"
        case "cover":
            return "cover"
        case _:
            return ""


def _see(edition: Edition, found: Target, sheet: Sheet) -> str:
    """Return where to turn to: another module's number, or the name of a file that only the online course has."""
    if found.kind == "file":
        words = edition.say("print.file", name=found.path.rpartition("/")[2])
    elif found.kind == "module" and found.path in edition.numbers and sheet.prefix != f"m{edition.numbers[found.path]}.":
        words = edition.say("print.see", n=edition.numbers[found.path])
    else:
        return ""
    return f" {tag('span', escape(words), class_='see')}"


def out(address: str, content: str, said: str) -> str:
    """Return a link out of the course with its address in print, unless `said`, the words of the link, holds it."""
    anchor = tag("a", content, href=address, rel="noopener external")
    shown = address.removeprefix("mailto:").removeprefix("tel:")
    if shown in said:
        return anchor
    # an address runs from left to right in any text
    return f'{anchor} <span class="address">(<bdi dir="ltr">{escape(shown)}</bdi>)</span>'
