"""What a catalogue says, in every language that reports speak: `<tag>.yml`, each complete."""

from karmakit_validators.report.words import Words, read


def words(tag: str) -> Words:
    """Return what a catalogue says in a language."""
    return read(__package__, tag)


def length(minutes: int, say: Words) -> str:
    """Return a duration as people say it: `45 min`, `1 h 20 min`."""
    hours, rest = divmod(minutes, 60)
    said = [say.number("hours", hours)] if hours else []
    return " ".join([*said, say("min", n=rest)] if rest or not hours else said)
