"""Aiken, the plainest text of questions with one right answer: the stem, lines `A. …`, and `ANSWER: A`."""

import re
from pathlib import Path

from karmakit_build.importing.draft import Counts, Draft, DraftOption, DraftQuestion, Lost
from karmakit_build.importing.opening import text_of
from karmakit_build.importing.quizzes import Group, quiz
from karmakit_build.importing.wording import plain
from karmakit_schemas.errors import UnusableInputError

_ANSWER = re.compile(r"ANSWER:\s*([A-Za-z])\s*$")
_OPTION = re.compile(r"([A-Za-z])[.)]\s+(.*)")


def read(path: Path) -> Draft:
    """Return all questions as one test."""
    questions: list[DraftQuestion] = []
    losses: list[Lost] = []
    stem: list[str] = []
    options: list[tuple[str, str]] = []
    text = text_of(path)
    for number, line in enumerate(text.split("\n"), 1):
        words = line.strip()
        if answer := _ANSWER.fullmatch(words):
            questions.append(_question(stem, options, answer[1].upper()))
            if answer[1].upper() not in {letter for letter, _ in options}:
                losses.append(
                    Lost(
                        path.name,
                        f"line {number}",
                        f"the answer {answer[1]} is none of the options",
                        "Mark the right one",
                        Counts(right_answers=1),
                    )
                )
            stem, options = [], []
        elif stem and (option := _OPTION.fullmatch(words)):
            options.append((option[1].upper(), option[2]))
        elif words:
            stem.append(words)
    if stem or options:
        losses.append(Lost(path.name, "its end", "a question without a line ANSWER", "Add the line, and bring it in again"))
    if not questions:
        raise UnusableInputError(f"{path}: there is no question in it; one in Aiken ends with a line such as `ANSWER: A`")
    right = len(re.findall(r"^ANSWER:", text, re.MULTILINE))
    return quiz(path.stem, [Group(path.stem, tuple(questions))], losses, Counts(questions=right, right_answers=right))


def _question(stem: list[str], options: list[tuple[str, str]], answer: str) -> DraftQuestion:
    made = tuple(DraftOption(plain(text), letter == answer) for letter, text in options)
    return DraftQuestion(kind="choice", stem=plain(" ".join(stem)), options=made)
