"""A course as it was published beside the course as it is: what is the same, what is gone, what got another id."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TypeVar

from karmakit_schemas.course import Course, Module
from karmakit_schemas.nodes import Node
from karmakit_schemas.questions import FillIn, Matching, Numeric, Ordering, Question
from karmakit_schemas.spans import Span
from karmakit_validators.asking import head, normal
from karmakit_validators.context import Context
from karmakit_validators.page import Page

T = TypeVar("T")
ALIKE = 0.8
"""Share of common words from which on two texts are one text that was touched up."""
HALF = 0.5
SEVERAL = 3
"""Answers that say more than yes and no."""


def modules(course: Course) -> dict[str, Module]:
    """Return the modules of a course by their id."""
    return {module.id: module for module in course.modules}


def questions(course: Course) -> dict[str, tuple[Module, Question]]:
    """Return the questions of a course by their id, each with its module."""
    return {question.id: (module, question) for module in course.modules for question in module.questions}


def objectives(course: Course) -> dict[str, tuple[Module, int]]:
    """Return the objectives of a course by their id: the module, and the place in its list."""
    return {each.id: (module, index) for module in course.modules for index, each in enumerate(module.meta.objectives)}


def pairs(before: Course, after: Course, context: Context) -> Iterator[tuple[Question, Question, Page]]:
    """Yield each published question that is still there: as it was, as it is, and the page on which it is."""
    earlier = questions(before)
    for identifier, (module, now) in questions(after).items():
        page = context.page(module.path)
        if identifier in earlier and page:
            yield earlier[identifier][1], now, page


def words_of_module(module: Module) -> Counter[str]:
    """Return the words of a module's title and text."""
    return words(f"{module.meta.title} {module.body.plain()} {' '.join(asked(question) for question in module.questions)}")


def words(text: str) -> Counter[str]:
    """Return how often each word stands in a text, as spaces part them."""
    return Counter(text.casefold().split())


def asked(question: Question) -> str:
    """Return the text of a question and its answers, without hints and feedback."""
    return " ".join([question.stem.plain(), *answers(question)])


def answers(question: Question) -> tuple[str, ...]:
    """Return the texts to choose from, as equal ones have them; none where an answer is typed."""
    return tuple(text for _, text in codes(question))


def codes(question: Question) -> list[tuple[str, str]]:
    """Return the code of each text to choose from, as learner records name it, with the text."""
    if isinstance(question, Matching):
        lefts = [(f"left {pair.left_code}", normal(pair.left)) for pair in question.pairs if pair.left]
        return lefts + [(pair.code, normal(pair.right)) for pair in question.pairs]
    return [(option.code, normal(option.content)) for option in getattr(question, "options", ())]


def contents(question: Question) -> dict[str, Node]:
    """Return the nodes of the answers of a question by their codes; of pairs, which take no pins, none."""
    return {option.code: option.content for option in getattr(question, "options", ())}


def likeness(one: Counter[str], other: Counter[str]) -> float:
    """Return the share of words that two texts have in common, from 0 to 1."""
    total = one.total() + other.total()
    return 2 * (one & other).total() / total if total else 1.0


def renamed_modules(before: Course, after: Course) -> dict[str, str]:
    """Return the modules whose text stands under another id now, touched up at most: old id to new."""
    return _renamed(_texts(modules(before), words_of_module), _texts(modules(after), words_of_module), likeness)


def renamed_questions(before: Course, after: Course) -> dict[str, str]:
    """Return the questions that are asked under another id now: old id to new."""
    was, now = ({name: question for name, (_, question) in questions(course).items()} for course in (before, after))
    return _renamed(was, now, _sameness)


def renamed_objectives(before: Course, after: Course) -> dict[str, str]:
    """Return the objectives that stand word for word under another id now: old id to new."""
    was, now = (_texts(objectives(course), _words_of_objective) for course in (before, after))
    return _renamed(was, now, lambda one, other: float(one == other))


def key(question: Question) -> object:
    """Return what is right, so that equal keys are equal: the right texts, the pairs, the order, the words, the numbers."""
    match question:
        case Matching():
            return frozenset((normal(pair.left), normal(pair.right)) for pair in question.pairs if pair.left)
        case Ordering():
            return answers(question)
        case FillIn():
            return tuple(frozenset(blank.accepted) for blank in question.blanks)
        case Numeric():
            return tuple((blank.value, blank.tolerance) for blank in question.blanks)
        case _:
            return frozenset(normal(option.content) for option in question.options if option.correct)


def _words_of_objective(at: tuple[Module, int]) -> Counter[str]:
    module, index = at
    return words(module.meta.objectives[index].text)


def _texts(things: Mapping[str, T], text: Callable[[T], Counter[str]]) -> dict[str, Counter[str]]:
    return {name: text(thing) for name, thing in things.items()}


def _renamed(old: Mapping[str, T], new: Mapping[str, T], share: Callable[[T, T], float]) -> dict[str, str]:
    """Return what each id that is gone is called now: the id that is new and has the most like content, if that is alike enough."""
    gone = {name: thing for name, thing in old.items() if name not in new}
    fresh = {name: thing for name, thing in new.items() if name not in old}
    ranked = sorted(
        (-alike, was, name)
        for was, thing in gone.items()
        for name, other in fresh.items()
        if (alike := share(thing, other)) >= ALIKE
    )
    found: dict[str, str] = {}
    for _, was, name in ranked:
        if was not in found and name not in found.values():
            found[was] = name
    return found


def _sameness(one: Question, other: Question) -> float:
    """Return 1 for one question under two ids: the same stem with most of its answers, or the same answers to much the same stem.

    Questions of one bank are often written after one pattern; so likeness alone tells nothing. Where the key or a letter is another
    too, the new id is right: records of the old one mean something else.
    """
    if one.type != other.type or key(one) != key(other) or _moved(one, other):
        return 0.0
    stems = likeness(words(one.stem.plain()), words(other.stem.plain()))
    shares = likeness(Counter(answers(one)), Counter(answers(other)))
    return float(shares >= HALF if stems == 1 else shares == 1 and stems >= HALF and len(answers(one)) >= SEVERAL)


def _moved(one: Question, other: Question) -> bool:
    """Say whether an answer goes by another letter; where letters are shuffled by the id, whether it stands in another place."""
    if isinstance(one, Matching | Ordering):
        return answers(one) != answers(other)
    earlier = {text: code for code, text in codes(one)}
    return any(earlier.get(text, code) != code for code, text in codes(other))


def place_of_module(course: Course, name: str) -> Span:
    """Return where the outline names a module; the outline, where it does not."""
    named = ((i, j) for i, unit in enumerate(course.meta.units) for j, module in enumerate(unit.modules) if module == name)
    place: Sequence[str | int] = next((("units", i, "modules", j) for i, j in named), ("units",))
    return course.place(*place)


def place_of_question(course: Course, context: Context, name: str) -> Span:
    """Return where a question's id stands."""
    module, question = questions(course)[name]
    page = context.page(module.path)
    return head(page, question) if page else question.span
