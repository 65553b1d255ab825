"""Models of which some keys could not be read: who asks for such a key is stopped, and judges nothing that is not there."""

from collections.abc import Collection, Mapping
from functools import cache
from typing import TYPE_CHECKING, Any, TypeVar, cast

from pydantic import BaseModel

M = TypeVar("M", bound=BaseModel)


class UnreadError(Exception):
    """It was attempted to use a value that could not be read; a finding tells of it already."""


class _Part:
    """What makes a model stop whoever asks for a key that could not be read."""

    if not TYPE_CHECKING:  # for a type checker a part has the keys of the whole

        def __getattr__(self, name: str) -> Any:
            if name in type(self).model_fields:
                raise UnreadError(name)
            return super().__getattr__(name)


def part_of(model: type[M], values: Mapping[str, Any], unread: Collection[str]) -> M:
    """Return a model with these (valid) values; keys in `unread` raise `UnreadError` when asked for, others have their defaults."""
    part = _class_of(model).model_construct(**values)
    for name in unread:
        part.__dict__.pop(name, None)
    return cast("M", part)


def nothing_of(model: type[M]) -> M:
    """Return a model of which no key could be read."""
    return part_of(model, {}, model.model_fields)


def is_whole(model: BaseModel) -> bool:
    """Say whether all keys of a model could be read."""
    return not isinstance(model, _Part)


@cache
def _class_of(model: type[BaseModel]) -> type[BaseModel]:
    return type(f"PartOf{model.__name__}", (_Part, model), {"__module__": __name__, "__doc__": model.__doc__})
