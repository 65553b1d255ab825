"""Write the front of an edition: the cover and the table of contents."""

from collections.abc import Iterable

from karmakit_build.compiler.cover import competency_line, course_competencies
from karmakit_build.compiler.markup import attributes, escape, tag
from karmakit_build.compiler.module_page import minutes
from karmakit_build.compiler.sheet import Sheet
from karmakit_build.editions.edition import Edition
from karmakit_build.editions.pictures import data_address
from karmakit_build.shell import not_vetted
from karmakit_schemas.course import Module


def cover(edition: Edition, sheet: Sheet) -> str:
    """Return the first page: what the course is, for whom, and whose copy this is."""
    meta = edition.course.meta
    total = max(1, round(sum(module.meta.duration for module in edition.course.modules)))
    facts = (edition.say("modules", n=len(edition.numbers)), edition.say("minutes", n=total))
    parts = [
        not_vetted(edition.pages),
        _logo(edition),
        tag("p", escape(meta.provider), class_="provider"),
        tag("h1", escape(meta.title)),
        tag("p", escape(meta.subtitle), class_="subtitle") if meta.subtitle else "",
        tag("p", escape(edition.say(f"print.{edition.name}")), class_="edition"),
        tag("p", escape(meta.summary), class_="summary"),
        tag("p", " · ".join(escape(fact) for fact in facts), class_="facts"),
    ]
    if meta.audience.roles:
        roles = escape(", ".join(meta.audience.roles))
        parts.append(f'<p class="audience"><b>{escape(edition.say("audience"))}</b> {roles}</p>')
    if edition.answers:
        warning = (edition.say("print.holds-answers"), edition.say("print.keep"))
        parts.append(tag("p", f"<b>{escape(warning[0])}</b> {escape(warning[1])}", class_="warning"))
    parts.append(_list("outcomes", edition, (escape(outcome.text) for outcome in meta.outcomes)))
    if found := course_competencies(edition.course):
        parts.append(_list("competencies", edition, (competency_line(each, sheet) for each in found)))
    if not edition.answers:
        lines = "".join(tag("p", f'{escape(edition.say(key))} <span class="rule"></span>') for key in ("print.name", "print.date"))
        parts.append(tag("div", lines, class_="owner"))
    parts.append(tag("p", escape(edition.say("print.how")), class_="screen-only"))
    return tag("div", "\n".join(part for part in parts if part), class_="cover", id="cover") + "\n"


def contents(edition: Edition, sheet: Sheet) -> str:
    """Return the table of contents: units, modules by number, and what stands before and behind them."""
    title = tag("h2", escape(edition.say("contents")), id="contents")
    before = _entries([("session", "print.session"), ("marks", "print.marks")] if edition.answers else [], edition)
    units = "".join(
        f'<li class="unit-line">{escape(unit.title)}<ul>{"".join(_line(edition, module, sheet) for module in modules)}</ul></li>'
        for unit, modules in edition.units
        if modules
    )
    behind = _entries([("glossary", "glossary")] if edition.course.glossary else [], edition)
    end = _entries([("credits", "credits")], edition)
    return f'<nav class="contents" aria-labelledby="contents">{title}<ul>{before}{units}{behind}{end}</ul></nav>\n'


def _line(edition: Edition, module: Module, sheet: Sheet) -> str:
    number = edition.numbers[module.id]
    link = tag("a", escape(module.meta.title), href=f"#m{number}")
    shown = tag("span", edition.figures(str(number)), class_="number")
    time = tag("span", escape(minutes(module.meta.duration, sheet)), class_="minutes")
    return f"<li>{shown} {link} {time}</li>"


def _entries(entries: Iterable[tuple[str, str]], edition: Edition) -> str:
    return "".join(f"<li>{tag('a', escape(edition.say(key)), href=f'#{place}')}</li>" for place, key in entries)


def _list(key: str, edition: Edition, items: Iterable[str]) -> str:
    return f'<div class="{key}"><h2>{escape(edition.say(key))}</h2><ul>{"".join(f"<li>{item}</li>" for item in items)}</ul></div>'


def _logo(edition: Edition) -> str:
    logo = edition.course.meta.theme.logo
    address = data_address(logo, edition) if logo else None
    return f"<img{attributes({'class': 'logo', 'src': address, 'alt': '', 'height': 48})}>" if address else ""
