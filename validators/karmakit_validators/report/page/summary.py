"""The top of the page: the verdict, what was found, the courses, how it was checked."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from html import escape

from karmakit_validators.report.manner import Manner
from karmakit_validators.report.page.inline import inline
from karmakit_validators.report.page.verdict import State, Verdict, verdict
from karmakit_validators.report.part import Part, counts
from karmakit_validators.report.words import Words

_DRAWN = {"fit": "M4 12.5l5 5L20 6.5", "not-fit": "M6 6l12 12M18 6L6 18", "unread": "M12 5v9M12 18v1", "nothing": "M12 5v9M12 18v1"}


def title(parts: Sequence[Part], said: Verdict, say: Words) -> str:
    """Return the title of the page, as text: what was checked and the verdict."""
    told = say(f"page.verdict.{said.state}")
    if len(parts) == 1:
        return f"{parts[0].title}: {told}"
    return f"{say.number('courses', len(parts))}: {told}" if parts else told


def headline(parts: Sequence[Part], said: Verdict, say: Words) -> str:
    """Return what was checked, the verdict and its reasons."""
    reasons = "".join(f"<p>{escape(reason)}</p>" for reason in said.reasons)
    over = _course(parts[0]) if len(parts) == 1 else escape(say.number("courses", len(parts)) if parts else "karmakit")
    return (
        f'<div class="verdict {said.state}"><p class="over">{over}</p>'
        f"<h1>{_sign(said.state)}{escape(say(f'page.verdict.{said.state}'))}</h1>{reasons}</div>"
    )


def table(parts: Sequence[Part], say: Words) -> str:
    """Return how many findings there are of each weight, and what each weight means."""
    rows = "".join(
        f'<tr><th scope="row"><span class="badge {name}">{escape(say(f"{name}.heading"))}</span></th>'
        f"<td>{say.grouped(number)}</td><td>{escape(say(f'page.means.{name}'))}</td></tr>"
        for name, number in counts(parts).items()
        if number or name != "fatal"
    )
    heads = "".join(f'<th scope="col">{escape(say(f"page.{key}"))}</th>' for key in ("weight", "count", "meaning"))
    return (
        f'<section aria-labelledby="counts"><h2 id="counts">{escape(say("page.counts"))}</h2>'
        f'<table class="counts"><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table></section>\n'
    )


def courses(parts: Sequence[Part], manner: Manner, say: Words) -> str:
    """Return a line for each course with its own verdict; nothing where there is only one."""
    if len(parts) < 2:  # noqa: PLR2004 - the verdict over one stands above
        return ""
    rows = "".join(_row(part, manner, say) for part in parts)
    head = f'<h2 id="courses">{escape(say("page.courses"))}</h2>'
    return f'<section aria-labelledby="courses">{head}<ul class="courses">{rows}</ul></section>\n'


def unread(manner: Manner, say: Words) -> str:
    """Return what could not be read, each with its reason."""
    if not manner.errors:
        return ""
    rows = "".join(f"<li>{inline(error)}</li>" for error in manner.errors)
    head = f'<h2 id="unread">{escape(say("page.unread"))}</h2>'
    return f'<section class="unread" aria-labelledby="unread">{head}<ul>{rows}</ul></section>\n'


def facts(parts: Sequence[Part], manner: Manner, say: Words) -> str:
    """Return how it was checked: the day, the profile, and the digests of the files that the verdict is about."""
    rows = "".join(f"<dt>{escape(term)}</dt><dd>{told}</dd>" for term, told in _facts(parts, manner, say))
    head = f'<h2 id="facts">{escape(say("page.facts"))}</h2>'
    return f'<section class="facts" aria-labelledby="facts">{head}<dl>{rows}</dl></section>\n'


def _facts(parts: Sequence[Part], manner: Manner, say: Words) -> Iterator[tuple[str, str]]:
    if manner.day:
        yield say("page.facts.day"), f'<time datetime="{manner.day.isoformat()}">{manner.day.isoformat()}</time>'
    yield say("page.facts.profile"), escape(say(f"page.profile.{manner.profile}"))
    for part in parts:
        yield say("page.facts.course"), f"<code>{inline(part.root.replace(chr(92), '/'))}</code>"
        yield say("page.facts.digest"), f"<code>sha256:{part.sources.digest}</code>"


def _row(part: Part, manner: Manner, say: Words) -> str:
    said = verdict([part], replace(manner, errors=()), say)
    found = ", ".join(say.number(name, number) for name, number in counts([part]).items() if number)
    told = escape(say(f"page.verdict.{said.state}"))
    return (
        f'<li class="{said.state}"><strong>{_course(part)}</strong> <span class="state">{_sign(said.state)}{told}</span> '
        f"<span>{escape(found or say('page.why.clean'))}</span> <code>{inline(part.root.replace(chr(92), '/'))}</code></li>"
    )


def _course(part: Part) -> str:
    tag = f' lang="{escape(part.language)}"' if part.language else ""
    return f"<span{tag}>{inline(part.title)}</span>"


def _sign(state: State) -> str:
    return f'<svg viewBox="0 0 24 24" aria-hidden="true"><path d="{_DRAWN[state]}"/></svg>'
