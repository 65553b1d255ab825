"""cmi5: assignable units become modules, blocks units; what the course structure says of both comes along."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from karmakit_build.importing.draft import Draft, Lost
from karmakit_build.importing.packages.containers import container_of
from karmakit_build.importing.packages.elements import attribute, down, word, words
from karmakit_build.importing.packages.kinds import CMI5
from karmakit_build.importing.packages.making import draft_of
from karmakit_build.importing.packages.outline import About, Leaf, Outline
from karmakit_build.importing.wording import plain
from karmakit_build.importing.xml import inside, local, root_of
from karmakit_build.xml import Element
from karmakit_schemas.errors import UnusableInputError

_STEERS = {"launchMethod": "AnyWindow", "moveOn": "NotApplicable", "activityType": ""}
_HANDED = ("launchParameters", "entitlementKey")


def read(path: Path) -> Draft:
    """Return the course that a package holds."""
    container = container_of(path, (CMI5,))
    return draft_of(container, outline_of(container.files[CMI5], container.name), path.stem)


@dataclass(frozen=True)
class _Structure:
    """What is said of the whole: the language that texts are taken in, and the objectives by their ids."""

    language: str
    objectives: Mapping[str, str]


def outline_of(data: bytes, name: str) -> Outline:
    """Return what a course structure says; raises `UnusableInputError` where it is no XML, or names no assignable unit."""
    root = root_of(data, f"{name}: {CMI5}")
    course = next(inside(root, "course"), None)
    if course is None:
        raise UnusableInputError(f"{name}: {CMI5} describes no course")
    language = next((tag for each in down(course, "title", "langstring") if (tag := attribute(each, "lang"))), "")
    aims = {
        attribute(each, "id"): text
        for each in down(root, "objectives", "objective")
        if (text := _text(each, "title", language) or _text(each, "description", language))
    }
    structure = _Structure(language, aims)
    leaves: list[Leaf] = []
    losses: list[Lost] = []
    for each in inside(root, "au", "block"):
        found, lost = _parts(each, (), structure)
        leaves += found
        losses += lost
    if not leaves:
        raise UnusableInputError(f"{name}: {CMI5} names no assignable unit")
    served = {text for leaf in leaves for text in leaf.objectives}
    losses += [
        Lost(CMI5, f"objective {ident}", f'"{text[:80]}" belongs to no unit', "Say it as an objective of a module")
        for ident, text in aims.items()
        if text not in served
    ]
    about = About(title=_text(course, "title", language), language=language, summary=_text(course, "description", language))
    return Outline(CMI5, about, tuple(leaves), tuple(losses))


def _parts(element: Element, trail: tuple[str, ...], structure: _Structure) -> tuple[list[Leaf], list[Lost]]:
    """Return the assignable units of a block in their order, or the one that the element is."""
    title = _text(element, "title", structure.language) or attribute(element, "id")
    place = f'{local(element)} "{title[:60]}"'
    summary = _text(element, "description", structure.language)
    if local(element) == "au":
        return _unit(element, trail, title, place, structure)
    leaves, losses = [], []
    if summary and summary != title:
        losses.append(
            Lost(CMI5, place, f'the description of a unit, "{summary[:80]}"', "Say it at the beginning of its first module")
        )
    losses += [
        Lost(
            CMI5,
            place,
            f'an objective of a unit, "{structure.objectives.get(attribute(each, "idref"), "")[:80]}"',
            "Give it to a module",
        )
        for each in down(element, "objectives", "objective")
    ]
    for each in inside(element, "au", "block"):
        found, lost = _parts(each, (*trail, title), structure)
        leaves += found
        losses += lost
    return leaves, losses


def _unit(element: Element, trail: tuple[str, ...], title: str, place: str, structure: _Structure) -> tuple[list[Leaf], list[Lost]]:
    losses = [
        Lost(CMI5, place, f"`{key}={value}`, which only steers the platform")
        for key, usual in _STEERS.items()
        if (value := attribute(element, key)) and value != usual
    ]
    losses += [Lost(CMI5, place, f"`{key}`, which the platform hands over") for key in _HANDED if word(element, key)]
    summary = _text(element, "description", structure.language)
    named = [attribute(each, "idref") for each in down(element, "objectives", "objective")]
    losses += [
        Lost(CMI5, place, f"objective {ident}, which is said nowhere") for ident in named if ident not in structure.objectives
    ]
    leaf = Leaf(
        title=title,
        place=place,
        trail=trail,
        address=word(element, "url"),
        ident=attribute(element, "id"),
        pass_mark=_mark(attribute(element, "masteryScore")),
        objectives=tuple(structure.objectives[ident] for ident in named if ident in structure.objectives),
        body=plain(summary) if summary != title else "",
    )
    return [leaf], losses


def _mark(share: str) -> float | None:
    """Return a mastery score, a share from 0 to 1, in per cent."""
    try:
        return round(float(share) * 100, 2) if 0 <= float(share) <= 1 else None
    except ValueError:
        return None


def _text(element: Element, name: str, language: str) -> str:
    """Return a text in a language, else in the first that it is in."""
    strings = list(down(element, name, "langstring"))
    found = next((each for each in strings if attribute(each, "lang") == language), strings[0] if strings else None)
    return words(found)
