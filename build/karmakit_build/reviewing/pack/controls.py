"""The native controls of a pack, and the parts in which they stand."""

from collections.abc import Iterable

from karmakit_build.compiler.markup import attributes, escape, tag


def part(title: str, content: str, name: str = "", place: str | None = None) -> str:
    """Return a part of a view under its heading; one with a `place` can be gone to."""
    heading = tag("h3", escape(title), tabindex="-1" if place else None)
    return tag("section", f"{heading}{content}", class_=f"part {name}".strip(), id=place) + "\n"


def radios(name: str, choices: Iterable[tuple[str, str]], chosen: str = "", mark: str | None = None) -> str:
    """Return radio buttons: `choices` are values with their labels; `mark` is an attribute for the script."""
    return "".join(
        _labelled({"type": "radio", "name": name, "value": value, "checked": value == chosen, mark or "data-value": True}, label)
        for value, label in choices
    )


def check(label: str, given: dict[str, str | int | bool | None], hint: str = "") -> str:
    """Return a check box with its label and, below it, the hint on it; `given` are its attributes, the id among them."""
    described = f"{given['id']}-hint" if hint else None
    box = _labelled({"type": "checkbox", **given, "aria-describedby": described}, label, "check")
    return box + tag("p", escape(hint), class_="hint", id=described) if hint else box


def area(name: str, label: str, given: dict[str, str | int | bool | None], hint: str = "") -> str:
    """Return a field for a longer text with its label, and its hint below it."""
    described = f"{name}-hint" if hint else None
    field = f"<textarea{attributes({'id': name, 'autocomplete': 'off', **given, 'aria-describedby': described})}></textarea>"
    told = tag("p", escape(hint), class_="hint", id=described) if hint else ""
    return f'<label for="{escape(name)}">{escape(label)}</label>{field}{told}'


def _labelled(given: dict[str, str | int | bool | None], label: str, name: str | None = None) -> str:
    return tag("label", f"<input{attributes({**given, 'autocomplete': 'off'})}> {escape(label)}", class_=name)
