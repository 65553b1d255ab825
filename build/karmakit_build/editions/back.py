"""Write the back of an edition: the glossary, who helps, and whose work it is."""

from collections.abc import Iterable

from karmakit_build.compiler.markup import escape, tag
from karmakit_build.compiler.sheet import Sheet
from karmakit_build.compiler.text import phrase
from karmakit_build.editions.edition import Edition
from karmakit_build.editions.links import out
from karmakit_schemas.course import Credit


def glossary(edition: Edition, sheet: Sheet) -> str:
    """Return the terms of the course and their meanings; nothing where there are none."""
    terms = {term.id: term for term in edition.course.glossary}
    if not terms:
        return ""
    lines = "".join(
        f"{tag('dt', phrase(term.name, sheet), id=f'term-{name}')}<dd>{phrase(term.meaning, sheet)}</dd>"
        for name, term in terms.items()
    )
    return f'<section class="glossary" id="glossary"><h2>{escape(edition.say("glossary"))}</h2><dl>{lines}</dl></section>\n'


def closing(edition: Edition, sheet: Sheet) -> str:
    """Return who helps, and the credits."""
    meta = edition.course.meta
    ways = ", ".join(escape(way) for way in (meta.contact.email, meta.contact.phone, meta.contact.url) if way)
    people = sorted({name for module in edition.course.modules for name in (*module.meta.authors, *module.meta.translators)})
    lines = [
        edition.say("provider", name=meta.provider),
        edition.say("licence", name=meta.licence),
        edition.say("version", name=edition.figures(meta.version)),
        *([", ".join(people)] if people else []),
    ]
    if font := edition.pages.language.font:
        lines.append(edition.say("print.typeface", name=f"{font.family} (SIL Open Font License 1.1)"))
    works = [_credit(each, sheet) for each in meta.credits]
    help_text = f"{escape(edition.say('help-text'))} {escape(meta.contact.name)}: {ways}"
    return (
        f'<section class="help"><h2>{escape(edition.say("help"))}</h2><p>{help_text}</p></section>\n'
        f'<section class="credits" id="credits"><h2>{escape(edition.say("credits"))}</h2>'
        f"{_list([*(escape(line) for line in lines), *works])}</section>\n"
    )


def _list(items: Iterable[str]) -> str:
    return f"<ul>{''.join(f'<li>{item}</li>' for item in items)}</ul>"


def _credit(credit: Credit, sheet: Sheet) -> str:
    title = escape(credit.title)
    found = sheet.target(credit.source)
    source = out(found.path, title, said=credit.title) if found.kind == "out" else f"{title} ({escape(credit.source)})"
    return f"{source}, {escape(credit.author)}, {escape(credit.licence)}"
