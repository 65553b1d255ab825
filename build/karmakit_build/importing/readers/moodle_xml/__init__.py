"""Moodle XML, the form in which Moodle exchanges questions with all that belongs to them."""

import re
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from karmakit_build.importing.draft import Counts, Draft, Lost
from karmakit_build.importing.opening import bytes_of
from karmakit_build.importing.quizzes import Group, quiz
from karmakit_build.importing.readers.moodle_xml.asking import Asked, asked
from karmakit_build.importing.readers.moodle_xml.counting import counts
from karmakit_build.importing.shelf import Shelf
from karmakit_build.importing.xml import LARGEST, first, inside, local, root_of, said
from karmakit_build.xml import Element
from karmakit_schemas.errors import UnusableInputError

# what a course has no place for, told once for the file: where it stands, and what it is
_ONCE = (
    ("tags/tag", "the tags of the questions", "Search words of a course stand in `keywords` of course.yml"),
    ("partiallycorrectfeedback/text", "what is said to an answer that is right in part", "Say it in `> [!WRONG]`"),
    ("idnumber", "the id numbers of the questions", ""),
    ("penalty", "what each further try takes off", "Say how often a learner may try by `attempts` of a question"),
)
_SLASH = re.compile(r"(?<!/)/(?!/)")


def read(path: Path) -> Draft:
    """Return the questions as tests, one for each category; a description stands before the questions of its test."""
    root = root_of(bytes_of(path, LARGEST), str(path))
    questions = list(inside(root, "question"))
    if local(root) != "quiz" or not questions:
        raise UnusableInputError(f"{path}: there is no question in it; Moodle XML is a `quiz` with a `question` or more")
    groups: dict[str, list[Asked]] = {}
    category, number = "", 0
    shelf = Shelf()
    for question in questions:
        if question.get("type") == "category":
            category = said(first(question, "category", "text")).strip()
            continue
        number += 1
        groups.setdefault(category, []).append(asked(question, number, path.name, shelf))
    made = [_group(name or path.stem, there) for name, there in groups.items()]
    losses = [*(lost for there in groups.values() for each in there for lost in each.losses), *_once(questions, path.name)]
    return replace(quiz(path.stem, made, losses, sum(map(counts, questions), Counts())), media=shelf.files)


def _group(name: str, there: Sequence[Asked]) -> Group:
    title = _SLASH.split(name.strip("/"))[-1].replace("//", "/").strip() or name.strip() or "Questions"
    questions = tuple(each.question for each in there if each.question)
    return Group(title, questions, "\n\n".join(each.text for each in there if each.text))


def _once(questions: Sequence[Element], path: str) -> list[Lost]:
    """Return what the file says of many questions and a course of none, with how many it is."""
    found = []
    for place, what, mend in _ONCE:
        having = [each for each in questions if _says_something(each, place)]
        if having:
            found.append(Lost(path, f"{len(having)} of its questions", what, mend))
    return found


def _says_something(question: Element, place: str) -> bool:
    if question.get("type") == "category":
        return False
    text = said(first(question, *place.split("/"))).strip()
    return bool(text.strip("0.") if place == "penalty" else text)
