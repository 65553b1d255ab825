"""The modules of a course in a table, each with what can be counted of it."""

from collections.abc import Iterator

from karmakit_build.compiler.markup import escape, tag
from karmakit_build.compiler.pages import Page
from karmakit_build.preview.findings import tally
from karmakit_build.preview.numbers import span
from karmakit_build.preview.showing import Showing
from karmakit_build.preview.vetted import state
from karmakit_build.preview.ways import Way, module_page
from karmakit_build.preview.weights import in_words, weight
from karmakit_schemas.course import Module

HEADS = ("module", "words", "time", "duration", "questions", "weight", "findings")
VETTING = "vetting"


def module_table(showing: Showing, way: Way) -> str:
    """Return the table as HTML; with a column on the vetting where a policy speaks for the course."""
    if not showing.modules:
        return tag("p", escape(way.say("table.empty")), class_="none")
    pages = {page.module.id: page for page in showing.pages.pages if page.module} if showing.pages else {}
    rows = "".join(
        f"<tr><td>{number}</td>{''.join(_cells(module, pages.get(module.id), showing, way))}</tr>"
        for number, module in enumerate(showing.modules, 1)
    )
    names = (*HEADS, *([VETTING] if showing.subjects else []))
    heads = "".join(tag("th", escape(way.say(f"table.{name}")), scope="col") for name in names)
    table = f'<table class="modules"><thead><tr><td></td>{heads}</tr></thead><tbody>{rows}</tbody></table>'
    return f'<div class="scroll" tabindex="0" role="group" aria-label="{escape(way.say("pages.nav"))}">{table}</div>'


def _cells(module: Module, page: Page | None, showing: Showing, way: Way) -> Iterator[str]:
    say = way.say
    measure, found = showing.measures.get(module.id), showing.by_page.get(module.id, ())
    lang = showing.course.meta.language if showing.course else None
    link = tag("a", escape(module.meta.title), href=way.to(module_page(showing.name, module.id)), lang=lang)
    yield f'<th scope="row">{link}</th>'
    yield tag("td", say.grouped(measure.words) if measure else "")
    yield tag("td", span(measure, way) if measure and measure.careful else "")
    yield tag("td", say("number.minutes", n=f"{module.meta.duration:g}"))
    yield tag("td", str(len(module.questions)))
    yield tag("td", in_words(weight(page, showing).own, say) if page else "")
    yield tag("td", tag("span", escape(tally(found, way)), class_="many") if found else escape(say("none")))
    if showing.subjects:
        subject = showing.subjects.get(module.id)
        yield tag("td", escape(state(subject, way)) if subject else "", class_="long")
