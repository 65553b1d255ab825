"""Say what a kit cannot express: questions, conditions and texts that iGOT has no place for."""

from collections.abc import Iterable

from karmakit_build.igot.hierarchy import PLAIN_NAME, Pieces
from karmakit_build.igot.markdown import line
from karmakit_build.igot.names import OTHER, language, licence


def losses(pieces: Pieces) -> list[str]:
    """Return one line of Markdown for each loss."""
    return [*_questions(pieces), *_order(pieces), *_tests(pieces), *_words(pieces)]


def _questions(pieces: Pieces) -> Iterable[str]:
    for bank in pieces.banks.values():
        for each in bank.left_out:
            yield f"- `{each.id}` in `{bank.module.path}` {each.why}: left out of `{bank.path}`"
    typed = [f"`{item.id}`" for bank in pieces.banks.values() for item in bank.items if item.form == "FTB"]
    if typed:
        yield (
            f"- gaps to type in ({', '.join(typed)}): iGOT compares letter by letter, capitals, spaces and Latin digits included;"
            " the course's own player does not"
        )


def _order(pieces: Pieces) -> Iterable[str]:
    course = pieces.course
    if course.meta.order == "in-order":
        yield "- the order of the modules: on iGOT a learner may open any of them"
    if any(module.meta.requires for module in course.modules):
        yield "- which module must be finished before another: iGOT knows no such condition"
    if pieces.final and pieces.final is not course.modules[-1]:
        yield "- the final test stands inside the course; on iGOT it is the last thing directly under it"
    for unit in course.meta.units:
        if not pieces.modules(unit):
            yield f"- the unit `{unit.id}`, which holds only the final test: left out"


def _tests(pieces: Pieces) -> Iterable[str]:
    tests = [bank for bank in pieces.banks.values() if bank.module.meta.kind == "test"]
    if any(bank.test.review == "after-pass" for bank in tests):
        yield "- answers shown once a test is passed: iGOT shows them after every attempt or never, and here never"
    for bank in tests:
        if not bank.test.attempts:
            yield f"- attempts without limit in `{bank.module.path}`: the plan names no number, and iGOT may have one of its own"


def _words(pieces: Pieces) -> Iterable[str]:
    meta = pieces.course.meta
    if licence(meta.licence) is None:
        yield f"- the licence `{meta.licence}` is none of iGOT's list: settle with its owner what to enter"
    if language(meta.language) == OTHER:
        yield f"- the language `{meta.language}` is none of iGOT's list: it stands as `{OTHER}`"
    if meta.mode == "blended":
        yield "- the mode `blended`: iGOT keeps it for Blended Programs, so the course is entered as `Instructor Led`"
    names = (meta.title, *(module.meta.title for module in pieces.course.modules))
    strange = [text for text in names if not PLAIN_NAME.fullmatch(text)]
    if strange:
        yield (
            f"- names with letters or signs that older portals refuse: {len(strange)}, first `{line(strange[0])}`. They took Latin"
            " letters, digits and a few signs; newer ones take Devanagari too"
        )
