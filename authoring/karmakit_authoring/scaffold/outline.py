"""Put a unit or a module into `course.yml` by an insertion, so that comments, order and everything else stay as they are."""

import copy
import re
from typing import Any

from karmakit_authoring.parse import COURSE_FILE
from karmakit_authoring.scaffold.filling import yaml_text
from karmakit_authoring.source_text import SourceText
from karmakit_authoring.yaml_reader import YamlFile, read_yaml
from karmakit_schemas.errors import UnusableInputError
from karmakit_schemas.findings import Edit
from karmakit_schemas.spans import Span

_DASH = re.compile(r"[ ]*-[ ]+")


def with_module(course_file: bytes, unit: int, module: str) -> Edit:
    """Return the edit that adds a module to the unit of this number; raise, with what to add by hand, where it cannot be proved."""
    source, yaml = _read(course_file)
    wanted = copy.deepcopy(yaml.data)
    modules = wanted["units"][unit]["modules"]
    modules.append(module)
    edit = _after_item(source, yaml, ("units", unit, "modules", len(modules) - 2), module, module)
    return _proved(source, edit, wanted, f"add `{module}` to the modules of the unit `{wanted['units'][unit]['id']}` by hand")


def with_unit(course_file: bytes, identifier: str, title: str, module: str) -> Edit:
    """Return the edit that adds a unit with one module at the end of the units; raise like `with_module`."""
    source, yaml = _read(course_file)
    wanted = copy.deepcopy(yaml.data)
    wanted["units"].append({"id": identifier, "title": title, "modules": [module]})
    said = yaml_text(title)
    flow = f"{{id: {identifier}, title: {said}, modules: [{module}]}}"
    block = f"id: {identifier}\n\0title: {said}\n\0modules: [{module}]"
    edit = _after_item(source, yaml, ("units", len(wanted["units"]) - 2), flow, block)
    return _proved(source, edit, wanted, f"add `- {flow}` to its units by hand")


def _read(course_file: bytes) -> tuple[SourceText, YamlFile]:
    """Read `course.yml`, which was parsed as a whole before."""
    source = SourceText.decode(COURSE_FILE, course_file)
    return source, read_yaml(source)


def _after_item(source: SourceText, yaml: YamlFile, path: tuple[str | int, ...], flow: str, block: str) -> Edit | None:
    """Return the edit that puts an item behind the one at `path`; None where the list is written in neither of the usual ways.

    A zero byte in `block` stands for the indent of the item's own lines.
    """
    place = yaml.places.get(path)
    around = yaml.places.get(path[:-1])
    if place is None or around is None:
        return None
    if source.line(around.line - 1)[around.column - 1 : around.column] == "[":
        return _insertion(place.end_line, place.end_column, f", {flow}")
    first = min([place, *(span for key, span in yaml.keys.items() if key[: len(path)] == path)], key=lambda span: span[1:3])
    dash = _DASH.fullmatch(source.line(first.line - 1)[: first.column - 1])
    if dash is None:
        return None
    last = source.line(place.end_line - 1)
    inner = block.replace("\0", " " * len(dash[0]))
    return _insertion(place.end_line, len(last) + 1, f"\n{dash[0]}{inner}")


def _insertion(line: int, column: int, text: str) -> Edit:
    return Edit(Span(COURSE_FILE, line, column, line, column), text)


def _proved(source: SourceText, edit: Edit | None, wanted: Any, by_hand: str) -> Edit:
    """Return the edit if the file then says what it said, and the new entry; raise otherwise."""
    if edit is not None:
        at = source.starts[edit.span.line - 1] + edit.span.column - 1
        after = read_yaml(SourceText.of(COURSE_FILE, f"{source.text[:at]}{edit.text}{source.text[at:]}"))
        if after.sound and after.data == wanted:
            return edit
    raise UnusableInputError(f"{COURSE_FILE}: its list is written in a way that is not changed by itself; {by_hand}")
