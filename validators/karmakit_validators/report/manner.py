"""How a run was asked for, as far as its report says so."""

from dataclasses import dataclass
from datetime import date

from karmakit_validators.settings import Profile


@dataclass(frozen=True, slots=True)
class Manner:
    """The profile, the reader's language, whether to colour (`text` alone does), the day, and a line for what was unreadable."""

    profile: Profile = "review"
    lang: str = "en"
    colour: bool = False
    day: date | None = None
    errors: tuple[str, ...] = ()
