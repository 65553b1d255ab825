"""A file of a course by its lines, each with an address, and the findings under the lines that they speak of."""

from collections.abc import Sequence

from karmakit_build.compiler.markup import escape, tag
from karmakit_build.preview.document import Crumb, document, sheet
from karmakit_build.preview.showing import Showing
from karmakit_build.preview.ways import OVERVIEW, Way, editor
from karmakit_schemas.findings import Finding
from karmakit_schemas.sources import TEXT_SUFFIXES
from karmakit_validators.catalogue import by_code
from karmakit_validators.report.page.inline import sentence, signs
from karmakit_validators.speaking import translated

LARGEST = 400_000


def shown_sources(showing: Showing) -> tuple[str, ...]:
    """Return the files that have a page: texts of a size that somebody reads, and whatever a finding speaks of."""
    files = showing.parsed.sources.files
    texts = {name for name, data in files.items() if name.lower().endswith(TEXT_SUFFIXES) and len(data) <= LARGEST}
    return tuple(sorted(texts | ({finding.span.path for finding in showing.part.findings} & files.keys())))


def source_of(showing: Showing, path: str, way: Way) -> bytes:
    """Return the page of a file."""
    say = way.say
    found = [finding for finding in showing.part.findings if finding.span.path == path]
    data = showing.parsed.sources.files[path]
    is_text = path.lower().endswith(TEXT_SUFFIXES) and len(data) <= LARGEST
    lines = showing.part.lines(path) if is_text else ()
    rows = "".join(_row(number, line, found, showing.part.language, way) for number, line in enumerate(lines, 1))
    whole = (
        f'<ol class="lines">{rows}</ol>'
        if lines
        else f"{tag('p', escape(say('bytes', n=say.grouped(len(data)))))}{_notes(found, way)}"
    )
    opened = ""
    if way.places.is_local:
        opened = tag("p", tag("a", escape(say("editor")), href=editor(showing.folder, path, 1, 1)))
    text = f'<header class="lead"><h1><code>{escape(path)}</code></h1>{opened}</header>\n{whole}\n'
    crumbs = (Crumb(showing.title, f"{showing.name}/{OVERVIEW}", showing.part.language), Crumb(path))
    return document(f"{path} · {showing.title}", sheet(text), way, crumbs, course=showing.name)


def _row(number: int, line: str, found: Sequence[Finding], lang: str, way: Way) -> str:
    here = [finding for finding in found if finding.span.line == number]
    text = tag("code", signs(line) or " ", lang=lang or None, dir="auto")
    mark = ' class="hit"' if here else ""
    return f'<li id="L{number}"{mark}><span class="no">{number}</span>{text}{_notes(here, way)}</li>\n'


def _notes(found: Sequence[Finding], way: Way) -> str:
    notes = "".join(f"<li>{sentence(translated(one, way.places.lang).message)} ({_rule(one.code, way)})</li>" for one in found)
    return f'<ul class="notes">{notes}</ul>' if found else ""


def _rule(code: str, way: Way) -> str:
    return tag("a", escape(code), href=way.rule(code)) if code in by_code() else escape(code)
