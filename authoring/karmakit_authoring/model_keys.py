"""The keys that a mapping of a YAML text has, may have and must have."""

from typing import Any, get_args

from pydantic import BaseModel

from karmakit_schemas.course import Place


def keys_given(data: Any, place: Place) -> frozenset[str]:
    """Return the keys that a mapping of the YAML has."""
    for part in place:
        try:
            data = data[part]
        except (LookupError, TypeError):
            return frozenset()
    return frozenset(data) if isinstance(data, dict) else frozenset()


def keys_of(model: type[BaseModel], place: Place) -> list[str]:
    """Return the keys that a mapping of the model may have."""
    found = _model_at(model, place)
    return list(found.model_fields) if found else []


def _model_at(model: type[BaseModel], place: Place) -> type[BaseModel] | None:
    """Return the model of the mapping at a place, if there is one."""
    current: Any = model
    for part in place:
        if isinstance(part, str):
            if current is None or part not in current.model_fields:
                return None
            current = _model_in(current.model_fields[part].annotation)
    return current if isinstance(current, type) and issubclass(current, BaseModel) else None


def _model_in(annotation: Any) -> Any:
    """Return the model that an annotation holds, however wrapped."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    for inner in get_args(annotation):
        if found := _model_in(inner):
            return found
    return None


def is_needed(model: type[BaseModel], place: Place) -> bool:
    """Return whether a key may not be left out."""
    return bool(place) and place[-1] in keys_needed(model, place[:-1])


def keys_needed(model: type[BaseModel], place: Place) -> list[str]:
    """Return the keys that a mapping must have; all it may have where it must have none."""
    found = _model_at(model, place)
    fields = found.model_fields if found else {}
    return [key for key, field in fields.items() if field.is_required()] or list(fields)
