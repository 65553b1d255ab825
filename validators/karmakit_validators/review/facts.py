"""What a file of YAML says, value by value: a flat table, so that two of them can be laid side by side."""

from collections.abc import Collection, Iterator, Mapping
from datetime import date
from typing import Any

from pydantic import BaseModel

from karmakit_validators.review.values import Scalar

Facts = dict[tuple[str, str], Scalar]
"""Each value by its name (`assessment.pass_mark`) and, in lists of things, by which of them it is (`sources`, the title)."""
NAMES = ("title", "name", "file", "text", "id")


def facts(model: BaseModel, left_out: Collection[str] = (), *, said: bool = False) -> Facts:
    """Return what a model says, as far as it could be read; `said`: only what is other than the default."""
    return dict(_of_model(model, "", left_out, said=said))


def _of_model(model: BaseModel, prefix: str, left_out: Collection[str], *, said: bool) -> Iterator[tuple[tuple[str, str], Scalar]]:
    for name, field in type(model).model_fields.items():
        if name in left_out or name not in model.__dict__:  # a key that could not be read is not in it
            continue
        value = model.__dict__[name]
        if said and value == field.get_default(call_default_factory=True):
            continue
        yield from _of_value(value, prefix + name, said=said)


def _of_value(value: Any, name: str, *, said: bool) -> Iterator[tuple[tuple[str, str], Scalar]]:
    if isinstance(value, BaseModel):
        yield from _of_model(value, f"{name}.", (), said=said)
    elif isinstance(value, Mapping):
        for key, inner in value.items():
            yield from _of_value(inner, f"{name}.{key}", said=said)
    elif isinstance(value, tuple | list):
        things = [each for each in value if isinstance(each, BaseModel)]
        if things:
            for thing in things:
                told = {key: told for (key, _), told in _of_model(thing, "", (), said=True)}
                which = next((key for key in NAMES if key in told), "")
                title = str(told.pop(which, ""))
                yield (name, title), "; ".join(str(each) for each in told.values()) or title
        elif value:
            yield (name, ""), ", ".join(map(str, value))
    elif value is not None:
        yield (name, ""), _scalar(value)


def _scalar(value: Any) -> Scalar:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float) and value.is_integer():
        return int(value)
    if isinstance(value, int | float | str):
        return value
    return value.isoformat() if isinstance(value, date) else str(value)
