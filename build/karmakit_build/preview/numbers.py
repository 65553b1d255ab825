"""What can be counted of a page: words, the time that learners need, questions, weight."""

from collections.abc import Iterable

from karmakit_build.compiler.markup import escape
from karmakit_build.compiler.pages import Page
from karmakit_build.preview.showing import COVER, Showing
from karmakit_build.preview.weights import in_words, weight
from karmakit_schemas.unread import is_whole
from karmakit_validators.review.measures import Measure


def numbers(showing: Showing, page: Page | None, module: str) -> str:
    """Return the numbers of a module, or of the whole course (an empty name), as a list of terms; of `page` its weight."""
    rows = list(_read(showing.measures.get(module), showing, module))
    if page:
        weighed = weight(page, showing)
        parts = [f"text {in_words(weighed.text)}", *([f"media {in_words(weighed.media)}"] if weighed.media else [])]
        rows.append(("Weight of the page", f"{in_words(weighed.own)} ({', '.join(parts)})"))
        rows.append(("Shared by all pages", f"{in_words(weighed.shared)}, loaded once"))
    return (
        f'<dl class="numbers">{"".join(f"<div><dt>{escape(name)}</dt><dd>{escape(value)}</dd></div>" for name, value in rows)}</dl>'
    )


def _read(measure: Measure | None, showing: Showing, module: str) -> Iterable[tuple[str, str]]:
    if measure is None:
        return
    yield "Words", f"{measure.words:,}"
    if measure.careful:
        yield "Seat time", f"{span(measure)}{_promised(showing, module)}"
    yield "Questions", str(measure.questions)


def span(measure: Measure) -> str:
    """Return the minutes from a quick learner to a careful one: `2 to 5 min`."""
    quick, careful = max(1, round(measure.quick)), max(1, round(measure.careful))
    return f"{quick} min" if quick == careful else f"{quick} to {careful} min"


def _promised(showing: Showing, module: str) -> str:
    """Return what the front-matter promises of the time, where it could be read."""
    promised = [one.meta.duration for one in showing.parsed.modules if module in {COVER, one.id} and is_whole(one.meta)]
    return f"; the front-matter says {sum(promised):g} min" if promised else ""
