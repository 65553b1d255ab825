"""The quality form of a course: what the rules answer, what they lay beside a question, and what persons' answers make of it.

Nobody who wrote the course answers. A statement that the machine answers is a no as soon as one of its rules finds something. It is
a yes only where all of them were asked, nothing was excepted in the text and the course could be read whole; else a person decides.
A person may be stricter than the machine, and milder only where every finding was waived.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Literal

from karmakit_schemas.findings import Finding, Kind
from karmakit_schemas.parsed import Parsed
from karmakit_schemas.quality import PARTS, Asked, Criterion, Part, QualityFramework
from karmakit_schemas.spans import Span
from karmakit_schemas.vetting import Answer
from karmakit_validators import allowing
from karmakit_validators.catalogue import discover
from karmakit_validators.check import chosen_codes
from karmakit_validators.context import Context
from karmakit_validators.settings import Settings

Reply = Literal["yes", "no", "not-applicable"]
Why = Literal["", "person", "unsure", "not-asked", "excepted", "unread"]
"""Why the machine gives no answer: a person is asked, a rule is not sure, was not asked, was excepted, or something is unread."""

_STRICTEST: tuple[Reply, ...] = ("no", "not-applicable", "yes")
_KINDS: Mapping[str, Part] = {
    "scenario": "scenario",
    "reflection": "reflection",
    "figure": "picture",
    "image": "picture",
    "audio": "audio",
    "video": "video",
}


@dataclass(frozen=True, slots=True)
class Excepted:
    """An exception in the text: the rule that it silences, where, and its reason."""

    code: str
    span: Span
    reason: str


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


@dataclass(frozen=True, slots=True)
class Line:
    """One statement as the machine leaves it: its answer (None: a person decides, and `why`), and the evidence.

    `unasked` are rules of the statement that the run did not ask; `counts` is what the course has of the parts that it names.
    """

    statement: Asked
    answer: Reply | None
    why: Why = ""
    findings: tuple[Finding, ...] = ()
    excepted: tuple[Excepted, ...] = ()
    unasked: tuple[str, ...] = ()
    counts: Mapping[Part, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Settled:
    """One statement with the answer that counts: whose it is, and whether a person's was `refused` as milder than the machine's."""

    line: Line
    answer: Reply | None
    by: Literal["rule", "person"] | None
    refused: bool = False
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Score:
    """The points so far, the most that all statements which apply can earn, how many are `open`, and what `each` can earn."""

    points: int
    most: int
    open: int
    each: int

    @property
    def reachable(self) -> int:
        """Return the points if every open statement were answered with yes."""
        return self.points + self.open * self.each

    def reaches(self, threshold: int) -> bool:
        """Say whether the points of what was answered are so many per cent of the most."""
        return self.points * 100 >= threshold * self.most


@dataclass(frozen=True)
class Form:
    """A form with all answers that count so far, in the order of the framework."""

    framework: QualityFramework
    lines: tuple[Settled, ...]

    @property
    def score(self) -> Score:
        """Return the score of the whole form; what does not apply is left out, and what is open has no points yet."""
        return self._score(self.lines)

    @property
    def unanswered(self) -> tuple[str, ...]:
        """Return the ids of the statements that nobody has answered."""
        return tuple(one.line.statement.id for one in self.lines if one.answer is None)

    @property
    def grade(self) -> str:
        """Return the grade; an empty text while something is open."""
        score = self.score
        return "" if score.open or not score.most else self.framework.grade(score.points, score.most)

    def holds(self, threshold: int) -> bool:
        """Say whether all is answered and the score reaches so many per cent; what iGOT asks of each criterion is not public."""
        score = self.score
        return not score.open and score.most > 0 and score.reaches(threshold)

    def of(self, criterion: Criterion) -> tuple[Settled, ...]:
        """Return the lines of a criterion."""
        ids = {statement.id for statement in criterion.statements}
        return tuple(one for one in self.lines if one.line.statement.id in ids)

    def score_of(self, criterion: Criterion) -> Score:
        """Return the score of one criterion."""
        return self._score(self.of(criterion))

    def _score(self, lines: Iterable[Settled]) -> Score:
        answers = Counter(one.answer for one in lines)
        points = sum(self.framework.points(answer) * answers[answer] for answer in ("yes", "no"))
        each = self.framework.most
        return Score(points, each * (answers["yes"] + answers["no"] + answers[None]), answers[None], each)


def seen(parsed: Parsed, findings: tuple[Finding, ...], settings: Settings) -> Seen:
    """Return what a form is filled from: `findings` are those of `check(parsed, settings)`, before any baseline hides some."""
    context = Context(parsed, settings=settings)
    whole = parsed.course is not None and parsed.complete and not parsed.lossy  # else rules are silent that had nothing to read
    return Seen(findings, chosen_codes(settings), tuple(_excepted(context)), _there(context) if whole else {}, whole)


def prefilled(framework: QualityFramework, seen: Seen) -> tuple[Line, ...]:
    """Return every statement as the machine leaves it."""
    return tuple(_line(statement, seen) for statement in framework.statements)


def settled(
    framework: QualityFramework, lines: Iterable[Line], answers: Iterable[Answer] = (), waived: frozenset[str] = frozenset()
) -> Form:
    """Return the form with the answers of records that count.

    Only persons' answers are taken: what a record says that a rule said is worth nothing, for the rules are here. Of several
    persons the strictest counts. `waived` are codes of rules whose findings a waiver that holds lets pass.
    """
    given: dict[str, list[Answer]] = {}
    for answer in answers:
        if answer.by == "person":
            given.setdefault(answer.statement, []).append(answer)
    return Form(framework, tuple(_settled(line, given.get(line.statement.id, []), waived) for line in lines))


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


def _settled(line: Line, given: list[Answer], waived: frozenset[str]) -> Settled:
    notes = tuple(answer.note for answer in given if answer.note)
    said = next((reply for reply in _STRICTEST if reply in {answer.answer for answer in given}), None)
    if said is None:
        return Settled(line, line.answer, "rule" if line.answer else None)
    if line.answer is None or _STRICTEST.index(said) < _STRICTEST.index(line.answer) or _is_waived(line, waived):
        return Settled(line, said, "person", notes=notes)
    return Settled(line, line.answer, "rule", refused=said != line.answer, notes=notes)


def _is_waived(line: Line, waived: frozenset[str]) -> bool:
    """Say whether the machine's no rests on findings that were all waived."""
    return line.answer == "no" and {finding.code for finding in line.findings} <= waived


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
