"""Settle what a question of strangers leaves unclear, so that it can be read as ours: told each time, and never a key invented."""

from dataclasses import replace
from decimal import Decimal

from karmakit_build.importing.draft import Counts, DraftOption, DraftQuestion
from karmakit_build.importing.gaps import number
from karmakit_build.importing.scribe import Scribe

MOST_POINTS = 100
SILENT = "…"
TRUE_FALSE = ("true", "false")


def settled(asked: DraftQuestion, scribe: Scribe) -> DraftQuestion:
    """Return a question that our dialect can hold: what it lacks is told, and one without answers is a reflection."""
    if not asked.stem.strip():
        scribe.lose("a question without words; its name stands in their place", "Write what it asks")
        asked = replace(asked, stem=scribe.line(asked.name, "plain") or SILENT)
    match asked.kind:
        case "choice" | "true-false":
            return _choice(asked, scribe)
        case "matching":
            return _matching(asked, scribe)
        case "ordering" | "scale":
            asked = replace(asked, options=_spoken(asked.options, scribe))
            return asked if len(asked.options) > 1 else _open(asked, scribe, "fewer than two items to put in order")
        case "fill-in" | "numeric":
            return asked if "[[" in asked.stem else _open(asked, scribe, "no answer that can be typed into a gap")
        case _:
            return asked


def points(text: str, scribe: Scribe) -> int:
    """Return the points of a question; a part of a point is told."""
    value = number(text)
    if value is None:
        return 1
    if value != value.to_integral_value() or not 0 <= value <= MOST_POINTS:
        scribe.lose(f"{value.normalize():f} points: points are whole numbers up to {MOST_POINTS}", "Give it whole points")
        return min(max(1, round(value)), MOST_POINTS)
    return int(value)


def weights(told: list[Decimal | None], *, several: bool, scribe: Scribe) -> list[bool]:
    """Return which options are right, of how much each is worth (of 100, or of the best one); None is wrong, as 0 is."""
    worth = [value or Decimal(0) for value in told]
    best = max(worth, default=Decimal(0))
    right = [value > 0 for value in worth]
    whole = [value > 0 and value == best for value in worth]
    if not several and right != whole:
        part = Counts(right_answers=sum(right) - sum(whole))
        scribe.lose("options that are right in part are wrong here: an option is right or wrong", "Look at the options", part)
        return whole
    if several and sum(right) == 1:
        scribe.lose("boxes to tick with one right answer; it is asked as a choice of one")
    if several and (right != whole or any(value < 0 for value in worth)):
        scribe.lose("the weights of the options: all right ones together are right", "Give the question points if it weighs more")
    elif not several and any(value < 0 for value in worth):
        scribe.lose("points taken off for wrong options", "")
    return right


def in_order(options: tuple[DraftOption, ...]) -> tuple[DraftOption, ...] | None:
    """Return the options of a true/false question, true first; None where their words do not say that they are one."""
    by_word = {option.text.strip().strip("*").lower(): option for option in options}
    if len(options) != len(TRUE_FALSE) or set(by_word) != set(TRUE_FALSE):
        return None
    return tuple(by_word[word] for word in TRUE_FALSE)


def truth(asked: DraftQuestion) -> DraftQuestion:
    """Return a choice between true and false as the question type of that name."""
    options = in_order(asked.options)
    right = sum(option.correct for option in asked.options)
    return replace(asked, kind="true-false", options=options) if options and right == 1 and asked.kind == "choice" else asked


def _choice(asked: DraftQuestion, scribe: Scribe) -> DraftQuestion:
    if not asked.options:
        return _open(asked, scribe, "no options")
    if asked.kind == "true-false" and len(asked.options) != len(TRUE_FALSE):
        asked = replace(asked, kind="choice")
    if not any(option.correct for option in asked.options):
        scribe.lose("no option is right", "Mark the right one with [x]")
    return replace(asked, options=_spoken(asked.options, scribe))


def _spoken(options: tuple[DraftOption, ...], scribe: Scribe) -> tuple[DraftOption, ...]:
    silent = [option for option in options if not option.text.strip()]
    if silent:
        scribe.lose(f"{len(silent)} of the options hold no words; {SILENT} stands for each", "Write what they say")
    return tuple(option if option.text.strip() else replace(option, text=SILENT) for option in options)


def _matching(asked: DraftQuestion, scribe: Scribe) -> DraftQuestion:
    pairs = tuple(replace(pair, left=_one_line(pair.left), right=_one_line(pair.right)) for pair in asked.pairs)
    if any(not pair.right for pair in pairs):
        scribe.lose(f"a right-hand side holds no words; {SILENT} stands for it", "Write what it says")
        pairs = tuple(pair if pair.right else replace(pair, right=SILENT) for pair in pairs)
    if not any(pair.left for pair in pairs):
        return _open(asked, scribe, "no pair")
    return replace(asked, pairs=pairs)


def _one_line(markdown: str) -> str:
    return " ".join(markdown.replace("\\\n", " ").split())


def _open(asked: DraftQuestion, scribe: Scribe, lacking: str) -> DraftQuestion:
    """Return a question whose answers cannot be told as one for the learner's own thought."""
    scribe.lose(f"a question has {lacking}; it is asked as a reflection", "Write its answers, and make it a question")
    return DraftQuestion(kind="reflection", name=asked.name, stem=asked.stem)
