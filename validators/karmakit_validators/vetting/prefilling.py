"""Fill the quality form of a course from the rules: what they answer, and what they lay beside a question as evidence.

A statement that the machine answers is a no as soon as one of its rules finds something. It is a yes only where all of them were
asked, nothing was excepted in the text and the course could be read whole; else a person decides.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from karmakit_schemas.findings import Finding, Kind
from karmakit_schemas.parsed import Parsed
from karmakit_schemas.quality import PARTS, Asked, Part, QualityFramework
from karmakit_validators import allowing
from karmakit_validators.catalogue import discover
from karmakit_validators.check import chosen_codes
from karmakit_validators.context import Context
from karmakit_validators.settings import Settings
from karmakit_validators.vetting.form import Excepted, Line, Reply, Why

_KINDS: Mapping[str, Part] = {
    "scenario": "scenario",
    "reflection": "reflection",
    "figure": "picture",
    "image": "picture",
    "audio": "audio",
    "video": "video",
}


@dataclass(frozen=True, slots=True)
class Seen:
    """What was seen of a course: the findings, the rules that were asked, the exceptions in the text, how much `there` is of what.

    Where the course was not read `whole`, nothing is known of what it lacks.
    """

    findings: tuple[Finding, ...]
    asked: frozenset[str]
    excepted: tuple[Excepted, ...] = ()
    there: Mapping[Part, int] = field(default_factory=dict)
    whole: bool = True


def seen(parsed: Parsed, findings: tuple[Finding, ...], settings: Settings) -> Seen:
    """Return what a form is filled from: `findings` are those of `check(parsed, settings)`, before any baseline hides some."""
    context = Context(parsed, settings=settings)
    whole = parsed.course is not None and parsed.complete and not parsed.lossy  # else rules are silent that had nothing to read
    return Seen(findings, chosen_codes(settings), tuple(_excepted(context)), _there(context) if whole else {}, whole)


def prefilled(framework: QualityFramework, seen: Seen) -> tuple[Line, ...]:
    """Return every statement as the machine leaves it."""
    return tuple(_line(statement, seen) for statement in framework.statements)


def _line(statement: Asked, seen: Seen) -> Line:
    rules = frozenset(statement.rules)
    found = tuple(finding for finding in seen.findings if finding.code in rules and _is_about(finding, statement.about))
    excepted = tuple(one for one in seen.excepted if one.code in rules)
    unasked = tuple(code for code in statement.rules if code not in seen.asked)
    counts: dict[Part, int] = {part: seen.there.get(part, 0) for part in statement.counts} if seen.whole else {}
    absent = seen.whole and statement.of is not None and not seen.there.get(statement.of)
    if statement.answered == "machine":
        answer, why = _machine(found, seen, is_excepted=bool(excepted), is_asked=not unasked, is_absent=absent)
    elif absent:
        answer, why = "not-applicable", ""
    else:
        answer, why = None, "person" if seen.whole or not statement.rules else "unread"
    return Line(statement, answer, why, found, excepted, unasked, counts)


def _machine(
    found: tuple[Finding, ...], seen: Seen, *, is_excepted: bool, is_asked: bool, is_absent: bool
) -> tuple[Reply | None, Why]:
    """Return what the machine says, or why it says nothing: a fault is a no, but silence alone is not yet a yes."""
    if any(finding.kind is Kind.fail for finding in found):
        return "no", ""
    if found:
        return None, "unsure"
    if not is_asked:
        return None, "not-asked"
    if is_excepted:
        return None, "excepted"
    if not seen.whole:
        return None, "unread"
    return ("not-applicable" if is_absent else "yes"), ""


def _is_about(finding: Finding, key: str | None) -> bool:
    """Say whether a finding names a key of `course.yml`; every one does where none is asked for."""
    return key is None or (finding.span.path == "course.yml" and f"`{key}`" in finding.message)


def _excepted(context: Context) -> Iterator[Excepted]:
    """Yield what the text excepts from rules today, each rule by itself."""
    for path in context.text_files:
        if context.is_lost(path):
            continue
        for allowance in allowing.in_file(path, context.lines(path), context.page(path)):
            if allowance.has_run_out(context.settings.today):
                continue
            words = {word.casefold() for word in allowance.codes}
            for entry in discover():
                if not entry.rule.gate and words & {entry.code.casefold(), entry.name}:
                    yield Excepted(entry.code, allowance.span, allowance.reason)


def _there(context: Context) -> dict[Part, int]:
    """Return how much a course has of each part."""
    there = dict.fromkeys(PARTS, 0)
    there["self-paced"] = int(context.parsed.part.meta.mode == "self-paced")
    for page in context.pages:
        for node in page.nodes:
            if node.kind in _KINDS:
                there[_KINDS[node.kind]] += 1
        if page.module:
            there["question"] += len(page.module.questions)
            there["practice"] += len(page.module.questions) if page.module.test is None else 0
    return there
