"""Make a question of a piece of GIFT: which type it is, the signs in its braces say."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from karmakit_build.importing import gaps
from karmakit_build.importing.draft import NOTHING, Counts, DraftOption, DraftPair, DraftQuestion, Lost
from karmakit_build.importing.quizzes import Rich, no_media
from karmakit_build.importing.readers.gift.cutting import HOW, Piece
from karmakit_build.importing.readers.gift.signs import find, split, unescaped

_TRUTH = re.compile(r"\s*(TRUE|FALSE|T|F)\s*(?=#|$)")
_WEIGHT = re.compile(r"\s*%\s*(-?\d+(?:[.,]\d+)?)\s*%")
_FORMAT = re.compile(r"\s*\[(html|plain|markdown|moodle)\]", re.IGNORECASE)
GENERAL = "####"
_WHOLE = Decimal(100)


@dataclass(frozen=True, slots=True)
class Asked:
    """What came of a piece: a question, or a text; and what was lost of it."""

    question: DraftQuestion | None
    text: str = ""
    losses: tuple[Lost, ...] = ()


@dataclass(frozen=True, slots=True)
class _Answer:
    """One answer: its sign, its weight in per cent (None: as its sign says), its text and feedback as written."""

    sign: str
    weight: Decimal | None
    text: str
    feedback: str

    @property
    def right(self) -> bool:
        return self.weight > 0 if self.weight is not None else self.sign == "="


class _Writer:
    """Writes the texts of one piece, and keeps what is lost of them."""

    def __init__(self, piece: Piece, path: str) -> None:
        self.piece = piece
        self.place = f"line {piece.line}"
        self.path = path
        self.losses: list[Lost] = []
        self._rich = Rich(path, self.place, no_media)

    def lose(self, what: str, mend: str = "", counts: Counts = NOTHING) -> None:
        self.losses.append(Lost(self.path, self.place, what, mend, counts))

    def block(self, text: str) -> str:
        return self._written(self._rich.block(*self._how(text)))

    def line(self, text: str) -> str:
        return self._written(self._rich.line(*self._how(text)))

    def _how(self, text: str) -> tuple[str, str]:
        found = _FORMAT.match(text)
        return unescaped(text[found.end() :] if found else text).strip(), HOW[found[1].lower()] if found else self.piece.how

    def _written(self, done: tuple[str, tuple[Lost, ...]]) -> str:
        self.losses += done[1]
        return done[0]


def asked(piece: Piece, path: str) -> Asked:
    """Return the question that a piece asks."""
    writer = _Writer(piece, path)
    if piece.answers is None:
        if find(piece.before, "{", 0) >= 0:
            writer.lose("a question whose braces are not closed; it stands as text", "Close the braces and bring it in again")
        return Asked(None, writer.block(piece.before), tuple(writer.losses))
    inside, _, general = piece.answers.partition(GENERAL)
    question = _question(piece, inside, writer.block(general), writer)
    return Asked(question, losses=tuple(writer.losses))


def _question(piece: Piece, inside: str, general: str, writer: _Writer) -> DraftQuestion:
    if not inside.strip():
        writer.lose("an open question is asked as a reflection, which is not scored")
        return DraftQuestion(kind="reflection", name=piece.title, stem=writer.block(f"{piece.before} {piece.after}"))
    if truth := _TRUTH.match(inside):
        return _true_false(piece, truth[1][0] == "T", inside[truth.end() :], general, writer)
    if inside.lstrip().startswith("#"):
        return _numeric(piece, inside.lstrip()[1:], general, writer)
    answers = _answers(inside, "=~") or [_Answer("=", None, *_cut(inside))]  # one spelling needs no sign
    if all(answer.sign == "=" and find(answer.text, "->", 0) >= 0 for answer in answers):
        return _matching(piece, answers, general, writer)
    if all(answer.sign == "=" for answer in answers):
        return _short(piece, answers, general, writer)
    return _choice(piece, answers, general, writer)


def _answers(inside: str, signs: str) -> list[_Answer]:
    found = []
    for sign, text in split(inside, signs):
        if sign:
            weight = _WEIGHT.match(text)
            at = weight.end() if weight else 0
            mark = find(text, "#", at)
            body, feedback = (text[at:mark], text[mark + 1 :]) if mark >= 0 else (text[at:], "")
            found.append(_Answer(sign, Decimal(weight[1].replace(",", ".")) if weight else None, body, feedback))
    return found


def _stem(piece: Piece, writer: _Writer, mark: str) -> str:
    """Return the stem; where a text goes on after the answers, a mark stands in their place."""
    before, after = writer.block(piece.before), writer.line(piece.after) if piece.after.strip() else ""
    if not after and not mark.startswith("[["):
        return before
    space = "" if after[:1] in set(".,;:!?)") else " "
    return f"{before} {mark}{space}{after}".strip()


def _true_false(piece: Piece, truth: bool, rest: str, general: str, writer: _Writer) -> DraftQuestion:  # noqa: FBT001 - the key itself
    """Return a true/false question: the first feedback is for who answers wrongly, the second for who answers rightly."""
    told = [text for sign, text in split(rest, "#") if sign]
    wrong, right = (writer.line(told[at]) if len(told) > at else "" for at in (0, 1))
    words = ("True", "False")
    options = tuple(DraftOption(word, correct := (word == "True") == truth, right if correct else wrong) for word in words)
    return DraftQuestion(
        kind="true-false", name=piece.title, stem=_stem(piece, writer, "\\_\\_\\_"), options=options, feedback=general
    )


def _choice(piece: Piece, answers: Sequence[_Answer], general: str, writer: _Writer) -> DraftQuestion:
    weights = {answer.weight for answer in answers if answer.weight is not None and answer.weight not in {0, 100}}
    right = [answer for answer in answers if answer.right]
    whole = [answer for answer in right if answer.weight is None or answer.weight == 100]  # noqa: PLR2004 - per cent
    if weights and whole and len(right) > len(whole):
        part = Counts(right_answers=len(right) - len(whole))
        writer.lose("options that are right in part are wrong here: an option is right or wrong", "Look at the options", part)
        right = whole
    elif weights:
        writer.lose("the weights of the options: all right ones together are right", "Give the question points if it weighs more")
    options = tuple(DraftOption(writer.line(answer.text), answer in right, writer.line(answer.feedback)) for answer in answers)
    if not right:
        writer.lose("no option is right", "Mark the right one with [x]")
    return DraftQuestion(kind="choice", name=piece.title, stem=_stem(piece, writer, "\\_\\_\\_"), options=options, feedback=general)


def _short(piece: Piece, answers: Sequence[_Answer], general: str, writer: _Writer) -> DraftQuestion:
    worths = [_WHOLE if answer.weight is None else answer.weight for answer in answers]
    best = max(worths)
    part = [answer for answer, worth in zip(answers, worths, strict=True) if worth < best or worth <= 0]
    for answer in part:
        said = "right in part" if answer.right else "wrong, and told why"
        writer.lose(
            f'the spelling "{unescaped(answer.text).strip()}", which was {said}',
            "Say it in `> [!WRONG]`, or accept it whole",
            Counts(right_answers=int(answer.right)),
        )
    whole = [answer for answer, worth in zip(answers, worths, strict=True) if worth == best and worth > 0]
    told = [answer.feedback for answer in whole if answer.feedback.strip()]
    if len(told) > 1:
        writer.lose("feedback on single spellings; the first stands for all", "Join what they say")
    made = gaps.words((unescaped(answer.text) for answer in whole), writer.lose)
    if made is None:
        writer.lose("an answer that nobody could type into a gap; the question is asked as a reflection")
        return DraftQuestion(kind="reflection", name=piece.title, stem=writer.block(f"{piece.before} {piece.after}"))
    stem = _stem(piece, writer, made)
    return DraftQuestion(kind="fill-in", name=piece.title, stem=stem, right=writer.block(told[0]) if told else "", feedback=general)


def _matching(piece: Piece, answers: Sequence[_Answer], general: str, writer: _Writer) -> DraftQuestion:
    pairs = []
    for answer in answers:
        at = find(answer.text, "->", 0)
        left, right = writer.line(answer.text[:at]), writer.line(answer.text[at + 2 :])
        pairs.append(DraftPair(left, right, writer.line(answer.feedback)))
    return DraftQuestion(
        kind="matching",
        name=piece.title,
        stem=_stem(piece, writer, "\\_\\_\\_"),
        pairs=tuple(pairs),
        heads=("", ""),
        feedback=general,
    )


def _numeric(piece: Piece, inside: str, general: str, writer: _Writer) -> DraftQuestion:
    answers = _answers(inside, "=~") or [_Answer("=", None, *_cut(inside))]
    right = [answer for answer in answers if answer.sign == "="]
    whole = [answer for answer in right if answer.weight is None or answer.weight == 100] or right  # noqa: PLR2004 - per cent
    if len(answers) > 1:
        more = Counts(right_answers=sum(each.right for each in answers) - sum(each.right for each in whole[:1]))
        writer.lose("all numbers but the first right one", "Widen its tolerance, or ask another question", more)
    told = whole[0].feedback if whole else ""
    value = _number(whole[0].text) if whole else None
    if value is None:
        none = Counts(right_answers=sum(answer.right for answer in whole[:1]))
        writer.lose("a number that cannot be read; the question is asked as a reflection", "Write the number as [[= 5 ± 1]]", none)
        return DraftQuestion(kind="reflection", name=piece.title, stem=writer.block(f"{piece.before} {piece.after}"))
    return DraftQuestion(
        kind="numeric", name=piece.title, stem=_stem(piece, writer, value), right=writer.block(told), feedback=general
    )


def _cut(inside: str) -> tuple[str, str]:
    at = find(inside, "#", 0)
    return (inside[:at], inside[at + 1 :]) if at >= 0 else (inside, "")


def _number(text: str) -> str | None:
    """Return the gap of a number: `5`, `5:0.2` (tolerance) or `4..6` (range)."""
    is_range = ".." in text
    first, _, second = text.partition(".." if is_range else ":")
    try:
        one, other = Decimal(first.strip()), Decimal(second.strip() or ("" if is_range else 0))
    except InvalidOperation:
        return None
    if not (one.is_finite() and other.is_finite()):
        return None
    return gaps.between(one, other) if is_range else gaps.amount(one, other)
