"""Tell what was lost in few lines: what is the same once, what no page shows together."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from posixpath import splitext

from karmakit_build.importing.draft import Lost
from karmakit_build.importing.packages.containers import Container

_DRESS = frozenset({".js", ".mjs", ".map", ".css", ".xsd", ".dtd", ".woff", ".woff2", ".ttf", ".eot", ".otf", ".ico"})
_ASKED = re.compile(r"new\s+Question\s*\(")
_FEW = 5


def gathered_losses(losses: Iterable[Lost]) -> tuple[Lost, ...]:
    """Return losses with those that say the same of the same place told once, with their number; of many places, of the first."""
    numbers = Counter(losses)
    places: dict[Lost, list[str]] = {}
    for lost in numbers:
        places.setdefault(replace(lost, place=""), []).append(lost.place)
    done: dict[Lost, None] = {}
    for lost, number in numbers.items():
        alike = places[replace(lost, place="")]
        if len(alike) > _FEW:
            times = sum(numbers[replace(lost, place=place)] for place in alike)
            done[replace(lost, place=f"{alike[0]} and {len(alike) - 1} more", counts=lost.counts * times)] = None
        elif number > 1:
            done[replace(lost, what=f"{lost.what} ({number} times)", counts=lost.counts * number)] = None
        else:
            done[lost] = None
    return tuple(done)


def _quiz(path: str, number: int) -> Lost:
    what = f"a quiz of {number} question{'' if number == 1 else 's'}, which is written as a program"
    return Lost(path, "", what, "Ask them again as questions of the module")


def left_behind(container: Container, used: set[str]) -> Iterator[Lost]:
    """Yield what no page that was read shows: first the quizzes among the programs, then what could be content, then the rest."""
    rest = [path for path in sorted(container.files) if path not in used]
    for path in rest:
        if splitext(path)[1].lower() == ".js":
            yield from quizzes(path, container.files[path].decode("utf-8", "replace"))
    dress = [path for path in rest if splitext(path)[1].lower() in _DRESS]
    content = [path for path in rest if path not in set(dress)]
    if content:
        yield Lost(few(content), "", "no page that was read shows it", "Bring in by hand what is of use")
    if dress:
        yield Lost(few(dress), "", "programs, styles and schemas; a course has its own")


def few(paths: Iterable[str]) -> str:
    """Return the first of some paths, and how many more there are."""
    listed = list(paths)
    more = len(listed) - _FEW
    return ", ".join(listed[:_FEW]) + (f" and {more} more" if more > 0 else "")


def quizzes(path: str, source: str) -> Iterator[Lost]:
    """Yield what a page or a program asks by code of its own."""
    if number := len(_ASKED.findall(source)):
        yield _quiz(path, number)
