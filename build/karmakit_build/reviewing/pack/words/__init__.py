"""What a pack says, in every language that reports speak: `<tag>.yml`, each complete."""

from karmakit_validators.report.words import Words, read


def words(tag: str) -> Words:
    """Return what a pack says in a language."""
    return read(__package__, tag)


def role(name: str, say: Words) -> str:
    """Return what a role of the policy is called; one that nobody foresaw, by its id."""
    return say.texts.get(f"role.{name}", name.replace("-", " "))
