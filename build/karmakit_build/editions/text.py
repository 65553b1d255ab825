"""Write the headings and footnotes of a module as parts of one long document."""

from karmakit_build.compiler.markup import escape, tag
from karmakit_build.compiler.sheet import Sheet
from karmakit_build.compiler.text import inside, phrase
from karmakit_build.editions.edition import Edition
from karmakit_schemas.nodes import Node

# a module's title is the third level, after the course's and the unit's
BELOW_MODULE = 2


def heading(_: Edition, node: Node, sheet: Sheet) -> str:
    """Return a heading of a module, below the module's own."""
    level = min(max(int(node.attrs.get("level", "2")), 2) + BELOW_MODULE, 6)
    return tag(f"h{level}", inside(node, sheet), id=sheet.anchor(node.attrs.get("id"), "part"))


def footnote_ref(edition: Edition, node: Node, sheet: Sheet) -> str:
    """Return the number of a footnote."""
    label = node.attrs.get("label", "")
    if label not in sheet.notes:
        return ""
    number, first = sheet.cite(label)
    own = _own(sheet)
    shown = edition.pages.language.number(number)
    anchor = tag("a", shown, href=f"#{own}-note-{number}", id=f"{own}-cite-{number}" if first else None, role="doc-noteref")
    return f'<sup class="footnote-ref">{anchor}</sup>'


def footnotes(edition: Edition, sheet: Sheet) -> str:
    """Return the footnotes that were cited, in the order of their numbers; a footnote may cite another."""
    items: list[str] = []
    own = _own(sheet)
    while len(items) < len(sheet.cited):
        label, number = list(sheet.cited.items())[len(items)]
        items.append(tag("li", phrase(sheet.notes[label], sheet), id=f"{own}-note-{number}"))
    if not items:
        return ""
    return f'<section class="footnotes"><h4>{escape(edition.say("footnotes"))}</h4><ol>{"".join(items)}</ol></section>\n'


def _own(sheet: Sheet) -> str:
    """Return a beginning of ids that no author's id has: those have a full stop behind it."""
    return sheet.prefix.rstrip(".")
