"""Did-you-mean: the known words nearest to one that is not known."""

from collections.abc import Iterable

LONGEST = 80  # difflib takes quadratic time; a longer word is no slip of the pen


def closest(word: str, known: Iterable[str], count: int = 1, cutoff: float = 0.6) -> tuple[str, ...]:
    """Return the known words most like `word`, the best first, without regard to case; none if nothing is near."""
    if not word or len(word) > LONGEST:
        return ()
    from difflib import get_close_matches  # noqa: PLC0415 - most runs have nothing to suggest

    by_folded: dict[str, str] = {}
    for name in known:
        by_folded.setdefault(name.casefold(), name)
    return tuple(by_folded[match] for match in get_close_matches(word.casefold(), by_folded, count, cutoff))


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """Return the question `Did you mean ...?`, or an empty text if nothing is near."""
    found = closest(word, known)
    return f"Did you mean `{found[0]}`?" if found else ""
