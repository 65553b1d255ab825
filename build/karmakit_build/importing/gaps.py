"""Write what a learner types as the gap of a fill-in or number, where our dialect can hold it."""

import re
from collections.abc import Callable, Iterable
from decimal import Decimal, InvalidOperation

from karmakit_build.importing.draft import Counts
from karmakit_build.importing.quizzes import gap

_NUMBER = re.compile(r"[-+\u2212]?(\d{1,15}(\.\d{0,12})?|\.\d{1,12})([eE][-+]?\d{1,2})?")
_SMALLEST, _LARGEST = -12, 14
Lose = Callable[[str, str, Counts], None]
"""Takes what is not carried over, the mend, and how much of what is counted it is."""


def words(spellings: Iterable[str], lose: Lose) -> str | None:
    """Return the gap that accepts these spellings, and tell each that it cannot hold; None where it can hold none of them."""
    kept: dict[str, None] = {}
    for spelling in spellings:
        plain = " ".join(re.sub(r"[\[\]|]", " ", spelling).split())
        if plain in kept:
            lose(f'the spelling "{plain[:60]}", which is accepted twice', "", Counts(right_answers=1))
        elif not plain or plain.startswith("="):
            lose(f'the spelling "{plain[:60]}", which nobody can type into a gap', "Write another", Counts(right_answers=1))
        else:
            kept[plain] = None
    return gap(*kept) if kept else None


def number(text: str) -> Decimal | None:
    """Return the number that a text says; None where it says none, or one that no learner could type."""
    plain = text.strip().replace("\u2212", "-")
    if not _NUMBER.fullmatch(plain):
        return None
    try:
        value = Decimal(plain)
    except InvalidOperation:
        return None
    return value if not value or _SMALLEST <= value.adjusted() <= _LARGEST else None


def amount(value: Decimal, tolerance: Decimal = Decimal(0), units: Iterable[str] = ()) -> str:
    """Return the gap that takes a number within its tolerance, with the spellings of its unit."""
    spellings = [" ".join(re.sub(r"[\[\]|]", " ", unit).split()) for unit in units]
    said = "|".join(unit for unit in spellings if unit and unit[0] not in "±.,=0123456789")
    around = f" ± {_plain(tolerance)}" if tolerance else " ± 0" if said else ""
    return f"[[= {_plain(value)}{around}{f' {said}' if said else ''}]]"


def between(low: Decimal, high: Decimal, units: Iterable[str] = ()) -> str:
    """Return the gap that takes a number of a range."""
    return amount((low + high) / 2, abs(high - low) / 2, units)


def _plain(value: Decimal) -> str:
    """Return a number without an exponent and without zeros that say nothing."""
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
