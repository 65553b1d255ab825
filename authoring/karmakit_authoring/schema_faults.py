"""What pydantic says of a YAML value, as findings with its place and its mend."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

from pydantic import BaseModel, ValidationError

from karmakit_authoring.faults import SCHEMA, meant, quoted
from karmakit_authoring.model_keys import is_needed, keys_given, keys_needed, keys_of
from karmakit_authoring.yaml_reader import YamlFile
from karmakit_schemas.course import Place, nearest
from karmakit_schemas.findings import Finding, Fix
from karmakit_schemas.spans import Span
from karmakit_schemas.suggest import closest, did_you_mean

SHAPES = {
    "id": "Use lower-case letters a to z, digits and hyphens: `counting-days`",
    "version": "Write major.minor.patch, such as `1.0.0`",
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
NUMBERS = frozenset({"int_type", "float_type"})
MINUTES = "Write minutes: `4 min`"
MEGABYTE = 1_000_000
QUOTES = "Put it in quotes, since it looks like a number or like `true`"
ONE_TEXT = "Write one text after the colon, without brackets, braces or dashes"
WANTED = {
    "int_type": ("must be a whole number", "Write a whole number, without quotes"),
    "float_type": ("must be a number", "Write a number, without quotes"),
    "level_type": ("must be the number or the name of a level", "Write `level: 2`, or the name the framework gives it"),
    "weight_type": ("must be a weight", "Write a number and its unit: `150 kB` or `10 MB`"),
    "finite_number": ("must be a number", "Write a number, without quotes"),
    "bool_type": ("must be `true` or `false`", "Write `true` or `false`"),
    "bool_parsing": ("must be `true` or `false`", "Write `true` or `false`"),
    "tuple_type": ("must be a list", "Write `[one, two]`, or one item a line after `- `"),
    "mapping_type": ("must have keys of its own", "Write `key: value` lines under it, or {key: value}"),
    "dict_type": ("must have keys of its own", "Write `key: value` lines under it, or {key: value}"),
    "string_too_long": ("is too long", "Use at most 64 characters"),
    "too_short": ("is an empty list", "Put at least one item into it"),
}


def schema_findings(error: ValidationError, yaml: YamlFile, model: type[BaseModel], path: str) -> list[Finding]:
    """Return a finding for each fault of the values of a YAML text."""
    found: dict[tuple[Span, str], Finding] = {}
    faults = error.errors(include_url=False)
    misspelt = _misspelt(faults, yaml, model)
    missing: dict[Place, list[str]] = {}
    for fault in faults:
        if fault["type"] == "missing":
            if fault["loc"] not in misspelt:  # else the misspelt key is the fault
                missing.setdefault(fault["loc"][:-1], []).append(str(fault["loc"][-1]))
        elif fault["type"] != "too_short" or not fault["input"]:  # else the items that are wrong are the fault
            finding = _finding(fault, yaml, model, path)
            found.setdefault((finding.span, finding.message), finding)
    return [*found.values(), *(_missing(above, names, yaml, path) for above, names in missing.items())]


def _missing(above: Place, names: Sequence[str], yaml: YamlFile, path: str) -> Finding:
    """Return the finding of all keys that one mapping lacks."""
    place = (*above, names[0])
    told = _and(f"`{name}`" for name in names)
    message = f"{told} {'is' if len(names) == 1 else 'are'} missing{_in(place)}"
    return SCHEMA.at(_owner(place, yaml, path), message, f"Add {_and(f'`{name}: ...`' for name in names)}")


def _and(words: Iterable[str]) -> str:
    """Return words as a list in a sentence."""
    *most, last = words
    return f"{', '.join(most)} and {last}" if most else last


def _misspelt(faults: Sequence[Any], yaml: YamlFile, model: type[BaseModel]) -> frozenset[Place]:
    """Return the keys that are missing because they are misspelt."""
    return frozenset(
        (*fault["loc"][:-1], key)
        for fault in faults
        if fault["type"] == "extra_forbidden"
        for key in closest(str(fault["loc"][-1]), keys_of(model, fault["loc"][:-1]))
        if key not in keys_given(yaml.data, fault["loc"][:-1])
    )


def _finding(fault: Any, yaml: YamlFile, model: type[BaseModel], path: str) -> Finding:
    """Return the finding of one fault."""
    place: Place = tuple(part for part in fault["loc"])
    name = next((str(part) for part in reversed(place) if isinstance(part, str)), "the file")
    if fault["type"] in {"extra_forbidden", "invalid_key"}:
        span = yaml.keys.get(place) or nearest(yaml.places, place, path)
        known, given = keys_of(model, place[:-1]), keys_given(yaml.data, place[:-1])
        near = [key for key in closest(name, known) if key not in given and place in yaml.keys]
        fix = meant(span, near[0]) if near else None
        return SCHEMA.at(span, f"`{name}` is no key{_in(place)}", _instead(name, known, given), fix=fix)
    item = isinstance(place[-1:][0] if place else None, int)
    said = f"{f'item {int(place[-1]) + 1} of ' if item else ''}`{name}`{_in(place)}" if place else name
    value = fault.get("input")
    leave = ", or remove the item" if item else "" if is_needed(model, place) else ", or remove the key"
    if value is None and place in yaml.places:
        message, mend = f"{said} says nothing", f"Write it after the {'`- `' if item else 'colon'}{leave}"
    elif fault["type"] == "string_too_short" and not str(value).strip():
        message, mend = f"{said} is empty", f"Write the text{leave}"
    elif fault["type"] == "model_type" and not place:
        message, mend = f"the file must hold keys, not {_shown(value)}", "Write `key: value` lines, without dashes before the keys"
    elif fault["type"] == "model_type":
        message = f"{said} must have keys of its own{f', not {_shown(value)}' if _shown(value) else ''}"
        mend = f"Write {{{', '.join(f'{key}: ...' for key in keys_needed(model, place))}}}"
    else:
        message, mend = _value(fault, name, said)
    return SCHEMA.at(nearest(yaml.places, place, path), message, mend, fix=_fix(fault, name, yaml.places.get(place)))


def _fix(fault: Any, name: str, span: Span | None) -> Fix | None:
    """Return the fix of a value that has one: the word that was meant, the name without `.md`, a number in quotes."""
    value = fault.get("input")
    if span is None or span.line != span.end_line:
        return None
    if fault["type"] == "literal_error":
        near = closest(str(value), _choices(fault))
        return meant(span, near[0]) if near else None
    if fault["type"] == "string_pattern_mismatch" and name == "modules" and str(value).endswith(".md"):
        return meant(span, str(value).removesuffix(".md"))
    is_number = isinstance(value, (bool, int, float))
    return quoted(span) if fault["type"] == "string_type" and is_number and name != "version" else None


def _instead(name: str, known: Collection[str], given: Collection[str]) -> str:
    """Return the mend for a key that nobody knows."""
    for near in closest(name, known):
        return f"Did you mean `{near}`?" if near not in given else f"Remove it: `{near}` is there already"
    free = [key for key in known if key not in given]
    return f"Remove it; the other keys there are: {', '.join(free)}" if free else "Remove it"


def _value(fault: Any, name: str, said: str) -> tuple[str, str]:  # noqa: PLR0911 (a return a kind of fault)
    """Return what is wrong with a value, and the mend."""
    kind: str = fault["type"]
    value = fault.get("input")
    shown = f'`"{value}"`' if kind in NUMBERS and isinstance(value, str) and value.isdecimal() else _shown(value)
    if kind == "string_type" and name == "version" and isinstance(value, (int, float)):
        kind = "string_pattern_mismatch"  # `1.0` is a number to YAML, and a version to its author
    if kind == "string_type":
        return f"{said} must be text, not {shown}", ONE_TEXT if isinstance(value, (dict, list)) else QUOTES
    if kind == "literal_error":
        choices = _choices(fault)
        return f"{shown} is no value of {said}", did_you_mean(str(value), choices) or f"Use one of {', '.join(choices)}"
    if name in {"duration", "time_limit"}:
        return f"{said} says {shown}, which is no time of up to 600 minutes", MINUTES
    if kind == "string_pattern_mismatch":
        if name == "modules" and str(value).endswith(".md"):
            return f"{shown} is the name of a file", f"Write `{str(value).removesuffix('.md')[:64]}`, without .md"
        return f"{shown} cannot be {said}", SHAPES.get(name, "Write it as the guide shows it")
    if kind in BOUNDS or kind == "weight_range":
        return f"{said} is {shown}", _bounded(kind, fault["ctx"])
    if kind in LENGTHS and name in SHAPES and value:
        ((_, bound),) = fault["ctx"].items()
        return f"{shown} is too {LENGTHS[kind][0]} for {said}", f"Use {LENGTHS[kind][1]} {bound} characters"
    if kind.startswith("date"):
        return f"{said} says {shown}, which is no date", "Write year-month-day: `2027-03-31`"
    wrong, mend = WANTED.get(kind, ("cannot be read", "Write it as the guide shows it"))
    return f"{said} {wrong}{f', not {shown}' if shown and wrong.startswith('must') else ''}", mend


def _bounded(kind: str, told: Mapping[str, Any]) -> str:
    """Return what to write in place of a number or weight that is beyond its bounds."""
    if kind == "weight_range":
        least, most = (f"{each // 1000} kB" if each < MEGABYTE else f"{each // MEGABYTE} MB" for each in told.values())
        return f"Write a weight of at least {least} and at most {most}"
    ((_, bound),) = told.items()
    return f"Write a number {BOUNDS[kind]} {bound:g}"


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
    return "keys and values" if isinstance(value, dict) else "a list" if isinstance(value, list) else ""
