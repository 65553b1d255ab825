"""What play says, in every language that reports speak: `<tag>.yml`, each complete."""

from karmakit_validators.report.words import Words, read


def words(tag: str) -> Words:
    """Return what play says in a language."""
    return read(__package__, tag)
