"""Hold a kit's hierarchy to what iGOT's course editor allows (auth-collection-editor.json)."""

from collections import Counter
from collections.abc import Iterator

from karmakit_schemas.findings import Finding
from karmakit_schemas.spans import Span
from karmakit_validators.verify.faults import found
from karmakit_validators.verify.kit_plan import PLAN, Node, Plan

DEEPEST = 4
FEWEST_OF_COURSE = 2
FINAL, PRACTICE, RESOURCE, UNIT, COURSE = (
    "Course Assessment",
    "Practice Question Set",
    "Learning Resource",
    "Course Unit",
    "Course",
)
INSIDE = {COURSE: {UNIT, RESOURCE, FINAL}, UNIT: {RESOURCE, PRACTICE}}
KINDS = {
    COURSE: ("Collection", {"Course"}),
    UNIT: ("Collection", {"CourseUnit"}),
    RESOURCE: ("Content", {"Resource"}),
    PRACTICE: ("QuestionSet", {"PracticeResource", "PracticeQuestionSet"}),
    FINAL: ("QuestionSet", {"SelfAssess", "CourseAssessment"}),
}


def check_hierarchy(plan: Plan) -> Iterator[Finding]:
    """Yield where the hierarchy is none that iGOT takes."""
    if plan.root.category != COURSE:
        yield _wrong(f"the root is `{plan.root.category}`, not a Course", "Let the root be the course.")
    yield from _keys(plan)
    for node in plan.nodes:
        yield from _kind(node)
        if node.level > DEEPEST:
            yield _wrong(f"`{node.key}` lies on level {node.level}; iGOT has {DEEPEST}", "Put it higher.")
        yield from _children(node)
    finals = [node for node in plan.root.children if node.category == FINAL]
    if len(finals) > 1:
        yield _wrong(
            f"the course has {len(finals)} final tests; iGOT allows one", "Let one be final, and the others practice sets."
        )
    known = {node.key for node in plan.nodes} | {"*"}
    for each in plan.placeholders:
        if strange := sorted(set(each.nodes) - known):
            yield _wrong(f"the placeholder `{each.name}` is for `{strange[0]}`, which is no node", "Name a node of the plan.")


def _keys(plan: Plan) -> Iterator[Finding]:
    for key, count in Counter(node.key for node in plan.nodes).items():
        if count > 1:
            yield _wrong(f"the key `{key}` is given {count} times", "Give each node its own.")
    for code, count in Counter(str(node.metadata.get("code")) for node in plan.nodes).items():
        if count > 1:
            yield _wrong(f"the code `{code}` is given {count} times: iGOT would take the nodes for one", "Give each node its own.")


def _kind(node: Node) -> Iterator[Finding]:
    if node.category not in KINDS:
        yield _wrong(f"`{node.key}` is `{node.category}`, which no kit holds", f"Use one of {', '.join(KINDS)}.")
        return
    object_type, content_types = KINDS[node.category]
    if node.object_type != object_type or node.content_type not in content_types:
        message = f"`{node.key}`: a {node.category} is `{object_type}`, `{min(content_types)}`"
        yield _wrong(f"{message}, not `{node.object_type}`, `{node.content_type}`", "Build the kit again.")


def _children(node: Node) -> Iterator[Finding]:
    allowed = INSIDE.get(node.category, set())
    for child in node.children:
        if child.category in KINDS and child.category not in allowed:
            where = "inside a Course Unit" if child.category == PRACTICE else "elsewhere"
            yield _wrong(f"`{child.key}`, a {child.category}, stands in the {node.category} `{node.key}`", f"Put it {where}.")
    if node.category == COURSE and len(node.children) < FEWEST_OF_COURSE:
        message = f"the course has {len(node.children)} child(ren); iGOT wants {FEWEST_OF_COURSE} at least"
        yield _wrong(message, "Divide its unit, or add a final test.")
    if node.category == UNIT and not node.children:
        yield _wrong(f"the unit `{node.key}` is empty; iGOT wants one child at least", "Leave it out, or put a module into it.")


def _wrong(message: str, mend: str) -> Finding:
    return found("PKG040", message, Span(PLAN), mend)
