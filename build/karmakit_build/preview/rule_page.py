"""The page of a rule, where the site around the preview has none of its own."""

from html import escape

from karmakit_build.preview.document import Crumb, document, sheet
from karmakit_build.preview.ways import Way
from karmakit_validators.catalogue import Entry
from karmakit_validators.report.page.inline import inline
from karmakit_validators.report.page.rule_text import examples, why
from karmakit_validators.report.words import words


def rule_page(entry: Entry, way: Way) -> bytes:
    """Return what a rule's page says: why it matters, a bad and a good example, the mend and the source."""
    say = words("en")
    text = (
        f'<header class="lead"><h1><code>{escape(entry.code)}</code> {escape(entry.name)}</h1>'
        f'<p>{inline(entry.title)}</p><p class="facts">{inline(entry.facts)}</p></header>\n'
        f"<h2>About this rule</h2>{why(entry, say)}{examples(entry, say)}"
    )
    text = text.replace("<h5", "<h3").replace("</h5>", "</h3>")  # in reports they stand lower
    return document(f"{entry.code} {entry.name}", sheet(text, "rule"), way, (Crumb(f"{entry.code} {entry.name}"),))
