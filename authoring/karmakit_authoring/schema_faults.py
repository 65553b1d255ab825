"""What pydantic says of a YAML value, as findings with its place and its mend."""

from collections.abc import Sequence
from typing import Any, get_args

from pydantic import BaseModel, ValidationError

from karmakit_authoring.faults import SCHEMA
from karmakit_authoring.yaml_reader import YamlFile
from karmakit_schemas.course import Place, nearest
from karmakit_schemas.findings import Finding
from karmakit_schemas.spans import Span
from karmakit_schemas.suggest import closest, did_you_mean

SHAPES = {
    "id": "Use lower-case letters a to z, digits and hyphens: `counting-days`",
    "version": "Write three numbers: `1.0.0`",
    "language": "Write a language tag: `en`, `hi`, `ks-Arab`",
    "email": "Write an address: `desk@example.gov.in`",
    "url": "Write an address that begins with `https://`",
    "domain": "Write a domain in lower case: `training.example.gov.in`",
    "accent": 'Write a colour of six hexadecimal digits in quotes: "#1b4f72"',
    "logo": "Write the file's path in the course folder, with forward slashes: `media/logo.svg`",
    "thumbnail": "Write the file's path in the course folder, with forward slashes: `media/thumbnail.png`",
    "file": "Write the file's path in the course folder, with forward slashes: `media/photo.jpg`",
    "modules": "Use lower-case letters a to z, digits and hyphens, as in the file's name",
    "requires": "Use the id of a module: lower-case letters, digits and hyphens",
    "translations": "Use the id of the other course: lower-case letters, digits and hyphens",
}
BOUNDS = {
    "greater_than": "above",
    "greater_than_equal": "of at least",
    "less_than": "below",
    "less_than_equal": "of at most",
}
LENGTHS = {"string_too_short": ("short", "at least"), "string_too_long": ("long", "at most")}
MINUTES = "Write minutes: `4 min`"
WANTED = {
    "string_type": ("must be text", "Put it in quotes if it looks like a number, a date or `true`"),
    "int_type": ("must be a whole number", "Write a whole number, without quotes"),
    "int_parsing": ("must be a whole number", "Write a whole number, without quotes"),
    "int_from_float": ("must be a whole number", "Write a whole number"),
    "float_type": ("must be a number", "Write a number, without quotes"),
    "float_parsing": ("must be a number", "Write a number, without quotes"),
    "finite_number": ("must be a number", "Write a number, without quotes"),
    "bool_type": ("must be `true` or `false`", "Write `true` or `false`"),
    "bool_parsing": ("must be `true` or `false`", "Write `true` or `false`"),
    "tuple_type": ("must be a list", "Write `[one, two]`, or one item a line after `- `"),
    "model_type": ("must be a mapping", "Write `key: value` lines under it, or {key: value}"),
    "mapping_type": ("must be a mapping", "Write `key: value` lines under it, or {key: value}"),
    "dict_type": ("must be a mapping", "Write `key: value` lines under it, or {key: value}"),
    "string_too_short": ("is empty or too short", "Write the text, or remove the key"),
    "string_too_long": ("is too long", "Use at most 64 characters"),
    "too_short": ("is an empty list", "Put at least one item into it"),
}


def schema_findings(error: ValidationError, yaml: YamlFile, model: type[BaseModel], path: str) -> list[Finding]:
    """Return a finding for each fault of the values of a YAML text."""
    found: dict[tuple[Span, str], Finding] = {}
    faults = error.errors(include_url=False)
    misspelt = _misspelt(faults, yaml, model)
    for fault in faults:
        if (fault["type"] == "missing" and fault["loc"] in misspelt) or (fault["type"] == "too_short" and fault["input"]):
            continue  # the misspelt key, or the items that are wrong, are the fault
        finding = _finding(fault, yaml, model, path)
        found.setdefault((finding.span, finding.message), finding)
    return list(found.values())


def _misspelt(faults: Sequence[Any], yaml: YamlFile, model: type[BaseModel]) -> frozenset[Place]:
    """Return the keys that are missing because they are misspelt."""
    meant: set[Place] = set()
    for fault in faults:
        if fault["type"] == "extra_forbidden":
            *above, name = fault["loc"]
            meant.update((*above, key) for key in closest(str(name), _free_keys(model, yaml, tuple(above))))
    return frozenset(meant)


def _free_keys(model: type[BaseModel], yaml: YamlFile, place: Place) -> list[str]:
    """Return the keys that a mapping may have and has not."""
    given = _given(yaml.data, place)
    return [key for key in _keys(model, place) if key not in given]


def _finding(fault: Any, yaml: YamlFile, model: type[BaseModel], path: str) -> Finding:
    """Return the finding of one fault."""
    place: Place = tuple(part for part in fault["loc"])
    kind: str = fault["type"]
    name = next((str(part) for part in reversed(place) if isinstance(part, str)), "the file")
    if kind == "missing":
        return SCHEMA.at(_owner(place, yaml, path), f"`{name}` is missing{_in(place)}", f"Add `{name}: ...`")
    if kind in {"extra_forbidden", "invalid_key"}:
        known = _free_keys(model, yaml, place[:-1])
        span = yaml.keys.get(place) or nearest(yaml.places, place, path)
        mend = did_you_mean(name, known) or (f"Remove it; it may be one of {', '.join(known)}" if known else "Remove it")
        return SCHEMA.at(span, f"`{name}` is no key{_in(place)}", mend)
    said = f"`{name}`{_in(place)}"
    if fault.get("input") is None and place in yaml.places:
        message, mend = f"{said} says nothing", "Write its value after the colon, or remove the key"
    else:
        message, mend = _value(fault, name, said)
    return SCHEMA.at(nearest(yaml.places, place, path), message, mend)


def _value(fault: Any, name: str, said: str) -> tuple[str, str]:  # noqa: PLR0911 (a return a kind of fault)
    """Return what is wrong with a value, and the mend."""
    kind: str = fault["type"]
    value = fault.get("input")
    shown = _shown(value)
    if kind == "literal_error":
        choices = _choices(fault)
        return f"{shown} is no value of {said}", did_you_mean(str(value), choices) or f"Use one of {', '.join(choices)}"
    if name in {"duration", "time_limit"}:
        return f"{said} says {shown}, which is no time of up to 600 minutes", MINUTES
    if kind == "string_pattern_mismatch":
        if name == "modules" and str(value).endswith(".md"):
            return f"{shown} is the name of a file", f"Write `{str(value).removesuffix('.md')[:64]}`, without .md"
        return f"{shown} cannot be {said}", SHAPES.get(name, "Write it as the guide shows it")
    if kind in BOUNDS:
        ((_, bound),) = fault["ctx"].items()
        return f"{said} is {shown}", f"Write a number {BOUNDS[kind]} {bound:g}"
    if kind in LENGTHS and name in SHAPES and value:
        ((_, bound),) = fault["ctx"].items()
        return f"{shown} is too {LENGTHS[kind][0]} for {said}", f"Use {LENGTHS[kind][1]} {bound} characters"
    if kind.startswith("date"):
        return f"{said} says {shown}, which is no date", "Write year-month-day: `2027-03-31`"
    wrong, mend = WANTED.get(kind, ("cannot be read", "Write it as the guide shows it"))
    return f"{said} {wrong}{f', not {shown}' if shown and wrong.startswith('must') else ''}", mend


def _in(place: Place) -> str:
    """Return where in the YAML a value stands, for instance ` in objectives 2`."""
    words: list[str] = []
    if isinstance(place[-1:][0] if place else None, int):
        place = place[:-1]  # an item goes by the name of its list
    for part in place[:-1]:
        if isinstance(part, int):
            words.append(str(part + 1))
        else:
            words.append(part)
    return f" in `{' '.join(words)}`" if words else ""


def _owner(place: Place, yaml: YamlFile, path: str) -> Span:
    """Return where a missing key would stand: at the key or item it belongs to; at the first key of the file."""
    above = place[:-1]
    if above in yaml.keys:
        return yaml.keys[above]
    if above and above in yaml.places:
        span = yaml.places[above]
        return span if span.line == span.end_line else Span(span.path, span.line, span.column, span.line, span.column + 1)
    whole = nearest(yaml.places, (), path)
    first = next((span for key, span in yaml.keys.items() if len(key) == 1), None)
    return first or Span(whole.path, whole.line, whole.column, whole.line, whole.column)


def _given(data: Any, place: Place) -> frozenset[str]:
    """Return the keys that a mapping of the YAML has."""
    for part in place:
        try:
            data = data[part]
        except (LookupError, TypeError):
            return frozenset()
    return frozenset(data) if isinstance(data, dict) else frozenset()


def _keys(model: type[BaseModel], place: Place) -> list[str]:
    """Return the keys that a mapping of the model may have."""
    current: Any = model
    for part in place:
        if isinstance(part, str):
            if not (isinstance(current, type) and issubclass(current, BaseModel)) or part not in current.model_fields:
                return []
            current = _model_in(current.model_fields[part].annotation)
    return list(current.model_fields) if isinstance(current, type) and issubclass(current, BaseModel) else []


def _model_in(annotation: Any) -> Any:
    """Return the model that an annotation holds, however wrapped."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    for inner in get_args(annotation):
        if found := _model_in(inner):
            return found
    return None


def _choices(fault: Any) -> list[str]:
    """Return the values that a literal allows."""
    expected: str = fault["ctx"]["expected"]
    return [part.strip().strip("'") for part in expected.replace(" or ", ", ").split(", ") if part.strip()]


def _shown(value: Any) -> str:
    """Return a value as an author wrote it, shortened."""
    if isinstance(value, str):
        text = value if len(value) <= 40 else f"{value[:39]}…"  # noqa: PLR2004 (what fits on a line)
        return f"`{text}`" if text else '""'
    if isinstance(value, bool):
        return "`true`" if value else "`false`"
    if isinstance(value, (int, float)):
        return f"`{value}`"
    return "a mapping" if isinstance(value, dict) else "a list" if isinstance(value, list) else ""
