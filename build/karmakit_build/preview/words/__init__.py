"""What a preview says of itself, in every language that reports speak: `<tag>.yml`, each complete."""

from karmakit_validators.report.words import Words, read


def words(tag: str) -> Words:
    """Return what a preview says in a language."""
    return read(__package__, tag)
