"""The page of a rule, where the site around the preview has none of its own."""

from karmakit_build.compiler.markup import escape, tag
from karmakit_build.preview.document import Crumb, document, sheet
from karmakit_build.preview.ways import Way
from karmakit_validators.catalogue import Entry
from karmakit_validators.explain import facts
from karmakit_validators.report.page.inline import inline
from karmakit_validators.report.page.rule_text import examples, why
from karmakit_validators.report.words import words
from karmakit_validators.speaking import title


def rule_page(entry: Entry, way: Way) -> bytes:
    """Return what a rule's page says: why it matters, a bad and a good example, the mend and the source."""
    lang = way.places.lang
    say = words(lang)
    told = entry.facts if lang == "en" else facts(entry, lang)
    text = (
        f'<header class="lead"><h1><code>{escape(entry.code)}</code> {escape(entry.name)}</h1>'
        f'<p>{inline(title(entry, lang))}</p><p class="facts">{inline(told)}</p></header>\n'
        f"{tag('h2', escape(way.say('rule.about')))}{why(entry, say)}{examples(entry, say)}"
    )
    text = text.replace("<h5", "<h3").replace("</h5>", "</h3>")  # in reports they stand lower
    return document(f"{entry.code} {entry.name}", sheet(text, "rule"), way, (Crumb(f"{entry.code} {entry.name}"),))
