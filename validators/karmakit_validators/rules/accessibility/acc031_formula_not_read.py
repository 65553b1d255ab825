"""A formula can be set and read aloud."""

from functools import lru_cache

from karmakit_schemas.findings import Severity
from karmakit_schemas.nodes import Node
from karmakit_validators.page import Page
from karmakit_validators.rule import Fault, Faults, Rule

LONGEST = 10_000


def not_read(node: Node, page: Page) -> Faults:
    """Yield a formula that cannot be turned into MathML: learners would get its source."""
    if (wrong := trouble(node.text)) is not None:
        what = f"holds the command `{wrong}`, which is not known" if wrong else "cannot be read"
        mend = "Mend the TeX: close each bracket, and use commands of LaTeX's mathematics"
        yield Fault(page.head(node), f"the formula {what}: learners would get its source", mend)


@lru_cache(maxsize=4096)
def trouble(tex: str) -> str | None:
    """Return what keeps a formula from being MathML: an unknown command, or an empty text for all else; None if nothing does."""
    from latex2mathml.converter import convert_to_element  # noqa: PLC0415 - a course without formulas does not pay for it

    if len(tex) > LONGEST:
        return ""
    try:
        element = convert_to_element(tex)
    except Exception:  # noqa: BLE001 - the library raises its own errors and plain IndexErrors alike on faulty TeX
        return ""
    return next((text for part in element.iter() if (text := (part.text or "").strip()).startswith("\\") and len(text) > 1), None)


RULE = Rule(Severity.warning, visits={"math": not_read, "math_block": not_read})
