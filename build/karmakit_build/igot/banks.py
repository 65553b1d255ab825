"""The questions of a module as a bank: what iGOT can ask of it, what it cannot, and how many an attempt draws."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from karmakit_build.compiler.data import DEFAULT
from karmakit_build.igot.names import seconds
from karmakit_build.igot.questions import Item, LeftOut, Level, Template, express
from karmakit_schemas.course import Assessment, Course, Module
from karmakit_schemas.errors import UnusableInputError
from karmakit_schemas.questions import Scale

ORDER: tuple[Level, ...] = ("Easy", "Medium", "Difficult", "HOTS")
# a question in a test takes about as long; the clock that iGOT insists on must not be the test
SECONDS_A_QUESTION = 60


@dataclass(frozen=True)
class Bank:
    """The questions of one module; `draw` of the `items` make an attempt, for `clock` seconds."""

    module: Module
    template: Template
    items: tuple[Item, ...]
    left_out: tuple[LeftOut, ...]
    draw: int
    clock: int
    test: Assessment

    @property
    def path(self) -> str:
        """Return where the bank's file lies in the kit."""
        folder = "assessments" if self.module.meta.kind == "test" else "practice"
        return f"{folder}/{self.module.id}.{self.template}.csv"

    @property
    def levels(self) -> Mapping[Level, int]:
        """Return how many questions of each level an attempt draws, in the proportion that the bank has them."""
        return shares(Counter(item.level for item in self.items), self.draw)

    @property
    def marks(self) -> Mapping[Level, int]:
        """Return the marks of a question by level: the points that all of the level have, else 1."""
        points = {level: {item.points for item in self.items if item.level == level} for level in ORDER}
        return {level: next(iter(given)) if len(given) == 1 else 1 for level, given in points.items() if given}

    @property
    def evened(self) -> bool:
        """Return whether marks that differ within a level are lost."""
        return self.template == "qw" and any(self.marks[item.level] != item.points for item in self.items)


def bank(module: Module, course: Course) -> Bank:
    """Return the bank of a module; raise if what iGOT can ask is less than a test's draw."""
    template = course.meta.targets.igot.questions
    blooms = {objective.id: objective.bloom for each in course.modules for objective in each.meta.objectives}
    said = [express(question, template, blooms.get(question.objective or "")) for question in module.questions]
    items = tuple(each for each in said if isinstance(each, Item))
    left_out = tuple(each for each in said if isinstance(each, LeftOut))
    is_test = module.meta.kind == "test"
    test = (module.test or Assessment()).over(DEFAULT)
    scored = sum(not isinstance(question, Scale) for question in module.questions)
    draw = min(test.draw or scored, scored) if is_test else len(items)
    if is_test and len(items) < max(draw, 1):
        raise UnusableInputError(_short(module, template, items, left_out, draw))
    clock = seconds(test.time_limit) if test.time_limit else max(2 * seconds(module.meta.duration), draw * SECONDS_A_QUESTION)
    return Bank(module, template, items, left_out, draw, clock, test)


def shares(counts: Mapping[Level, int], total: int) -> dict[Level, int]:
    """Return whole numbers that add up to `total`, as near to the proportion of `counts` as they can be (largest remainder)."""
    whole = sum(counts.values())
    exact = {level: divmod(counts[level] * total, whole) for level in ORDER if counts.get(level)}
    given = {level: quotient for level, (quotient, _) in exact.items()}
    missing = total - sum(given.values())
    for level in sorted(exact, key=lambda level: (-exact[level][1], ORDER.index(level)))[:missing]:
        given[level] += 1
    return given


def _short(module: Module, template: Template, items: Sequence[Item], left_out: Sequence[LeftOut], draw: int) -> str:
    why = f"; `{left_out[0].id}` {left_out[0].why}" if left_out else ""
    return (
        f"{module.path}: the test draws {draw} questions, and iGOT's template {template.upper()} can express {len(items)} of"
        f" {len(items) + len(left_out)}{why}: lower the draw, or add questions of other types"
    )
