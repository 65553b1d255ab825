"""How vetting stands and what its log says, for people at a terminal."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC

import click

from karmakit_build.vetting.reading import Vetting
from karmakit_build.vetting.state import State
from karmakit_schemas.text import harmless
from karmakit_validators.report.text import width
from karmakit_validators.vetting.audit import Audit, Entry
from karmakit_validators.vetting.form import Form
from karmakit_validators.vetting.records import Flaw

_GOOD, _BAD, _QUIET = "✓", "✗", "·"
_COLOURS = {_GOOD: "green", _BAD: "red", _QUIET: "bright_black"}


def state(told: State) -> str:
    """Return how each subject of a course stands: who passed it, or what keeps it from being vetted; then the quality form."""
    held = sum(one.holds for one in told.standings)
    lines = [_bold(f"{told.course}: {held} of {len(told.standings)} vetted")]
    for one in told.standings:
        passed = ", ".join(f"{approval.person.id} ({approval.role})" for approval in one.approvals)
        waived = f"  waived: {', '.join(sorted(one.waived))}" if one.waived else ""
        word = "vetted" if one.holds else "OPEN  "
        lines.append(f"  {_mark(good=one.holds)} {word}  {one.content.name}{f'  passed by {passed}' if passed else ''}{waived}")
        lines += _flaws(one.flaws, " " * 12)
    if told.form:
        lines.append(_form(told.form, told.threshold))
    return "\n".join(lines)


def _form(form: Form, threshold: int) -> str:
    """Return how the quality form stands, in a line."""
    score = form.score
    still = f", {len(form.unanswered)} open (`karmakit vet form` shows them)" if form.unanswered else ""
    answered = f"{len(form.lines) - len(form.unanswered)} of {len(form.lines)} answered{still}"
    points = f"{score.points} of {score.most} points, {threshold} per cent are asked"
    return f"  {_mark(good=form.holds(threshold))} quality form  {answered}; {points}"


def audited(vetting: Vetting, audit: Audit) -> str:
    """Return the log of a course from its first record to its last, with the policy and the heads."""
    lines = [_bold(f"{vetting.course}: the log of {_count(len(audit.entries), 'decision')}"), "", *_policy(vetting), ""]
    if audit.entries:
        lines += [*_table(audit.entries), ""]
    if vetting.log.heads:
        lines += [*_heads(vetting, audit.flaws), ""]
    rest = [flaw for flaw in audit.flaws if flaw not in vetting.chain.flaws]
    if rest:
        lines += [*_flaws(rest, "  "), ""]
    return "\n".join([*lines, _sum(audit)])


def _sum(audit: Audit) -> str:
    if audit.holds and not audit.entries:
        return "Nothing has been decided yet."
    if audit.holds:
        return f"{_mark(good=True)} Every signature holds, and nothing is missing from the log."
    unsigned = sum(entry.signature is not None for entry in audit.entries)
    verb = "does" if unsigned == 1 else "do"
    broken = f"{unsigned} of {_count(len(audit.entries), 'signature')} {verb} not hold" if unsigned else "Something is wrong"
    return f"{_mark(good=False)} {broken}; `karmakit explain VET014` and the other codes say more."


def _policy(vetting: Vetting) -> Iterator[str]:
    policy = vetting.chain.policy
    if policy:
        kind = "  (a demonstration: its roles are no persons)" if policy.demonstration else ""
        yield f"  {_mark(good=not vetting.chain.flaws)} policy {policy.number}  {_clean(policy.name)}{kind}"
    yield from _flaws(vetting.chain.flaws, "      ")


def _table(entries: Sequence[Entry]) -> Iterator[str]:
    """Yield a row for each record, and below it why it does not count."""
    rows = [_row(entry) for entry in entries]
    head = ("when (UTC)", "who", "role", "decision", "on", "signature", "counts")
    widths = [max(width(row[column]) for row in (head, *rows)) for column in range(len(head))]
    yield _faint("    " + _padded(head, widths))
    for row, entry in zip(rows, entries, strict=True):
        mark = _mark(good=False) if entry.signature else click.style(_QUIET if entry.idle else _GOOD, fg=_colour(entry))
        yield f"  {mark} {_padded(row, widths)}"
        if entry.idle:
            code = f"{entry.idle.code}  " if entry.idle.code else ""
            yield _faint(f"      {code}{_clean(entry.idle.message)}")


def _row(entry: Entry) -> tuple[str, ...]:
    predicate = entry.predicate
    who = predicate.reviewer
    when = predicate.closed.astimezone(UTC).strftime("%Y-%m-%d %H:%M")
    signed = "fails" if entry.signature else "holds"
    counts = "no" if entry.idle else "yes"
    return (when, who.person, who.role, predicate.verdict, _clean(predicate.scope.subject), signed, counts)


def _heads(vetting: Vetting, flaws: Iterable[Flaw]) -> Iterator[str]:
    broken = {flaw.path for flaw in flaws}
    yield _faint("    heads: how each last left the log")
    for person, heads in sorted(vetting.log.heads.items()):
        one = max(heads, key=lambda head: (head.head.closed, head.path))
        when = one.head.closed.astimezone(UTC).strftime("%Y-%m-%d %H:%M")
        told = f"{_count(one.head.records, 'record')} on {when}, the last {one.head.tips[0][:16]}"
        yield f"  {_mark(good=not broken & {head.path for head in heads})} {person}  {told}"


def _flaws(flaws: Iterable[Flaw], indent: str) -> Iterator[str]:
    for flaw in flaws:
        mend = f". {_clean(flaw.help)}" if flaw.help else ""
        yield f"{indent}{click.style(flaw.code, fg='red')}  {_clean(flaw.message)}{mend}"


def _padded(row: Sequence[str], widths: Sequence[int]) -> str:
    cells = (cell + " " * (wide - width(cell)) for cell, wide in zip(row, widths, strict=True))
    return "  ".join(cells).rstrip()


def _clean(text: str) -> str:
    """Return a text on one line, without what would steer the terminal: records and policies may be of strangers."""
    return harmless(" ".join(text.split()))


def _count(number: int, word: str) -> str:
    return f"{number} {word}{'' if number == 1 else 's'}"


def _colour(entry: Entry) -> str:
    return _COLOURS[_QUIET if entry.idle else _GOOD]


def _mark(*, good: bool) -> str:
    mark = _GOOD if good else _BAD
    return click.style(mark, fg=_COLOURS[mark])


def _bold(text: str) -> str:
    return click.style(text, bold=True)


def _faint(text: str) -> str:
    return click.style(text, dim=True)
