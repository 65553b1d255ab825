"""GIFT, the plain text in which Moodle exchanges questions."""

from pathlib import Path

from karmakit_build.importing.draft import Counts, Draft, DraftQuestion, Lost
from karmakit_build.importing.opening import text_of
from karmakit_build.importing.quizzes import Group, quiz
from karmakit_build.importing.readers.gift.answering import Asked, asked
from karmakit_build.importing.readers.gift.cutting import Piece, pieces
from karmakit_schemas.errors import UnusableInputError


def read(path: Path) -> Draft:
    """Return the questions as tests, one for each category; a text without answers stands before the questions of its test."""
    found = list(pieces(text_of(path)))
    if not found:
        raise UnusableInputError(f"{path}: there is no question in it; questions in GIFT are parted by empty lines")
    groups: dict[str, list[Asked]] = {}
    for piece in found:
        groups.setdefault(piece.category, []).append(asked(piece, path.name))
    title = path.stem
    made = [_group(name or title, each) for name, each in groups.items()]
    return quiz(title, made, _losses(groups), _counts(found))


def _group(title: str, there: list[Asked]) -> Group:
    questions: tuple[DraftQuestion, ...] = tuple(each.question for each in there if each.question)
    return Group(title.rstrip("/").rpartition("/")[2] or title, questions, "\n\n".join(each.text for each in there if each.text))


def _losses(groups: dict[str, list[Asked]]) -> tuple[Lost, ...]:
    return tuple(lost for there in groups.values() for each in there for lost in each.losses)


def _counts(found: list[Piece]) -> Counts:
    """Count by the signs of the source: pieces with braces, and what stands for right in them."""
    return Counts(
        questions=sum(piece.answers is not None for piece in found),
        pictures=sum(piece.source.lower().count("<img") for piece in found),
        tables=sum(piece.source.lower().count("<table") for piece in found),
        right_answers=sum(piece.right for piece in found),
    )
