"""Read a kit's `plan.json`: every value hostile until its type is known."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from karmakit_schemas.findings import Finding
from karmakit_schemas.spans import Span
from karmakit_validators.verify.course import read_json
from karmakit_validators.verify.faults import found
from karmakit_validators.verify.folder import Folder

PLAN = "plan.json"
KIND = "karmakit-igot-plan"
FORMAT = 1
LARGEST = 32 * 1024 * 1024
MOST_NODES = 20_000
EVERYWHERE = "*"
_DIGEST = re.compile(r"[0-9a-f]{64}")
_AGAIN = "Build the kit again with `karmakit build --target igot`."


@dataclass(frozen=True)
class Node:
    """One node: its place in the tree (`level` 1 is the Course) and what the plan says of it."""

    key: str
    level: int
    object_type: str
    content_type: str
    metadata: Mapping[str, Any]
    files: Mapping[str, str] = field(default_factory=dict)
    children: Sequence["Node"] = ()
    sections: Sequence[Mapping[str, Any]] = ()

    @property
    def category(self) -> str:
        """Return the node's primary category."""
        value = self.metadata.get("primaryCategory")
        return value if isinstance(value, str) else ""

    @property
    def is_resource(self) -> bool:
        """Return whether the node is a package to upload."""
        return self.category == "Learning Resource"

    def walk(self) -> Iterator["Node"]:
        """Yield the node and all below it."""
        waiting = [self]
        while waiting:
            node = waiting.pop()
            yield node
            waiting.extend(reversed(node.children))


@dataclass(frozen=True)
class Placeholder:
    """A value that the operator fills in."""

    name: str
    nodes: Sequence[str]
    path: str
    needed: bool

    def fills(self, key: str, path: str) -> bool:
        """Return whether it is for this place of this node."""
        return self.path == path and (EVERYWHERE in self.nodes or key in self.nodes)


@dataclass(frozen=True)
class Plan:
    """A plan that has the form it should have; `files` gives size and SHA-256 by path."""

    title: str
    version: str
    language: str
    files: Mapping[str, tuple[int, str]]
    placeholders: Sequence[Placeholder]
    root: Node

    @property
    def nodes(self) -> Sequence[Node]:
        """Return every node of the tree."""
        return tuple(self.root.walk())

    def filled(self, key: str, path: str) -> bool:
        """Return whether a placeholder stands for this place."""
        return any(each.fills(key, path) for each in self.placeholders)


class _FormError(Exception):
    """It was attempted to read a plan that has not the form; the message says where."""


def read_plan(folder: Folder) -> tuple[Plan | None, list[Finding]]:
    """Return the plan of a kit, or what stops it from being read."""
    if PLAN not in folder.sizes:
        return None, [found("PKG041", f"{PLAN} is no ordinary file of the kit", Span(PLAN), _AGAIN)]
    if folder.sizes[PLAN] > LARGEST:
        return None, [found("PKG041", f"{PLAN} has {folder.sizes[PLAN]} bytes: no course needs that", Span(PLAN), _AGAIN)]
    told = read_json(folder.read(PLAN))
    try:
        return _plan(told), []
    except _FormError as error:
        return None, [found("PKG041", f"{PLAN} {error}", Span(PLAN), _AGAIN)]


def _plan(told: Any) -> Plan:
    if not isinstance(told, dict):
        raise _FormError("is no JSON object")
    if told.get("kind") != KIND or told.get("format") != FORMAT or isinstance(told.get("format"), bool):
        raise _FormError(f"is not of the kind {KIND}, format {FORMAT}: this karmakit reads no other")
    course = _object(told, "course", "")
    return Plan(
        title=_text(course, "title", "course."),
        version=_text(course, "version", "course."),
        language=_text(course, "language", "course."),
        files=_files(told),
        placeholders=[_placeholder(each, f"placeholders[{n}].") for n, each in enumerate(_objects(told, "placeholders", ""))],
        root=_tree(_object(told, "root", "")),
    )


def _files(told: Mapping[str, Any]) -> dict[str, tuple[int, str]]:
    files: dict[str, tuple[int, str]] = {}
    for number, each in enumerate(_objects(told, "files", "")):
        where = f"files[{number}]."
        path, digest, size = _text(each, "path", where), _text(each, "sha256", where), each.get("size")
        if not isinstance(size, int) or isinstance(size, bool) or size < 0 or not _DIGEST.fullmatch(digest):
            raise _FormError(f"gives no size or no SHA-256 at {where[:-1]}")
        if path in files:
            raise _FormError(f"names {path} twice")
        files[path] = size, digest
    return files


def _placeholder(told: Mapping[str, Any], where: str) -> Placeholder:
    nodes = told.get("nodes")
    if not isinstance(nodes, list) or not all(isinstance(each, str) for each in nodes) or not isinstance(told.get("needed"), bool):
        raise _FormError(f"has no `nodes` or no `needed` at {where[:-1]}")
    return Placeholder(_text(told, "name", where), nodes, _text(told, "path", where), told["needed"])


def _tree(told: Mapping[str, Any]) -> Node:
    """Return the tree, built from its leaves up without recursion: how deep it is says the plan, and it may lie."""
    order: list[tuple[Mapping[str, Any], int, list[Node]]] = []
    waiting: list[tuple[Mapping[str, Any], int, list[Node]]] = [(told, 1, [])]
    own: list[list[Node]] = []
    while waiting:
        each, level, siblings = waiting.pop()
        children: list[Node] = []
        order.append((each, level, siblings))
        own.append(children)
        if len(order) > MOST_NODES:
            raise _FormError(f"has more than {MOST_NODES} nodes")
        waiting += [(child, level + 1, children) for child in _objects(each, "children", _text(each, "key", "a node's ") + ": ")]
    top: list[Node] = []
    for (each, level, siblings), children in zip(reversed(order), reversed(own), strict=True):
        (siblings if level > 1 else top).append(_node(each, level, children))
    return top[0]


def _node(told: Mapping[str, Any], level: int, children: Sequence[Node]) -> Node:
    key = _text(told, "key", "a node's ")
    where = f"{key}: "
    files = _object(told, "files", where)
    if not all(isinstance(path, str) for path in files.values()):
        raise _FormError(f"names a file by something else than a text at {where}files")
    sections = _objects(told, "sections", where) if "sections" in told else []
    for section in sections:
        _object(section, "metadata", f"{where}section: ")
        for question in _objects(section, "questions", f"{where}section: "):
            _object(question, "metadata", f"{where}question: ")
    return Node(
        key,
        level,
        _text(told, "objectType", where),
        _text(told, "contentType", where),
        _object(told, "metadata", where),
        files,
        children,
        sections,
    )


def _object(told: Mapping[str, Any], key: str, where: str) -> dict[str, Any]:
    value = told.get(key)
    if not isinstance(value, dict):
        raise _FormError(f"has no object at {where}{key}")
    return value


def _objects(told: Mapping[str, Any], key: str, where: str) -> list[dict[str, Any]]:
    value = told.get(key)
    if not isinstance(value, list) or not all(isinstance(each, dict) for each in value):
        raise _FormError(f"has no array of objects at {where}{key}")
    return value


def _text(told: Mapping[str, Any], key: str, where: str) -> str:
    value = told.get(key)
    if not isinstance(value, str) or not value:
        raise _FormError(f"has no text at {where}{key}")
    return value
