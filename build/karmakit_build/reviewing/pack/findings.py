"""Show findings on their place: what is wrong, how much it weighs, the lines it speaks of, and the mend."""

from collections.abc import Sequence

from karmakit_build.compiler.markup import escape, tag
from karmakit_schemas.findings import Finding, Kind
from karmakit_validators.report.page.excerpt import excerpt
from karmakit_validators.report.page.inline import inline, sentence
from karmakit_validators.report.part import Part
from karmakit_validators.report.words import Words
from karmakit_validators.report.words import words as severities
from karmakit_validators.speaking import translated


def findings(found: Sequence[Finding], part: Part, say: Words) -> str:
    """Return findings as a list; a line says that there are none."""
    if not found:
        return tag("p", escape(say("findings.none")), class_="none")
    return tag("ul", "".join(_finding(translated(one, say.tag), part, say) for one in found), class_="findings")


def _finding(one: Finding, part: Part, say: Words) -> str:
    severity = severities(say.tag)(one.severity.name)
    marks = [tag("span", escape(severity), class_=f"badge {one.severity.name}")]
    if one.gate:
        marks.append(tag("span", escape(say("gate")), class_="badge gate"))
    if one.kind is Kind.needs_human:
        marks.append(tag("span", escape(say("needs-human")), class_="badge human"))
    place = tag("code", escape(f"{one.span.path}:{one.span.line}"), class_="where")
    rule = tag("code", escape(one.code))
    mend = tag("p", inline(one.help), class_="mend") if one.help else ""
    return (
        f'<li class="finding"><p class="head">{" ".join(marks)} {rule} {place}</p>'
        f"<p>{sentence(one.message)}</p>{excerpt(one.span, part.lines(one.span.path), part.language)}{mend}</li>"
    )
