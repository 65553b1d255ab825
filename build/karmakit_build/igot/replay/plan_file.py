"""Read `plan.json` of a delivery kit, whoever wrote it (PLAN.md is its form)."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cached_property
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, JsonValue, ValidationError

from karmakit_build.igot.replay.kit_files import read_whole
from karmakit_build.igot.replay.lines import one_line
from karmakit_schemas.errors import UnusableInputError

PLAN = "plan.json"
LARGEST = 32 * 1024 * 1024
DEEPEST = 4
PICTURES = ("appIcon", "posterImage", "creatorLogo")
_TYPES = {"artifact": "application/zip", **dict.fromkeys(PICTURES, "image/png")}
_NEEDED = ("name", "mimeType", "primaryCategory")
_CODE = re.compile(r"[A-Za-z0-9._-]{1,300}")
_PATH = re.compile(r"[A-Za-z0-9_-][A-Za-z0-9_.-]*(/[A-Za-z0-9_-][A-Za-z0-9_.-]*)*")

Key = Annotated[str, Field(pattern=r"^[A-Za-z0-9._-]{1,200}$")]
PathInKit = Annotated[str, Field(pattern=rf"^{_PATH.pattern}$", max_length=180)]
Metadata = dict[str, JsonValue]


class _Strict(BaseModel):
    model_config = ConfigDict(frozen=True, strict=True, extra="forbid", allow_inf_nan=False)


class File(_Strict):
    """A file of the kit with its digest."""

    path: PathInKit
    size: Annotated[int, Field(ge=0)]
    sha256: Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
    mimeType: Annotated[str, Field(pattern=r"^[a-z]+/[A-Za-z0-9.+-]+$")]  # noqa: N815 - the plan's own key

    @property
    def picture(self) -> str:
        """Return the key of a picture, which is no node of the plan: another picture is another asset."""
        return f"picture.{self.sha256[:16]}"


class Placeholder(_Strict):
    """A value that only iGOT or the operator knows, and where it goes."""

    name: Annotated[str, Field(pattern=r"^[A-Za-z0-9._-]{1,100}$")]
    nodes: tuple[str, ...]
    path: Annotated[str, Field(pattern=r"^[A-Za-z0-9_]+(\.[A-Za-z0-9_ -]+)*$")]
    type: Literal["string", "integer", "strings", "people"]
    needed: bool
    what: str
    value: JsonValue = None


class Question(_Strict):
    """A question, which a person imports from the kit's CSV."""

    key: Key
    metadata: Metadata


class Section(_Strict):
    """A section of a question set."""

    key: Key
    metadata: Metadata
    questions: tuple[Question, ...]


class Node(_Strict):
    """A node of the course as iGOT holds it."""

    key: Key
    objectType: Literal["Collection", "Content", "QuestionSet"]  # noqa: N815 - the plan's own key
    contentType: str  # noqa: N815 - the plan's own key
    metadata: Metadata
    files: dict[str, PathInKit]
    children: tuple["Node", ...]
    sections: tuple[Section, ...] = ()

    def text(self, name: str) -> str:
        """Return a key of the metadata that is a string; the empty string if it is none."""
        value = self.metadata.get(name)
        return value if isinstance(value, str) else ""


class CourseOfPlan(_Strict):
    """The course that the plan was made of."""

    id: Key
    version: str
    title: str
    language: str
    sourceDigest: str  # noqa: N815 - the plan's own key


class Plan(_Strict):
    """A plan, whole."""

    format: Annotated[int, Field(ge=1, le=1)]
    kind: Literal["karmakit-igot-plan"]
    tool: dict[str, str]
    course: CourseOfPlan
    files: tuple[File, ...]
    placeholders: tuple[Placeholder, ...]
    root: Node

    def nodes(self) -> tuple[Node, ...]:
        """Return all nodes, parents before children."""
        return tuple(_below(self.root))

    def file(self, path: str) -> File:
        """Return the record of a file of the kit."""
        return self.by_path[path]

    @cached_property
    def by_path(self) -> dict[str, File]:
        """Return the files of the kit by their paths."""
        return {file.path: file for file in self.files}


def _below(node: Node) -> Iterator[Node]:
    yield node
    for child in node.children:
        yield from _below(child)


def read_plan(kit: Path) -> Plan:
    """Return the plan of a kit; UnusableInputError in one line if there is none that makes sense."""
    none = f"{kit / PLAN} is no plan of a delivery kit"
    data = read_whole(kit, PLAN, LARGEST)
    try:
        plan = Plan.model_validate_json(data)
    except ValidationError as error:
        raise UnusableInputError(f"{none}: {_first(error)}; build the kit again") from None
    except RecursionError:
        raise UnusableInputError(f"{none}: it is nested too deeply; build the kit again") from None
    wrong = next(_faults(plan), None)
    if wrong:
        raise UnusableInputError(f"{kit / PLAN}: {wrong}; build the kit again")
    return plan


def _first(error: ValidationError) -> str:
    first = error.errors(include_url=False, include_input=False, include_context=False)[0]
    place = one_line(".".join(str(part) for part in first["loc"]))[:120]
    message = first["msg"][0].lower() + first["msg"][1:]
    return f"{place}: {message}" if place else message


def _faults(plan: Plan) -> Iterator[str]:
    """Yield what no replay can work with: one key twice, a node too deep, a course that is none."""
    nodes = plan.nodes()
    listed = {file.path: file.mimeType for file in plan.files}
    yield from (f"the key {key!r} stands there twice" for key in _twice(node.key for node in nodes))
    yield from (f"the code {code!r} stands there twice" for code in _twice(node.text("code") for node in nodes))
    for node in nodes:
        if not _CODE.fullmatch(node.text("code")):
            yield f"the code of {node.key!r} is not of letters, digits and . _ -"
        yield from (f"{node.key!r} has no `{name}`" for name in _NEEDED if not node.text(name))
        yield from (f"{path!r} of {node.key!r} is not in the list of files" for path in node.files.values() if path not in listed)
        yield from (f"{name!r} of {node.key!r} holds no JSON number" for name, value in node.metadata.items() if not _finite(value))
        yield from (
            f"{path!r} of {node.key!r} is no {_TYPES[role]}"
            for role, path in node.files.items()
            if role in _TYPES and listed.get(path) != _TYPES[role]
        )
        if node.objectType == "Content" and "artifact" not in node.files:
            yield f"{node.key!r} has no artifact"
        if node.objectType != "Collection" and node.children:
            yield f"{node.key!r} is a leaf and has children"
    if plan.root.objectType != "Collection" or plan.root.text("primaryCategory") != "Course":
        yield "its root is no Course"
    if _depth(plan.root) > DEEPEST:
        yield f"the course is deeper than iGOT's {DEEPEST} levels"


def _twice(words: Iterable[str]) -> Iterator[str]:
    return (word for word, number in Counter(words).items() if number > 1)


def _depth(node: Node) -> int:
    return 1 + max((_depth(child) for child in node.children), default=0)


def _finite(value: Any) -> bool:
    match value:
        case float():
            return value - value == 0
        case list():
            return all(_finite(item) for item in value)
        case dict():
            return all(_finite(item) for item in value.values())
    return True
