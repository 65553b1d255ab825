"""The quality form of a course: what the rules left of it, and what persons' answers make of it.

Nobody who wrote the course answers. A person may be stricter than the machine, and milder only where every finding was waived.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Literal

from karmakit_schemas.findings import Finding
from karmakit_schemas.quality import Asked, Criterion, Part, QualityFramework
from karmakit_schemas.spans import Span
from karmakit_schemas.vetting import Answer

Reply = Literal["yes", "no", "not-applicable"]
Why = Literal["", "person", "unsure", "not-asked", "excepted", "unread"]
"""Why the machine gives no answer: a person is asked, a rule is not sure, was not asked, was excepted, or something is unread."""

_STRICTEST: tuple[Reply, ...] = ("no", "not-applicable", "yes")


@dataclass(frozen=True, slots=True)
class Excepted:
    """An exception in the text: the rule that it silences, where, and its reason."""

    code: str
    span: Span
    reason: str


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
