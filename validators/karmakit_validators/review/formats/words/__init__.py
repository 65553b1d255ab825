"""What a review says around the changes, in every language that reports speak: `<tag>.yml`, each complete."""

from karmakit_validators.report.words import Words, read


def words(tag: str) -> Words:
    """Return what a review says in a language."""
    return read(__package__, tag)
