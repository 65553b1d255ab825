"""What can be counted of a page: words, the time that learners need, questions, weight."""

from collections.abc import Iterable

from karmakit_build.compiler.markup import escape
from karmakit_build.compiler.pages import Page
from karmakit_build.preview.showing import COVER, Showing
from karmakit_build.preview.ways import Way
from karmakit_build.preview.weights import in_words, weight
from karmakit_schemas.unread import is_whole
from karmakit_validators.review.measures import Measure


def numbers(showing: Showing, page: Page | None, module: str, way: Way) -> str:
    """Return the numbers of a module, or of the whole course (an empty name), as a list of terms; of `page` its weight."""
    say = way.say
    rows = list(_read(showing.measures.get(module), showing, module, way))
    if page:
        weighed = weight(page, showing)
        key = "number.weight.media" if weighed.media else "number.weight.text"
        own, text, media, shared = (in_words(size, say) for size in (weighed.own, weighed.text, weighed.media, weighed.shared))
        rows.append((say("number.weight"), say(key, own=own, text=text, media=media)))
        rows.append((say("number.shared"), say("number.shared.once", size=shared)))
    return (
        f'<dl class="numbers">{"".join(f"<div><dt>{escape(name)}</dt><dd>{escape(value)}</dd></div>" for name, value in rows)}</dl>'
    )


def _read(measure: Measure | None, showing: Showing, module: str, way: Way) -> Iterable[tuple[str, str]]:
    if measure is None:
        return
    yield way.say("number.words"), way.say.grouped(measure.words)
    if measure.careful:
        yield way.say("number.time"), _promised(span(measure, way), showing, module, way)
    yield way.say("number.questions"), str(measure.questions)


def span(measure: Measure, way: Way) -> str:
    """Return the minutes from a quick learner to a careful one: `2 to 5 min`."""
    quick, careful = max(1, round(measure.quick)), max(1, round(measure.careful))
    return way.say("number.minutes", n=quick) if quick == careful else way.say("number.span", quick=quick, careful=careful)


def _promised(needed: str, showing: Showing, module: str, way: Way) -> str:
    """Return the time that is needed with what the front-matter promises of it, where that could be read."""
    promised = [one.meta.duration for one in showing.parsed.modules if module in {COVER, one.id} and is_whole(one.meta)]
    return way.say("number.promised", span=needed, n=f"{sum(promised):g}") if promised else needed
