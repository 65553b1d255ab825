"""The page of a framework's coverage: what no course teaches, the picture, and the same as a table."""

from collections.abc import Callable, Iterator, Sequence

from karmakit_build.catalogue import places
from karmakit_build.catalogue.coverage import Cell, Coverage, Line, themes
from karmakit_build.catalogue.frame import Page
from karmakit_build.catalogue.picture import cell_words, heads, picture, swatch
from karmakit_build.catalogue.terms import Terms
from karmakit_build.compiler.markup import escape, tag
from karmakit_schemas.frameworks import DOMAIN


def coverage_pages(all_of: Sequence[Coverage], terms: Terms) -> Iterator[Page]:
    """Yield a page for each framework; the first is the one that all others lead to."""
    paths = {one.framework.id: _path(one, all_of) for one in all_of}
    for one in all_of:
        name = one.framework.title
        others = [
            tag("a", escape(other.framework.title), href=paths[other.framework.id], lang="en")
            for other in all_of
            if other is not one
        ]
        more = f"<p>{escape(terms.say('coverage.other'))} {', '.join(others)}</p>" if others else ""
        sections = (_lead(one, terms, more), _unserved(one, terms), _part(one, terms), _picture(one, terms), _table(one, terms))
        yield Page(paths[one.framework.id], terms.say("coverage.title", framework=name), "".join(sections), "coverage")


def _path(one: Coverage, all_of: Sequence[Coverage]) -> str:
    return places.COVERAGE if one is all_of[0] else f"coverage-{one.framework.id}.html"


def _lead(coverage: Coverage, terms: Terms, more: str) -> str:
    say, held = terms.say, coverage.framework
    lines = coverage.complete
    served = sum(line.is_taught for line in lines)
    areas = dict.fromkeys(line.area for line in lines)
    by = [(area, [line for line in lines if line.area == area]) for area in areas]
    told = [
        say("coverage.area", area=area, served=say.grouped(sum(line.is_taught for line in here)), all=say.grouped(len(here)))
        for area, here in by
    ]
    return (
        f'<div class="lead"><h1>{escape(say("coverage.title", framework=held.title))}</h1>'
        f'<p class="big">{escape(say("coverage.count", served=say.grouped(served), all=say.grouped(len(lines))))}</p>'
        f'<ul class="facts">{"".join(f"<li>{escape(text)}</li>" for text in told)}</ul>'
        f"<p>{escape(say('coverage.lead', framework=held.title, publisher=held.publisher))} {escape(say('coverage.twice'))}</p>"
        f"{more}{_jumps(terms)}</div>\n"
    )


def _jumps(terms: Terms) -> str:
    """Return the ways to the parts of the page: what no course teaches is a long list."""
    items = "".join(f'<li><a href="#{name}">{escape(terms.say(name))}</a></li>' for name in ("part", "picture", "table"))
    return f'<nav aria-label="{escape(terms.say("to"))}"><ul class="jumps">{items}</ul></nav>'


def _unserved(coverage: Coverage, terms: Terms) -> str:
    say = terms.say
    lacking = [line for line in coverage.complete if not line.is_taught]
    held = _by_area(lacking, lambda line: escape(line.subtheme)) or f'<p class="none">{escape(say("unserved.none"))}</p>'
    unknown = [line for line in coverage.open if not line.is_taught]
    text = escape(say("domain", n=say.grouped(len(unknown))) if unknown else say("domain.few"))
    names = "; ".join(escape(_short(line)) for line in unknown)
    domain = f'<p class="note">{text}</p>' + (
        f'<details><summary>{escape(DOMAIN)}</summary><p lang="en">{names}</p></details>' if names else ""
    )
    return f"<section><h2>{escape(say('unserved'))}</h2>{held}{domain}</section>\n"


def _short(line: Line) -> str:
    return line.theme if line.theme == line.subtheme else f"{line.theme}: {line.subtheme}"


def _part(coverage: Coverage, terms: Terms) -> str:
    say = terms.say
    lines = [line for line in coverage.lines if line.is_taught and coverage.missing(line)]

    def told(line: Line) -> str:
        names = ", ".join(coverage.level(number) for number in coverage.missing(line))
        return f'{escape(line.subtheme)} <span class="notes" lang="{say.tag}">{escape(say("part.at", levels=names))}</span>'

    held = _by_area(lines, told) or f'<p class="none">{escape(say("part.none"))}</p>'
    return f'<section id="part"><h2>{escape(say("part"))}</h2>{held}</section>\n'


def _by_area(lines: Sequence[Line], told: Callable[[Line], str]) -> str:
    """Return lines by area and theme, each as `told` tells it."""
    areas: dict[str, str] = {}
    for area, theme, held in themes(lines):
        items = "".join(f"<li>{told(line)}</li>" for line in held)
        areas[area] = f'{areas.get(area, "")}<div><dt lang="en">{escape(theme)}</dt><dd><ul lang="en">{items}</ul></dd></div>'
    return "".join(f'<h3 lang="en">{escape(area)}</h3><dl class="lacking">{held}</dl>' for area, held in areas.items())


def _picture(coverage: Coverage, terms: Terms) -> str:
    say = terms.say
    key = "".join(f"<li>{swatch(kind)} {escape(say(f'key.{kind}'))}</li>" for kind in ("none", "taught", "asked"))
    areas: dict[str, str] = {}
    shown = [line for line in coverage.lines if line.area != DOMAIN or line.is_taught]
    for number, (area, theme, held) in enumerate(themes(shown), 1):
        drawn = picture(f"theme-{number}", held, coverage, say)
        areas[area] = f'{areas.get(area, "")}<div class="theme"><h4 lang="en">{escape(theme)}</h4>{drawn}</div>'
    parts = "".join(f'<h3 lang="en">{escape(area)}</h3><div class="themes">{held}</div>' for area, held in areas.items())
    return (
        f'<section id="picture"><h2>{escape(say("picture"))}</h2>'
        f'<ul class="key">{key}<li>{escape(heads(coverage, say))}</li></ul>{parts}</section>\n'
    )


def _table(coverage: Coverage, terms: Terms) -> str:
    say = terms.say
    names = [coverage.level(number) or say("level.column.none") for number in coverage.levels]
    titles = (say("subtheme"), *names)
    head = "".join(f'<th scope="col">{escape(text)}</th>' for text in titles)
    bodies = "".join(_body(area, theme, held, coverage, terms) for area, theme, held in themes(coverage.lines))
    name = escape(say("table.caption"))
    return (
        f'<section id="table"><h2>{escape(say("table"))}</h2><div class="scroll" role="region" tabindex="0" aria-label="{name}">'
        f"<table><caption>{name}</caption><thead><tr>{head}</tr></thead>{bodies}</table></div></section>\n"
    )


def _body(area: str, theme: str, lines: Sequence[Line], coverage: Coverage, terms: Terms) -> str:
    span = len(coverage.levels) + 1
    over = f'<tr><th class="group" scope="rowgroup" colspan="{span}" lang="en">{escape(area)} / {escape(theme)}</th></tr>'
    return f"<tbody>{over}{''.join(_row(line, coverage, terms) for line in lines)}</tbody>\n"


def _row(line: Line, coverage: Coverage, terms: Terms) -> str:
    name = escape(line.subtheme)
    if line.is_taught:
        name = tag("a", name, href=places.group_page(places.COMPETENCIES, *line.path))
    note = "" if line.known else f' <span class="notes">{escape(terms.say("unknown"))}</span>'
    cells = "".join(_told(line.cells.get(number, Cell()), terms) for number in coverage.levels)
    return f'<tr><th scope="row"><span lang="en">{name}</span>{note}</th>{cells}</tr>'


def _told(cell: Cell, terms: Terms) -> str:
    given = "" if cell.taught else ' class="lack"'
    return f"<td{given}>{escape(cell_words(cell, terms.say))}</td>"
