"""Findings on their place, for the panel beside a page: what is wrong, the line, the mend, and the way to the rule."""

from collections.abc import Sequence

from karmakit_build.compiler.markup import escape, tag
from karmakit_build.preview.showing import Showing
from karmakit_build.preview.ways import Way, editor, source_page
from karmakit_schemas.findings import Finding, Kind, Severity
from karmakit_validators.catalogue import by_code
from karmakit_validators.report.page.excerpt import excerpt, is_whole
from karmakit_validators.report.page.inline import inline, sentence
from karmakit_validators.report.words import words
from karmakit_validators.speaking import translated


def findings(found: Sequence[Finding], showing: Showing, way: Way) -> str:
    """Return findings as a list, the gravest first; a line says that there are none."""
    if not found:
        return tag("p", escape(way.say("findings.none")), class_="none")
    ranked = sorted(found, key=lambda one: (-one.severity, one.order))
    return f'<ul class="findings">{"".join(_finding(one, showing, way) for one in ranked)}</ul>'


def tally(found: Sequence[Finding], way: Way) -> str:
    """Return how many findings there are of each weight, the gravest first, in words: `1 error, 2 warnings`."""
    numbers = {severity: sum(one.severity is severity for one in found) for severity in sorted(Severity, reverse=True)}
    say = words(way.places.lang)
    return ", ".join(say.number(severity.name, number) for severity, number in numbers.items() if number) or way.say("none-found")


def _finding(one: Finding, showing: Showing, way: Way) -> str:
    one, say = translated(one, way.places.lang), words(way.places.lang)
    marks = [tag("span", escape(say(f"{one.severity.name}.heading")), class_=f"badge {one.severity.name}")]
    if one.gate:
        marks.append(tag("span", escape(say("gate")), class_="badge gate"))
    if one.kind is Kind.needs_human:
        marks.append(tag("span", escape(say("needs-human")), class_="badge human"))
    if one.fix and one.fix.safe:
        marks.append(tag("span", escape(way.say("finding.mends")), class_="badge fix"))
    mend = f'<p class="mend">{sentence(one.help)}</p>' if one.help else ""
    shown = excerpt(one.span, showing.part.lines(one.span.path), showing.part.language)
    return (
        f'<li class="finding {one.severity.name}"><p class="marks">{" ".join(marks)}</p>'
        f'<p class="message">{sentence(one.message)}</p>{shown}{mend}<p class="where">{_where(one, showing, way)}</p></li>\n'
    )


def _where(one: Finding, showing: Showing, way: Way) -> str:
    """Return the links of a finding: to its line, to its rule, and on the author's machine into the editor."""
    path, line = one.span.path, one.span.line
    place = path if is_whole(one.span) else way.say("finding.line", path=path, line=line)
    links = []
    if path in showing.parsed.sources.files:
        links.append(tag("a", escape(place), href=way.to(source_page(showing.name, path), f"L{line}")))
        if way.places.is_local:
            opened = editor(showing.folder, path, line, one.span.column)
            links.append(tag("a", escape(way.say("editor")), href=opened, aria_label=way.say("editor.at", place=place)))
    else:
        links.append(escape(place))
    rule = f"{one.code} {one.name}"
    links.append(tag("a", inline(rule), href=way.rule(one.code)) if one.code in by_code() else escape(rule))
    return " · ".join(links)
