"""Ids, and titles made of them: plain ASCII, free in the whole course, and with a code of their own in learner records."""

import re
import unicodedata
from collections.abc import Collection, Iterator
from contextlib import suppress
from itertools import count

from karmakit_authoring.parse import IDENTIFIER, LONGEST_NAME
from karmakit_authoring.scaffold.filling import template_language
from karmakit_schemas.codes import code
from karmakit_schemas.errors import UsageError
from karmakit_schemas.parsed import Parsed
from karmakit_schemas.unread import UnreadError

FORM = "lower-case letters a to z, digits and hyphens"
_LONGEST_SLUG = 40
_ROOM = 6
_CALLED = {"en": {"unit": "Unit", "module": "Module"}, "hi": {"unit": "इकाई", "module": "मॉड्यूल"}}
_UNWRITABLE = frozenset({"Cc", "Cs", "Cn", "Co", "Zl", "Zp"})


def slug(text: str) -> str | None:
    """Return the id that a text in Latin letters makes; None of one in another script, or of none at all.

    >>> slug("Counting the days")
    'counting-the-days'
    """
    plain = "".join(c for c in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(c))
    if any(c.isalpha() and not c.isascii() for c in plain):
        return None
    words = re.findall("[a-z0-9]+", plain)
    made = ""
    for word in words:
        if len(made) + len(word) >= _LONGEST_SLUG:
            break
        made = f"{made}-{word}" if made else word
    return made or "".join(words)[:_LONGEST_SLUG] or None


def grown(name: str, end: str) -> str:
    """Return an id with an end, cut so that it stays an id, and has room for a number."""
    return f"{name[: LONGEST_NAME - _ROOM - len(end)].rstrip('-')}{end}"


def called(language: str, what: str, number: int) -> str:
    """Return what a `unit` or `module` is called until somebody gives it a title."""
    return f"{_CALLED[template_language(language)][what]} {number}"


def free(wanted: str, taken: Collection[str]) -> str:
    """Return an id that nothing has, nor its code: the wanted one, or that with a number at its end."""
    codes = {code(name) for name in taken}
    names = (wanted if number == 1 else grown(wanted, f"-{number}") for number in count(1))
    return next(name for name in names if name not in taken and code(name) not in codes)


def numbered(stem: str, start: int, taken: Collection[str]) -> str:
    """Return `stem` with the first number from `start` on that makes a free id."""
    return next(name for number in count(start) if free(name := f"{stem}{number}", taken) == name)


def sound(name: str, what: str, taken: Collection[str] = ()) -> str:
    """Return a given id; raise where it is none, or where the course has it already."""
    if not IDENTIFIER.fullmatch(name) or len(name) > LONGEST_NAME:
        near = slug(name)
        raise UsageError(f"`{name}` can be no id of a {what}: use {FORM}{f', such as `{near}`' if near else ''}")
    if name in taken:
        raise UsageError(f"the id `{name}` is taken in this course: choose another for the {what}")
    if free(name, taken) != name:
        raise UsageError(f"`{name}` would share its code in learner records with another id: choose another for the {what}")
    return name


def words_of(name: str) -> str:
    """Return an id as a title: its words, the first with a capital letter."""
    return " ".join(part for part in re.split(r"[-_\s]+", name) if part).capitalize()


def one_line(text: str, what: str) -> str:
    """Return a text for one line; raise where it is empty, or holds what cannot stand there."""
    text = unicodedata.normalize("NFC", " ".join(text.split(" "))).strip()
    if not text:
        raise UsageError(f"the {what} is empty: write a few words")
    if bad := next((c for c in text if unicodedata.category(c) in _UNWRITABLE), None):
        raise UsageError(f"the {what} holds U+{ord(bad):04X}, which cannot stand in a line of text: take it out")
    return text


def taken_in(parsed: Parsed) -> frozenset[str]:
    """Return every id that a course uses, whatever for; as far as it can be read."""
    return frozenset(_ids(parsed))


def _ids(parsed: Parsed) -> Iterator[str]:
    meta = parsed.part.meta
    for unit in meta.units:
        yield from (unit.id, *unit.modules)
    yield from (outcome.id for outcome in meta.outcomes if outcome.id)
    yield from (term.id for term in parsed.part.glossary)
    for module in parsed.modules:
        yield module.id
        with suppress(UnreadError):  # its ids are unknown until it is mended; STR018 would tell of one that is used twice
            yield from (objective.id for objective in module.meta.objectives)
        yield from (question.id for question in module.questions)
        yield from (node.attrs["id"] for node in module.body.walk() if node.attrs.get("id"))
