"""What can be written in the text of a module: directives and what they take, addresses, terms of the glossary."""

import re
from collections.abc import Callable, Iterator

from karmakit_schemas.directives import DIRECTIVES
from karmakit_schemas.nodes import Node
from karmakit_validators.lsp.completion.place import FILES, Place, Suggestion, read

LONGEST = 100
"""As many characters as an editor shows beside a name."""


def suggestions(place: Place) -> Iterator[Suggestion]:
    """Yield what can be written at a place in the text."""
    for pattern, yielding in _PLACES:
        if match := pattern.search(place.before):
            yield from yielding(place, match)
            return


def _directives(_place: Place, match: re.Match[str]) -> Iterator[Suggestion]:
    for name, known in DIRECTIVES.items():
        needs = [f"{'#' if key == 'id' else ''}{key}" for key in sorted(known.needs)]
        yield Suggestion(name, "directive", len(match["typed"]), f"needs {', '.join(needs)}" if needs else "")


def _attributes(_place: Place, match: re.Match[str]) -> Iterator[Suggestion]:
    if match["name"] in DIRECTIVES:
        known = DIRECTIVES[match["name"]]
        for key in sorted((known.needs | known.may) - {"id"}):
            if f"{key}=" not in match["before"]:
                yield Suggestion(key, "attribute", len(match["typed"]), "needed" if key in known.needs else "", f"{key}=")


def _values(place: Place, match: re.Match[str]) -> Iterator[Suggestion]:
    """Yield what an attribute of a directive can be."""
    key, typed = match["key"], len(match["typed"])
    if key == "objective":
        yield from _objectives(place, typed)
    elif key in FILES:
        yield from place.media(FILES[key], typed)
    elif match["name"] in DIRECTIVES:
        choices = dict(DIRECTIVES[match["name"]].choices)
        yield from (Suggestion(choice, "value", typed) for choice in choices.get(key, ()))


def _objectives(place: Place, typed: int) -> Iterator[Suggestion]:
    """Yield the ids of the objectives, those of the page before all others."""
    for module in sorted(place.course.parsed.modules, key=lambda module: module.path != place.path):
        for objective in read(module.meta, "objectives"):
            yield Suggestion(objective.id, "id", typed, objective.text)


def _addresses(place: Place, match: re.Match[str]) -> Iterator[Suggestion]:
    typed = len(match["typed"])
    for module in place.course.parsed.modules:
        if module.path != place.path:
            yield Suggestion(place.to(module.path), "file", typed, read(module.meta, "title") or "")
    for term in place.course.parsed.part.glossary:
        yield Suggestion(f"{place.to('glossary.md')}#{term.id}", "term", typed, term.name.plain())
    yield from place.media(("",), typed)


def _terms(place: Place, match: re.Match[str]) -> Iterator[Suggestion]:
    for term in place.course.parsed.part.glossary:
        name = term.name.plain()
        if name.casefold().startswith(match["typed"].casefold()):
            link = f"{name}]({place.to('glossary.md')}#{term.id})"
            yield Suggestion(name, "term", len(match["typed"]), _short(term.meaning), link)


def _short(meaning: Node) -> str:
    text = meaning.plain()
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 1]}…"


_PLACES: tuple[tuple[re.Pattern[str], Callable[[Place, re.Match[str]], Iterator[Suggestion]]], ...] = (
    (re.compile(r"^\s*:{3,}\s*(?P<typed>[a-z-]*)$"), _directives),
    (re.compile(r"^\s*:{3,}\s*(?P<name>[a-z-]+)\s*\{.*?(?P<key>[a-z]+)=\"?(?P<typed>[^\s\"{}]*)$"), _values),
    (re.compile(r"^\s*:{3,}\s*(?P<name>[a-z-]+)\s*\{(?P<before>.*?)(?P<typed>[^\s{}=]*)$"), _attributes),
    (re.compile(r"\]\((?P<typed>[^)\s]*)$"), _addresses),
    (re.compile(r"(?<!\])\[(?P<typed>[^\]\[(]{2,})$"), _terms),
)
