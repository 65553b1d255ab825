"""Check a course against all rules: one walk of each page, one verdict a fault, whatever else is broken."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cache, partial
from typing import TYPE_CHECKING, NamedTuple

from karmakit_schemas.findings import Finding, in_order
from karmakit_schemas.nodes import Node
from karmakit_schemas.parsed import Parsed
from karmakit_schemas.unread import UnreadError
from karmakit_validators import allowing
from karmakit_validators.catalogue import Entry, by_code, did_you_mean, discover, matching
from karmakit_validators.context import Context
from karmakit_validators.page import Page
from karmakit_validators.rule import Fault, Faults, Rule
from karmakit_validators.settings import Settings, fails, weight

if TYPE_CHECKING:
    from karmakit_validators.remembering import Memory  # for who checks a course again and again

__all__ = ["Settings", "check", "fails"]

NO_REASON, UNUSED, GATE_ALLOWED, EXPIRED = "VET009", "VET010", "VET011", "VET018"
DEFAULT = Settings()
Visitor = Callable[[Node, Page], Faults]


class Looked(NamedTuple):
    """What the rules found on one page, and the codes that fell silent there."""

    findings: tuple[Finding, ...]
    silent: frozenset[str]


def check(
    parsed: Parsed, settings: Settings = DEFAULT, before: Parsed | None = None, memory: "Memory | None" = None
) -> tuple[Finding, ...]:
    """Return what `parse` and all chosen rules find, sorted by place, without what the text allows.

    `before` is the course as it was published; without it the rules of the layer `repository` are silent. `memory` spares the pages
    that are as they were when it was used last; what is found is the same.
    """
    chosen = chosen_codes(settings)
    context = Context(parsed, before, settings)
    silent: set[str] = set()
    found = [_weighed(finding, settings) for finding in parsed.findings if _is_chosen(finding.code, chosen)]
    look = partial(_look, chosen=chosen, settings=settings)
    for looked in memory.look(context, look) if memory else map(look, context.pages):
        found += looked.findings
        silent |= looked.silent
    for code in sorted(chosen):
        entry = by_code()[code]
        if _must_wait(entry.rule, context):
            silent.add(code)
        else:
            found += _findings(entry, _until_unread(partial(_of_course, entry.rule, context), code, silent), settings)
    return in_order(_after_allowances(in_order(found), context, chosen - silent, settings))


def chosen_codes(settings: Settings) -> frozenset[str]:
    """Return the codes to report; under `publish` a gate cannot be ignored."""
    chosen = matching(settings.select) if settings.select else frozenset(by_code())
    ignored = matching(settings.ignore)
    if settings.profile == "publish":
        ignored = frozenset(code for code in ignored if not by_code()[code].rule.gate)
    return chosen - ignored


def _must_wait(rule: Rule, context: Context) -> bool:
    """Say whether a rule speaks of what could not be read, or of a published course that the run does not know."""
    if rule.change and (context.before is None or not context.before.complete):
        return True
    return bool(rule.whole and (rule.course or rule.change) and not context.parsed.complete)


def _of_course(rule: Rule, context: Context) -> Faults:
    """Yield what a rule says of the files, of the course and of its change."""
    if rule.sources:
        yield from rule.sources(context)
    if rule.course:
        yield from rule.course(context.parsed.part, context)
    if rule.change and context.before:
        yield from rule.change(context.before.part, context.parsed.part, context)


def _until_unread(look: Callable[[], Faults], code: str, silent: set[str]) -> Faults:
    """Yield what a rule finds; one that asks for what could not be read falls silent, and is noted."""
    try:
        yield from look()
    except UnreadError:
        silent.add(code)


def _is_chosen(code: str, chosen: frozenset[str]) -> bool:
    """Say whether to pass on a finding of `parse`; what no rule here knows is never swallowed."""
    return code in chosen or code not in by_code()


def _weighed(finding: Finding, settings: Settings) -> Finding:
    entry = by_code().get(finding.code)
    gate = entry.rule.gate if entry else finding.gate
    severity = entry.rule.severity if entry else finding.severity
    return replace(finding, severity=weight(finding.code, severity, settings, gate=gate), gate=gate)


def _finding(entry: Entry, fault: Fault, settings: Settings) -> Finding:
    rule = entry.rule
    severity = weight(entry.code, rule.severity, settings, gate=rule.gate)
    return Finding(
        entry.code, entry.name, fault.message, fault.span, severity, fault.help, rule.gate, fault.kind, fault.fix, fault.related
    )


def _findings(entry: Entry, faults: Iterable[Fault], settings: Settings) -> list[Finding]:
    return [_finding(entry, fault, settings) for fault in faults]


@cache
def _visitors(chosen: frozenset[str]) -> dict[str, list[tuple[Entry, Visitor]]]:
    """Return the functions to call on each kind of node."""
    table: dict[str, list[tuple[Entry, Visitor]]] = defaultdict(list)
    for entry in discover():
        if entry.code in chosen:
            for kind, visit in entry.rule.visits.items():
                table[kind].append((entry, visit))
    return dict(table)


@cache
def _of_whole(chosen: frozenset[str]) -> list[tuple[Entry, Callable[[Page], Faults]]]:
    """Return the functions to call on each page as a whole."""
    return [(entry, entry.rule.page) for entry in discover() if entry.code in chosen and entry.rule.page]


def _look(page: Page, chosen: frozenset[str], settings: Settings) -> Looked:
    """Return what the rules of pages find on one."""
    found: list[Finding] = []
    silent: set[str] = set()
    visitors = _visitors(chosen)
    for node in page.nodes:
        for entry, visit in visitors.get(node.kind, ()):
            try:  # not _until_unread, which would cost a generator a node, and a rule a page
                for fault in visit(node, page):
                    found.append(_finding(entry, fault, settings))  # noqa: PERF401 - what was found before a rule fell silent stands
            except UnreadError:
                silent.add(entry.code)
    for entry, look in _of_whole(chosen):
        if entry.rule.whole and page.path in page.context.parsed.lossy:
            silent.add(entry.code)
            continue
        try:
            for fault in look(page):
                found.append(_finding(entry, fault, settings))  # noqa: PERF401 - the same
        except UnreadError:
            silent.add(entry.code)
    return Looked(tuple(found), frozenset(silent))


def _after_allowances(findings: Sequence[Finding], context: Context, chosen: frozenset[str], settings: Settings) -> list[Finding]:
    """Return the findings that nothing allows, and what is wrong with the exceptions; `chosen` are the codes that could speak."""
    allowances = [found for path in context.text_files if not context.is_lost(path) for found in _allowances(context, path)]
    if not allowances:
        return list(findings)
    by_path: dict[str, list[allowing.Allowance]] = defaultdict(list)
    for allowance in allowances:
        by_path[allowance.span.path].append(allowance)
    used: set[tuple[allowing.Allowance, str]] = set()
    kept = []
    for finding in findings:
        hits = [
            (allowance, word)
            for allowance in by_path.get(finding.span.path, ())
            for word in allowance.codes
            if word.upper() == finding.code or word.lower() == finding.name
            if allowance.covers(finding.span)
        ]
        used.update(hits)
        if finding.gate or all(allowance.has_run_out(settings.today) for allowance, _ in hits):
            kept.append(finding)
    for allowance in allowances:
        for code, fault in _of_allowance(allowance, used, chosen, context):
            if code in chosen:
                kept += _findings(by_code()[code], [fault], settings)
    return kept


def _allowances(context: Context, path: str) -> Iterator[allowing.Allowance]:
    if b"allow:" in context.parsed.sources.files[path]:
        yield from allowing.in_file(path, context.lines(path), context.page(path))


def _of_allowance(
    allowance: allowing.Allowance, used: set[tuple[allowing.Allowance, str]], chosen: frozenset[str], context: Context
) -> Iterator[tuple[str, Fault]]:
    codes = ", ".join(allowance.codes)
    if not allowance.reason:
        yield NO_REASON, Fault(allowance.span, f"the exception for {codes} gives no reason", 'Add reason="why it is right here"')
    yield from _of_last_day(allowance, codes, used, context)
    named = {word: _named(word) for word in allowance.codes}
    idle = [w for w, e in named.items() if e and not e.rule.gate and e.code in chosen and (allowance, w) not in used]
    for word, entry in named.items():
        if entry is None:
            message = f"no rule is called `{word}`{did_you_mean(word)}"
            yield UNUSED, Fault(allowance.span, message, "Name a code such as LNG001, or remove the exception")
        elif entry.rule.gate:
            message = f"{entry.code} {entry.name} is a gate and cannot be allowed in the text"
            yield GATE_ALLOWED, Fault(allowance.span, message, "Mend the fault; a gate is only waived in a vetting record")
        elif word in idle:
            message = f"the exception for {entry.code} {entry.name} allows nothing"
            fix = allowing.without(allowance, idle, context.lines(allowance.span.path))
            yield UNUSED, Fault(allowance.span, message, "Remove it: the fault is gone, or stands elsewhere", fix=fix)


def _named(word: str) -> Entry | None:
    """Return the rule that an exception names, by code or by name."""
    return next((entry for entry in discover() if word.upper() == entry.code or word.lower() == entry.name), None)


def _of_last_day(
    allowance: allowing.Allowance, codes: str, used: set[tuple[allowing.Allowance, str]], context: Context
) -> Iterator[tuple[str, Fault]]:
    """Yield what is wrong with the day until which an exception holds; one that allows nothing is told of as such."""
    if allowance.until == "unreadable":
        message = f"the exception for {codes} says no day that can be read"
        yield EXPIRED, Fault(allowance.span, message, "Write the last day as year-month-day: until=2027-03-31")
    elif allowance.has_run_out(context.settings.today) and any((allowance, word) in used for word in allowance.codes):
        message = f"the exception for {codes} ran out on {allowance.until}"
        yield EXPIRED, Fault(allowance.span, message, "Mend the fault and remove the exception, or give it a later day and say why")
