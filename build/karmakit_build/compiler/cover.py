"""Write the cover: what the course is, for whom, and the way to every page."""

from collections.abc import Iterable, Mapping, Sequence

from karmakit_build.compiler.markup import attributes, escape, tag
from karmakit_build.compiler.module_page import minutes
from karmakit_build.compiler.pages import Page
from karmakit_build.compiler.sheet import Shared, Sheet
from karmakit_build.compiler.text import out
from karmakit_schemas.course import Competency, Course, Credit, Module
from karmakit_schemas.frameworks import Level, framework

Glossary = Mapping[str, tuple[str, str]]


def cover_page(shared: Shared, glossary: Glossary) -> Page:
    """Return the first page; `glossary` holds name and meaning of each term as HTML."""
    course = shared.course
    sheet = Sheet(shared, "course.yml", ".")
    first = f"pages/{course.modules[0].id}.html"
    parts = (
        _head(course, sheet),
        _section("outcomes", "outcomes", sheet, _list(escape(outcome.text) for outcome in course.meta.outcomes)),
        _competencies(course, sheet),
        f'<p class="start"><a class="button primary" href="{first}">{escape(sheet.say("start"))}</a></p>',
        _section("outline", "contents", sheet, "".join(_units(course, sheet))),
        glossary_section(glossary, sheet),
        _section("help", "help", sheet, _help(course, sheet)),
        _section("credits", "credits", sheet, _credits(course, sheet)),
    )
    return Page(
        path="index.html",
        title=course.meta.title,
        main="\n".join(part for part in parts if part) + "\n",
        forward=first,
    )


def _section(name: str, title: str, sheet: Sheet, content: str) -> str:
    return f'<section class="{name}"><h2>{escape(sheet.say(title))}</h2>{content}</section>'


def _list(items: Iterable[str]) -> str:
    return f"<ul>{''.join(f'<li>{item}</li>' for item in items)}</ul>"


def _head(course: Course, sheet: Sheet) -> str:
    meta = course.meta
    total = max(1, round(sum(module.meta.duration for module in course.modules)))
    facts = (sheet.say("modules", n=len(course.modules)), sheet.say("minutes", n=total), meta.provider)
    parts = [
        tag("h1", escape(meta.title)),
        tag("p", escape(meta.subtitle), class_="subtitle") if meta.subtitle else "",
        tag("p", escape(meta.summary), class_="summary"),
        tag("p", " ".join(tag("span", escape(fact)) for fact in facts), class_="facts"),
    ]
    if meta.audience.roles:
        roles = ", ".join(meta.audience.roles)
        parts.append(f'<p class="audience"><b>{escape(sheet.say("audience"))}</b> {escape(roles)}</p>')
    return "\n".join(part for part in parts if part)


def _competencies(course: Course, sheet: Sheet) -> str:
    found = course_competencies(course)
    if not found:
        return ""
    return _section("competencies", "competencies", sheet, _list(competency_line(each, sheet) for each in found))


def course_competencies(course: Course) -> tuple[Competency, ...]:
    """Return the competencies of all modules, each once and at its highest level."""
    best: dict[tuple[str, str, str], Competency] = {}
    for module in course.modules:
        for each in module.meta.competencies:
            key = (each.area, each.theme, each.subtheme)
            if key not in best or _rank(each, course) > _rank(best[key], course):
                best[key] = each
    return tuple(best.values())


def _level(competency: Competency, course: Course) -> Level | None:
    return framework(course.meta.framework).level(competency.level) if competency.level is not None else None


def _rank(competency: Competency, course: Course) -> int:
    level = _level(competency, course)
    return level.number if level else 0


def competency_line(competency: Competency, sheet: Sheet) -> str:
    """Return a competency; the frameworks are in English, so in a course of another language the level is a number."""
    name = f"{competency.theme} › {competency.subtheme}"  # noqa: RUF001 - the sign of a path, as readers know it
    english = sheet.shared.language.tag == "en"
    text = (
        escape(name)
        if english or not f"{competency.theme}{competency.subtheme}".isascii()
        else tag("span", escape(name), lang="en")
    )
    if competency.level is None:
        return text
    level = _level(competency, sheet.shared.course)
    known = level and (level.name if english else sheet.shared.language.number(level.number))
    shown = known or str(competency.level)
    return f"{text} {tag('span', escape(sheet.say('level', name=shown)), class_='level')}"


def _units(course: Course, sheet: Sheet) -> Iterable[str]:
    modules = {module.id: module for module in course.modules}
    for unit in course.meta.units:
        items = "\n".join(_line(modules[name], sheet) for name in unit.modules if name in modules)
        yield f'<section class="unit"><h3>{escape(unit.title)}</h3><ol>\n{items}\n</ol></section>\n'


def _line(module: Module, sheet: Sheet) -> str:
    link = f'<a href="{sheet.page(module.id)}"><span class="title">{escape(module.meta.title)}</span></a>'
    kind = tag("span", escape(sheet.say(f"kind.{module.meta.kind}")), class_="kind")
    time = tag("span", escape(minutes(module.meta.duration, sheet)), class_="minutes")
    return f"<li{attributes({'data-module': module.id, 'data-kind': module.meta.kind})}>{link} {kind} {time}</li>"


def glossary_section(glossary: Glossary, sheet: Sheet) -> str:
    """Return the list of terms that links to terms lead to; nothing where there are none."""
    if not glossary:
        return ""
    terms = "\n".join(f'<dt id="term-{escape(name)}">{term}</dt><dd>{meaning}</dd>' for name, (term, meaning) in glossary.items())
    return f'<section class="glossary" id="glossary"><h2>{escape(sheet.say("glossary"))}</h2><dl>\n{terms}\n</dl></section>'


def _help(course: Course, sheet: Sheet) -> str:
    contact = course.meta.contact
    ways = [tag("a", escape(contact.email), href=f"mailto:{contact.email}")]
    if contact.phone:
        ways.append(tag("a", escape(contact.phone), href=f"tel:{''.join(contact.phone.split())}"))
    if contact.url:
        ways.append(out(contact.url, escape(contact.url)))
    return f"<p>{escape(sheet.say('help-text'))} {escape(contact.name)}: {', '.join(ways)}</p>"


def _credits(course: Course, sheet: Sheet) -> str:
    meta = course.meta
    people = sorted({name for module in course.modules for name in (*module.meta.authors, *module.meta.translators)})
    lines = [
        sheet.say("provider", name=meta.provider),
        sheet.say("licence", name=meta.licence),
        sheet.say("version", name=meta.version),
    ]
    content = tag("p", " ".join(tag("span", escape(line)) for line in lines))
    if people:
        content += tag("p", escape(", ".join(people)), class_="people")
    if meta.credits:
        content += works(meta.credits, sheet)
    return content


def works_section(credits_: Sequence[Credit], sheet: Sheet) -> str:
    """Return the credits of works by others, for a page that stands without the cover; nothing where there are none."""
    return _section("credits", "credits", sheet, works(credits_, sheet)) if credits_ else ""


def works(credits_: Sequence[Credit], sheet: Sheet) -> str:
    """Return a list of works by others, each with its author and licence."""
    return _list(_credit(each, sheet) for each in credits_)


def _credit(credit: Credit, sheet: Sheet) -> str:
    title = escape(credit.title)
    address = sheet.target(credit.source)
    source = out(address.path, title) if address.kind == "out" else f"{title} ({escape(credit.source)})"
    return f"{source}, {escape(credit.author)}, {escape(credit.licence)}"
