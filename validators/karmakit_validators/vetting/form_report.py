"""The quality form for its readers: on a terminal, in a pull request, and for programs."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from karmakit_schemas.findings import Finding
from karmakit_schemas.quality import Criterion
from karmakit_schemas.spans import Span
from karmakit_schemas.text import harmless
from karmakit_validators.report.text import width
from karmakit_validators.report.words import Words, read
from karmakit_validators.review.formats.escaping import escaped
from karmakit_validators.speaking import translated
from karmakit_validators.vetting.form import Form, Line, Score, Settled

SHOWN = 3
"""How many findings of one statement are listed for people; `karmakit check` and the JSON have all."""
WIDE = 100
MARK = 6
_INDENT = " " * (2 + MARK)


@dataclass(frozen=True, slots=True)
class Shown:
    """A form of a course for its readers: the course's path and title, what passes in per cent, and the reader's language."""

    path: str
    title: str
    form: Form
    threshold: int
    lang: str = "en"


def text(shown: Shown) -> str:
    """Return the form for a terminal: each statement with its answer, and what that rests on below it."""
    say = _words(shown.lang)
    blocks = [f"{_head(shown, say)} {say('legend')}"]
    for criterion in shown.form.framework.criteria:
        title = f"{criterion.title.in_(shown.lang)} ({_points(shown.form.score_of(criterion), say)})"
        blocks.append("\n".join([title, *(row for one in shown.form.of(criterion) for row in _rows(one, shown, say))]))
    return harmless("\n\n".join([*blocks, "\n".join(_total(shown, say))]), keep="\n") + "\n"


def markdown(shown: Shown) -> str:
    """Return the form as Markdown: a table for each criterion; nothing from the course can become markup."""
    say = _words(shown.lang)
    name, *rest = _head(shown, say).split("\n")
    blocks = [f"## {_escaped(name)}", "\n".join(map(_escaped, rest)), *map(_escaped, _total(shown, say))]
    for criterion in shown.form.framework.criteria:
        blocks.append(f"### {_escaped(criterion.title.in_(shown.lang))}: {_points(shown.form.score_of(criterion), say)}")
        blocks.append("\n".join(_table(criterion, shown, say)))
    return "\n\n".join(blocks) + "\n"


def as_json(shown: Shown) -> dict[str, Any]:
    """Return the form as the object that `--format json` documents."""
    form, score = shown.form, shown.form.score
    return {
        "version": 1,
        "path": shown.path,
        "title": shown.title,
        "framework": form.framework.id,
        "threshold": shown.threshold,
        "score": _score(score),
        "grade": form.grade or None,
        "holds": form.holds(shown.threshold),
        "unanswered": list(form.unanswered),
        "criteria": [
            {
                "id": criterion.id,
                "title": criterion.title.in_(shown.lang),
                "score": _score(form.score_of(criterion)),
                "statements": [_statement(one, shown.lang) for one in form.of(criterion)],
            }
            for criterion in form.framework.criteria
        ],
    }


def evidence(one: Settled, shown: Shown) -> tuple[str, ...]:
    """Return what stands beside a statement, line by line, in the reader's language."""
    return tuple(_evidence(one, shown, _words(shown.lang)))


def _words(lang: str) -> Words:
    return read(__package__, lang, "form_words")


def _head(shown: Shown, say: Words) -> str:
    form = shown.form
    everything = len(form.lines)
    unanswered = len(form.unanswered)
    by_rule = sum(one.by == "rule" for one in form.lines)
    told = say("answered.all", all=everything)
    if unanswered:
        told = say(f"answered.{'one' if by_rule == 1 else 'other'}", n=by_rule, all=everything, open=unanswered)
    return f"{' '.join(shown.title.split())}: {form.framework.title.in_(shown.lang)}\n{told}"


def _points(score: Score, say: Words) -> str:
    return say("score.open" if score.open else "score", points=score.points, most=score.most, open=score.open)


def _total(shown: Shown, say: Words) -> Iterator[str]:
    form, score = shown.form, shown.form.score
    if not score.most:
        yield say("total.none")
        return
    key = "total.open" if score.open else "total" if form.holds(shown.threshold) else "total.fails"
    yield say(
        key,
        points=score.points,
        most=score.most,
        percent=_percent(score.points, score.most),
        reachable=_percent(score.reachable, score.most),
        grade=form.grade,
        threshold=shown.threshold,
    )
    yield say("counted", yes=form.framework.points("yes"), no=form.framework.points("no"))
    yield say("minima")


def _percent(points: int, most: int) -> str:
    """Return a share in per cent, rounded down to a tenth: nothing that fails looks as if it passed."""
    return f"{points * 1000 // most / 10:g}"


def _rows(one: Settled, shown: Shown, say: Words) -> Iterator[str]:
    statement = one.line.statement
    mark = say(f"mark.{one.answer or 'open'}")
    lead = f"  {mark}{' ' * (MARK - width(mark))}"
    yield from _wrapped(f"{statement.text.in_(shown.lang)} [{statement.id}]", lead, _INDENT)
    for told in _evidence(one, shown, say):
        yield from _wrapped(told, f"{_INDENT}· ", f"{_INDENT}  ")


def _table(criterion: Criterion, shown: Shown, say: Words) -> Iterator[str]:
    yield f"| {say('column.answer')} | {say('column.statement')} | {say('column.evidence')} |"
    yield "|---|---|---|"
    for one in shown.form.of(criterion):
        statement = one.line.statement
        evidence = "<br>".join(map(_escaped, _evidence(one, shown, say)))
        yield f"| {say(one.answer or 'open')} | {_escaped(statement.text.in_(shown.lang))} `{statement.id}` | {evidence} |"


def _evidence(one: Settled, shown: Shown, say: Words) -> Iterator[str]:
    """Yield what stands beside a statement: why nobody answered yet, what was found, what the answer rests on."""
    line = one.line
    statement = line.statement
    if one.by == "person":
        yield say("by-person")
    elif line.why not in {"", "person"}:
        yield say(f"why.{line.why}", codes=", ".join(line.unasked))
    if one.refused:
        yield say("refused")
    yield from (say("note", note=note) for note in one.notes)
    if line.answer == "not-applicable":
        yield say("absent")
    if line.answer == "yes" and statement.basis:
        codes = f" ({', '.join(statement.rules)})" if statement.rules else ""
        yield f"{statement.basis.in_(shown.lang)}{codes}"
    yield from (_told(finding, shown) for finding in line.findings[:SHOWN])
    if len(line.findings) > SHOWN:
        yield say.number("more", len(line.findings) - SHOWN)
    for exception in line.excepted:
        place = _place(exception.span, shown)
        yield say("exception", place=place, code=exception.code, reason=exception.reason or say("no-reason"))
    if line.answer is None:
        yield from _seen(line, say)


def _seen(line: Line, say: Words) -> Iterator[str]:
    """Yield, for whoever decides, which rules found nothing, and how much the course has of what is asked about."""
    loud = {finding.code for finding in line.findings} | {one.code for one in line.excepted}
    silent = [code for code in line.statement.rules if code not in loud and code not in line.unasked]
    if silent and line.why != "unread":
        yield say("silent", codes=", ".join(silent))
    if line.counts:
        yield ", ".join(say.number(f"part.{part}", count) for part, count in line.counts.items())


def _told(finding: Finding, shown: Shown) -> str:
    return f"{_place(finding.span, shown)} {finding.code} {translated(finding, shown.lang).message}"


def _place(span: Span, shown: Shown) -> str:
    return f"{shown.path}/{span.path}:{span.line}:{span.column}"


def _wrapped(told: str, first: str, rest: str) -> Iterator[str]:
    """Yield a text in lines that fit a terminal, measured in columns."""
    row, empty = first, True
    for word in told.split():
        if not empty and width(row) + 1 + width(word) > WIDE:
            yield row.rstrip()
            row, empty = rest, True
        row += word if empty else f" {word}"
        empty = False
    yield row.rstrip()


def _escaped(told: str) -> str:
    """Return a text that Markdown shows as it is, in one line."""
    return escaped(" ".join(told.split()))


def _score(score: Score) -> dict[str, int]:
    return {"points": score.points, "most": score.most, "open": score.open, "reachable": score.reachable}


def _statement(one: Settled, lang: str) -> dict[str, Any]:
    line, statement = one.line, one.line.statement
    return {
        "id": statement.id,
        "text": statement.text.in_(lang),
        "answered": statement.answered,
        "answer": one.answer,
        "by": one.by,
        "refused": one.refused,
        "why": line.why or None,
        "basis": statement.basis.in_(lang) if statement.basis and line.answer == "yes" else None,
        "rules": list(statement.rules),
        "unasked": list(line.unasked),
        "counts": dict(line.counts),
        "findings": [translated(finding, lang).as_json() for finding in line.findings],
        "exceptions": [
            {"code": each.code, "path": each.span.path, "line": each.span.line, "reason": each.reason} for each in line.excepted
        ],
        "notes": list(one.notes),
    }


FORMATS: dict[str, Callable[[Shown], str]] = {"text": text, "markdown": markdown}
