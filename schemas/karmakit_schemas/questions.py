"""Questions: one frozen record a type, and their union."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from karmakit_schemas.nodes import Node
from karmakit_schemas.spans import Span


@dataclass(frozen=True, kw_only=True)
class Option:
    """One option of a choice, item of an ordering, or step of a scale.

    `code` is the letter (or the pinned id) that stands in learner records; `feedback` is None or the nodes of the quotation.
    """

    code: str
    content: Node
    correct: bool = False
    feedback: Node | None = None
    pinned: bool = False


@dataclass(frozen=True, kw_only=True)
class Pair:
    """One row of a matching question; `left` is None for a distractor, `code` names the right-hand side in learner records."""

    left_code: str
    left: Node | None
    code: str
    right: Node
    feedback: Node | None = None


@dataclass(frozen=True, kw_only=True)
class Blank:
    """One gap: every text of `accepted` is right, the first one is shown as the key."""

    accepted: tuple[str, ...]
    span: Span


@dataclass(frozen=True, kw_only=True)
class NumericBlank:
    """One number: right within `tolerance`; `units` are the accepted spellings, the first one is shown; none: a bare number."""

    value: Decimal
    tolerance: Decimal = Decimal(0)
    units: tuple[str, ...] = ()
    span: Span


@dataclass(frozen=True, kw_only=True)
class QuestionBase:
    """What all questions have.

    `id` is as written, `stem` a `document` node (blanks stand in it as `blank` nodes, in order), `hints` one node a hint;
    `right`, `wrong` and `always` are the overall feedback. `points` and `attempts` (0: no limit) are the parser's to bound.
    """

    id: str
    span: Span
    stem: Node
    objective: str | None = None
    bloom: str | None = None
    points: int = 1
    attempts: int = 0
    shuffle: bool = True
    hints: tuple[Node, ...] = ()
    right: Node | None = None
    wrong: Node | None = None
    always: Node | None = None


@dataclass(frozen=True, kw_only=True)
class SingleChoice(QuestionBase):
    """One option is right."""

    type: Literal["single"] = "single"
    options: tuple[Option, ...]


@dataclass(frozen=True, kw_only=True)
class MultipleChoice(QuestionBase):
    """Several options are right, and all of them must be chosen."""

    type: Literal["multiple"] = "multiple"
    options: tuple[Option, ...]


@dataclass(frozen=True, kw_only=True)
class TrueFalse(QuestionBase):
    """Two options with the codes `t` and `f`, in this order."""

    type: Literal["true-false"] = "true-false"
    options: tuple[Option, ...]


@dataclass(frozen=True, kw_only=True)
class Matching(QuestionBase):
    """Each left side has one right side; rows without a left side are distractors."""

    type: Literal["matching"] = "matching"
    headers: tuple[Node, Node]
    pairs: tuple[Pair, ...]


@dataclass(frozen=True, kw_only=True)
class Ordering(QuestionBase):
    """The options in the right order; their codes do not betray it."""

    type: Literal["ordering"] = "ordering"
    options: tuple[Option, ...]


@dataclass(frozen=True, kw_only=True)
class FillIn(QuestionBase):
    """Words to type; `case` says whether capitals matter."""

    type: Literal["fill-in"] = "fill-in"
    blanks: tuple[Blank, ...]
    case: bool = False


@dataclass(frozen=True, kw_only=True)
class Numeric(QuestionBase):
    """Numbers to type."""

    type: Literal["numeric"] = "numeric"
    blanks: tuple[NumericBlank, ...]


@dataclass(frozen=True, kw_only=True)
class Scale(QuestionBase):
    """A rating; not scored."""

    type: Literal["scale"] = "scale"
    options: tuple[Option, ...]


Question = SingleChoice | MultipleChoice | TrueFalse | Matching | Ordering | FillIn | Numeric | Scale
