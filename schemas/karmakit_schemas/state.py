"""The room that a learner's state takes at most, by the layout that `build/runtime/PAGES.md` lays down ("The state string")."""

from karmakit_schemas.codes import CODE_LENGTH
from karmakit_schemas.course import Course, Module
from karmakit_schemas.questions import Matching, MultipleChoice, Ordering, Question, Scale, SingleChoice, TrueFalse

SCORM12_LIMIT = 4096
"""What SCORM 1.2 promises `cmi.suspend_data`, in characters."""

_SECTION = len(";q")
_MODULE = CODE_LENGTH + len("2")
_QUESTION = CODE_LENGTH + len("1") + len("z") + len(".")
_TEST = CODE_LENGTH + len("1") + len("2s2s") + len("3") + len("zik0zj") + len("0zzz")


def worst_case(course: Course) -> int:
    """Return the length of the longest state: every module done, every question answered at its longest, the largest draws."""
    tests = sum(module.test is not None for module in course.modules)
    questions = sum(_questions(module) for module in course.modules)
    sections = (CODE_LENGTH, _MODULE * len(course.modules), questions, _TEST * tests)
    return len("1") + sum(_SECTION + length for length in sections if length)


def _questions(module: Module) -> int:
    entries = sorted((_QUESTION + _response(question) for question in module.questions), reverse=True)
    return sum(entries[: module.test.draw] if module.test else entries)


def _response(question: Question) -> int:
    """Return how many characters the longest answer to a question takes: one a code, none for what is typed."""
    match question:
        case SingleChoice() | TrueFalse() | Scale():
            return 1
        case MultipleChoice() | Ordering():
            return len(question.options)
        case Matching():
            return sum(pair.left is not None for pair in question.pairs)
        case _:
            return 0
