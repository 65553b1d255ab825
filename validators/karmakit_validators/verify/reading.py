"""What a bundle's launch file says, whatever the standard, and what is wrong with it."""

from collections.abc import Callable
from dataclasses import dataclass, field

from karmakit_schemas.findings import Finding
from karmakit_validators.verify.archive import Archive
from karmakit_validators.verify.course import Course


@dataclass(frozen=True, slots=True)
class Reading:
    """One reading of a launch file.

    `launch` is the path of what opens first, `units` how many things can be launched (SCOs, assignable units). `findings` count
    against a bundle whoever made it; `house` are what karmakit promises of its own bundles alone.
    """

    standard: str = "unknown"
    title: str = ""
    launch: str = ""
    units: int = 0
    findings: list[Finding] = field(default_factory=list)
    house: list[Finding] = field(default_factory=list)


Reader = Callable[[Archive, Course | None], Reading]
