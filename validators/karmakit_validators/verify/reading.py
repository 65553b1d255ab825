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
    against a bundle whoever made it; `house` are what karmakit promises of its own bundles alone. `store`: the course reports to a
    learning record store, whose address is told at launch, so that its pages may connect anywhere. `room`: how many characters
    the standard keeps of a learner's state (None: no limit). `worker`: the pages start a service worker and name a web app
    manifest.
    """

    standard: str = "unknown"
    title: str = ""
    launch: str = ""
    units: int = 0
    findings: list[Finding] = field(default_factory=list)
    house: list[Finding] = field(default_factory=list)
    store: bool = False
    room: int | None = None
    worker: bool = False


Reader = Callable[[Archive, Course | None], Reading]
