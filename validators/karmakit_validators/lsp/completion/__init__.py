"""What can be written at a place: directives and what they take, ids, files, terms, and the values that YAML knows."""

from karmakit_validators.lsp.completion import text, yaml
from karmakit_validators.lsp.completion.place import Place, Sort, Suggestion
from karmakit_validators.lsp.places import is_yaml

__all__ = ["Place", "Sort", "Suggestion", "complete"]


def complete(place: Place) -> tuple[Suggestion, ...]:
    """Return what can be written at a place, in the order in which an author would look for it."""
    if not 0 < place.line <= len(place.lines):
        return ()
    return tuple((yaml if is_yaml(place.path, place.lines, place.line) else text).suggestions(place))
