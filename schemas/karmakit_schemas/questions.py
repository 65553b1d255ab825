"""Questions: one frozen model a type, and their union."""

from decimal import Decimal
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, InstanceOf

from karmakit_schemas.nodes import Node
from karmakit_schemas.spans import Span


class Part(BaseModel):
    """Base of every part of a question."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Option(Part):
    """One option of a choice, item of an ordering, or step of a scale.

    `code` is the letter (or the pinned id) that stands in learner records; `feedback` is None or the nodes of the quotation.
    """

    code: str
    content: InstanceOf[Node]
    correct: bool = False
    feedback: InstanceOf[Node] | None = None
    pinned: bool = False


class Pair(Part):
    """One row of a matching question; `left` is None for a distractor, `code` names the right-hand side in learner records."""

    left_code: str
    left: InstanceOf[Node] | None
    code: str
    right: InstanceOf[Node]
    feedback: InstanceOf[Node] | None = None


class Blank(Part):
    """One gap: every text of `accepted` is right, the first one is shown as the key."""

    accepted: tuple[str, ...]
    span: InstanceOf[Span]


class NumericBlank(Part):
    """One number: right within `tolerance`; `units` are the accepted spellings, the first one is shown; none: a bare number."""

    value: Decimal
    tolerance: Decimal = Decimal(0)
    units: tuple[str, ...] = ()
    span: InstanceOf[Span]


class QuestionBase(Part):
    """What all questions have.

    `id` is as written, `stem` a `document` node (blanks stand in it as `blank` nodes, in order), `hints` one node a hint;
    `right`, `wrong` and `always` are the overall feedback.
    """

    id: str
    span: InstanceOf[Span]
    stem: InstanceOf[Node]
    objective: str | None = None
    bloom: str | None = None
    points: int = Field(default=1, ge=0, le=100)
    attempts: int = Field(default=0, ge=0, le=99)
    shuffle: bool = True
    hints: tuple[InstanceOf[Node], ...] = ()
    right: InstanceOf[Node] | None = None
    wrong: InstanceOf[Node] | None = None
    always: InstanceOf[Node] | None = None


class SingleChoice(QuestionBase):
    """One option is right."""

    type: Literal["single"] = "single"
    options: tuple[Option, ...]


class MultipleChoice(QuestionBase):
    """Several options are right, and all of them must be chosen."""

    type: Literal["multiple"] = "multiple"
    options: tuple[Option, ...]


class TrueFalse(QuestionBase):
    """Two options with the codes `t` and `f`, in this order."""

    type: Literal["true-false"] = "true-false"
    options: tuple[Option, ...]


class Matching(QuestionBase):
    """Each left side has one right side; rows without a left side are distractors."""

    type: Literal["matching"] = "matching"
    headers: tuple[InstanceOf[Node], InstanceOf[Node]]
    pairs: tuple[Pair, ...]


class Ordering(QuestionBase):
    """The options in the right order; their codes do not betray it."""

    type: Literal["ordering"] = "ordering"
    options: tuple[Option, ...]


class FillIn(QuestionBase):
    """Words to type; `case` says whether capitals matter."""

    type: Literal["fill-in"] = "fill-in"
    blanks: tuple[Blank, ...]
    case: bool = False


class Numeric(QuestionBase):
    """Numbers to type."""

    type: Literal["numeric"] = "numeric"
    blanks: tuple[NumericBlank, ...]


class Scale(QuestionBase):
    """A rating; not scored."""

    type: Literal["scale"] = "scale"
    options: tuple[Option, ...]


Question = Annotated[
    SingleChoice | MultipleChoice | TrueFalse | Matching | Ordering | FillIn | Numeric | Scale,
    Field(discriminator="type"),
]
