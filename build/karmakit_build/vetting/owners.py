"""CODEOWNERS out of the roster: whom a forge asks when a course is changed, so that nobody keeps a second list of them."""

import os
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Literal

from karmakit_authoring.load import find_courses
from karmakit_authoring.vetting_files import FOLDER, GIT, policy_folder, read_folder
from karmakit_build.vetting.reading import Vetting, vetting_of
from karmakit_schemas.errors import UnusableInputError
from karmakit_schemas.vetting import Person, Policy, Requirement
from karmakit_validators.vetting.judge import Case, asks
from karmakit_validators.vetting.policies import Chain, chain
from karmakit_validators.vetting.records import Log

Forge = Literal["github", "gitlab"]
NAMES: Mapping[Forge, str] = {"github": "GitHub", "gitlab": "GitLab"}
GUARDED: Mapping[Forge, tuple[str, ...]] = {
    "github": ("**/.vetting/policy.*", "CODEOWNERS", "karmakit.toml", "/.github/"),
    "gitlab": ("**/.vetting/policy.*", "CODEOWNERS", "karmakit.toml", "/.gitlab-ci.yml", "/.gitlab/"),
}
"""What decides how a change is checked: who could alter it alone could pass anything."""
_HANDLE = re.compile(r"@?([A-Za-z0-9_][A-Za-z0-9_.-]{0,254}(?:/[A-Za-z0-9_.-]{1,255}){0,20})")
_PLAIN = re.compile(r"[^\w./@+,=~%-]")


@dataclass(frozen=True, slots=True)
class Ask:
    """Persons who are asked for a path: under which heading, how many of them are needed, and who they are."""

    title: str
    needed: int
    persons: tuple[Person, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """A path as the forge matches it, and all who are asked for it; of two rows for one path the later one holds."""

    path: str
    asks: tuple[Ask, ...]


def owners_of(folder: Path, forge: Forge) -> str:
    """Return the text of CODEOWNERS for the courses at and below a folder, by the policies that speak for them.

    Paths count from the root of the Git repository. Raises `UnusableInputError` where there is no policy, or one that its owners
    have not signed: it could name anybody.
    """
    rows = list(_rows(folder, forge))
    head = [
        f"# Whom {NAMES[forge]} asks when a course is changed: made of the roster by `karmakit vet owners`, and never by hand.",
        '# A review on the forge is no decision: what counts is signed, and the check "vetted" says whether it holds.',
    ]
    return "\n".join([*head, *_without_handle(rows, forge), "", *_WRITERS[forge](rows)]) + "\n"


def _rows(folder: Path, forge: Forge) -> Iterator[Row]:
    """Yield the rows: those of the courses, then those of the policies."""
    policies: dict[Path, Policy] = {}
    vettings: list[Vetting] = []
    for course in find_courses(folder):
        place = policy_folder(course)
        if place is None:
            raise UnusableInputError(f"{course}: no policy speaks for it; make one with `karmakit vet init`")
        vetting = vetting_of(course)
        policies[place] = _trusted(place, vetting.chain)
        vettings.append(vetting)
    if not vettings:
        place = policy_folder(folder.resolve() / FOLDER)
        if place is None:
            raise UnusableInputError(f"{folder}: there is neither a course nor a policy; make one with `karmakit vet init`")
        policies[place] = _trusted(place, chain(read_folder(place)))
    uppermost = min(policies, key=lambda place: len(place.parts))
    root = _root(folder) or uppermost.parent
    for vetting in vettings:
        yield from _of_course(vetting, root)
    for place, policy in sorted(policies.items()):
        guarded = GUARDED[forge] if place == uppermost else ()
        owners = tuple(person for name in policy.owners.persons if (person := policy.person(name)))
        for path in (_pattern(place, root, "/"), *guarded):
            yield Row(path, (Ask("owners of the policy", policy.owners.quorum, owners),))


def _trusted(place: Path, found: Chain) -> Policy:
    if found.policy is None or found.flaws:
        flaw = found.flaws[0]
        raise UnusableInputError(f"{place / flaw.path}: {flaw.message}; {flaw.help}")
    return found.policy


def _of_course(vetting: Vetting, root: Path) -> Iterator[Row]:
    """Yield the row of a course, with what is asked of all its subjects, and one for each file of which more is asked."""
    policy, meta = vetting.chain.policy, vetting.parsed.part.meta
    if policy is None:
        raise ValueError("a course without a policy")
    translated = any(module.meta.translators for module in vetting.parsed.part.modules)
    case = Case(meta.id, meta.language, vetting.contents, Log({}), policy, (), date.min, translated=translated)
    needs = policy.quorum.roles
    of_file: dict[str, set[int]] = {}
    common = set(range(len(needs)))
    for content in vetting.contents:
        asked = {number for number, need in enumerate(needs) if asks(need.when, case, content)}
        common &= asked
        for path in content.files:
            of_file.setdefault(path, set()).update(asked)
    yield _row(_pattern(vetting.course, root, "/"), case, [needs[number] for number in sorted(common)])
    for path, numbers in sorted(of_file.items()):
        if numbers > common:
            yield _row(_pattern(vetting.course / path, root), case, [needs[number] for number in sorted(numbers)])


def _row(path: str, case: Case, needs: Iterable[Requirement]) -> Row:
    return Row(path, tuple(_ask(need, case) for need in needs))


def _ask(need: Requirement, case: Case) -> Ask:
    having = [person for person in case.policy.persons if need.role in person.roles]
    if need.speaks:
        having = [person for person in having if case.language in person.languages]
    return Ask(f"{need.role} {case.language}" if need.speaks else need.role, need.persons, tuple(having))


def _root(folder: Path) -> Path | None:
    start = folder.resolve()
    return next((above for above in (start, *start.parents) if os.path.lexists(above / GIT)), None)


def _pattern(place: Path, root: Path, end: str = "") -> str:
    """Return a path as a pattern: what would mean something else in one, or part it from its owners, is any one sign."""
    way = place.resolve().relative_to(root).as_posix()
    return "/" if way == "." else f"/{_PLAIN.sub('?', way)}{end}"


def _handles(asks_: Iterable[Ask], forge: Forge) -> list[str]:
    """Return the handles of all who are asked, each once."""
    found = [_handle(person, forge) for ask in asks_ for person in ask.persons]
    return list(dict.fromkeys(handle for handle in found if handle))


def _handle(person: Person, forge: Forge) -> str:
    """Return how a forge knows a person, or an empty text; raises `UnusableInputError` for what is no name there."""
    said = person.handles.get(forge)
    if said is None:
        return ""
    read = _HANDLE.fullmatch(said)
    if read is None:
        raise UnusableInputError(f"{person.id}: {said!r} is no name on {NAMES[forge]}; mend `handles` in the policy")
    return f"@{read[1]}"


def _without_handle(rows: Sequence[Row], forge: Forge) -> Iterator[str]:
    """Yield what the forge cannot be told: persons whom it does not know, and paths for which it then asks nobody."""
    persons = {person.id: person for row in rows for ask in row.asks for person in ask.persons}
    unknown = sorted(name for name, person in persons.items() if not _handle(person, forge))
    if unknown:
        yield f"# Without a handle on {NAMES[forge]}, so not asked here: {', '.join(unknown)}"
    empty = dict.fromkeys((row.path, ask.title) for row in rows for ask in row.asks if not _handles([ask], forge))
    for path, title in empty:
        yield f"# Nobody is asked as {title} for {path}"


def _for_github(rows: Iterable[Row]) -> Iterator[str]:
    """Yield a line for each row: one of those named is enough for GitHub, whatever the quorum."""
    for row in rows:
        if handles := _handles(row.asks, "github"):
            yield f"{row.path} {' '.join(handles)}"


def _for_gitlab(rows: Iterable[Row]) -> Iterator[str]:
    """Yield a section for each who is asked: GitLab wants so many approvals of every section that matches."""
    sections: dict[str, list[tuple[str, int, list[str]]]] = {}
    for row in rows:
        for ask in row.asks:
            lines = sections.setdefault(ask.title, [])
            handles = _handles([ask], "gitlab")
            is_said = any(row.path.startswith(path) and handles == before for path, _, before in lines)
            if handles and not is_said:
                lines.append((row.path, ask.needed, handles))
    for number, (title, lines) in enumerate((title, lines) for title, lines in sections.items() if lines):
        needed = max(1, min(min(needed, len(handles)) for _, needed, handles in lines))
        yield from [""] * bool(number)
        yield f"[{title}][{needed}]"
        for path, _, handles in lines:
            yield f"{path} {' '.join(handles)}"


_WRITERS = {"github": _for_github, "gitlab": _for_gitlab}
