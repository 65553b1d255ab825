"""Turn a plan into the steps that bring it to a content API, in their order."""

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from pydantic import JsonValue

from karmakit_build.igot.replay.plan_file import PICTURES, File, Metadata, Node, Plan
from karmakit_build.igot.replay.values import Values, filled, own_language

CREATED = (
    *("code", "contentType", "createdBy", "createdFor", "creator", "description", "framework", "mimeType", "name", "purpose"),
    *("organisation", "isExternal", "primaryCategory", "license", "ownershipType", "visibility", "channel", "mediaType"),
    *("contentEncoding", "contentDisposition", "language", "courseCategory"),
)
FIXED = frozenset(
    {
        *("code", "contentType", "createdBy", "mimeType", "primaryCategory", "ownershipType", "visibility", "channel", "mediaType"),
        *("contentEncoding", "contentDisposition", "isExternal"),
    }
)


@dataclass(frozen=True)
class Create:
    """Create a content, known by its code and type."""

    key: str
    name: str
    metadata: Metadata
    digest: str = ""

    def is_it(self, found: Mapping[str, Any], *names: str) -> bool:
        """Say whether a content of the platform is the one that was, or would be, created."""
        return all(found.get(name) == self.metadata.get(name) for name in ("code", "mimeType", *names))


@dataclass(frozen=True)
class SendFile:
    """Upload a file of the kit into what was made for it."""

    made: Create
    path: str
    size: int
    mime_type: str
    digest: str

    @property
    def key(self) -> str:
        """Return the key of what it is uploaded into."""
        return self.made.key

    @property
    def name(self) -> str:
        """Return the name of what it is uploaded into."""
        return self.made.name


@dataclass(frozen=True)
class ByHand:
    """Ask a person for what the content API is not known to take; `digest` tells when it is to be done anew."""

    key: str
    name: str
    path: str
    digest: str


@dataclass(frozen=True)
class Branch:
    """A node in the course's hierarchy; a unit (`own`) lives in it alone and brings its metadata."""

    key: str
    code: str
    own: bool
    object_type: str
    content_type: str
    category: str
    name: str
    metadata: Metadata
    pictures: tuple[tuple[str, str], ...]
    children: tuple["Branch", ...]


@dataclass(frozen=True)
class Arrange:
    """Give the course its hierarchy."""

    key: str
    name: str
    root: Branch
    digest: str


@dataclass(frozen=True)
class Update:
    """Give a content its metadata, its pictures' addresses (metadata key and picture's key), and the id of its own language."""

    made: Create
    metadata: Metadata
    pictures: tuple[tuple[str, str], ...]
    own_language: str
    digest: str

    @property
    def key(self) -> str:
        """Return the key of what is described."""
        return self.made.key

    @property
    def name(self) -> str:
        """Return the name of what is described."""
        return self.made.name


@dataclass(frozen=True)
class Review:
    """Send the course for review; `digest` is that of everything before."""

    key: str
    name: str
    digest: str


Step = Create | SendFile | ByHand | Arrange | Update | Review


def steps(plan: Plan, values: Values, *, review: bool) -> tuple[Step, ...]:
    """Return the steps of a replay: pictures, contents with their files and metadata, question sets, course, hierarchy, review."""
    made = tuple(_steps(plan, values))
    last = Review(plan.root.key, plan.root.text("name"), _digest([step.digest for step in made]))
    return (*made, last) if review else made


def kind(step: Step) -> str:
    """Return the word for a step in a ledger and in what is told."""
    words = {Create: "create", SendFile: "upload", ByHand: "by-hand", Arrange: "hierarchy", Update: "update", Review: "review"}
    return words[type(step)]


def call(step: Step, identifier: str = "") -> tuple[str, str]:
    """Return the method and path of the request that a step makes; the key in braces stands for an id that is not known yet."""
    place = identifier or f"{{{step.key}}}"
    match step:
        case Create():
            return "POST", "/content/v3/create"
        case SendFile():
            return "POST", f"/content/v3/upload/{place}"
        case ByHand():
            return "", ""
        case Arrange():
            return "PATCH", "/content/v3/hierarchy/update"
        case Update():
            return "PATCH", f"/content/v3/update/{place}"
        case Review():
            return "POST", f"/content/v3/review/{place}"


def _steps(plan: Plan, values: Values) -> Iterator[Step]:
    nodes = plan.nodes()
    course = plan.root
    yield from _pictures(plan, values)
    leaves: list[str] = []
    for node in nodes:
        if node.objectType == "Content":
            metadata = filled(node, plan, values)
            file = plan.file(node.files["artifact"])
            made = _create(node, metadata)
            sent = SendFile(made, file.path, file.size, file.mimeType, file.sha256)
            update = _update(made, node, metadata, plan)
            leaves += [sent.digest, update.digest]
            yield from (made, sent, update)
    for node in nodes:
        if node.objectType == "QuestionSet":
            path = node.files.get("questions", "")
            sections = [section.model_dump(mode="json") for section in node.sections]
            yield ByHand(node.key, node.text("name"), path, _digest([node.metadata, sections]))
    metadata = filled(course, plan, values)
    made = _create(course, metadata)
    root = _branch(course, plan, values)
    digest = _digest([_plain(root), leaves, sorted(values.ids.items())])
    yield from (made, Arrange(course.key, made.name, root, digest), _update(made, course, metadata, plan))


def _create(node: Node, metadata: Metadata) -> Create:
    return Create(node.key, node.text("name"), {name: metadata[name] for name in CREATED if name in metadata})


def _pictures(plan: Plan, values: Values) -> Iterator[Step]:
    """Yield the steps of every picture, once each: an asset of iGOT's own, whose address the metadata then names."""
    files = {file.picture: file for node in plan.nodes() if node.objectType != "QuestionSet" for _, file in _pictured(node, plan)}
    owner = filled(plan.root, plan, values)
    borrowed = ("createdBy", "createdFor", "creator", "organisation", "channel", "framework", "language", "license")
    for key, file in files.items():
        metadata: Metadata = {
            "code": f"karmakit.{plan.course.id}.{key}",
            "name": file.path.rsplit("/", 1)[-1],
            "contentType": "Asset",
            "primaryCategory": "Asset",
            "mediaType": "image",
            "mimeType": file.mimeType,
            **{name: owner[name] for name in borrowed if name in owner},
        }
        made = Create(key, file.path, metadata)
        yield made
        yield SendFile(made, file.path, file.size, file.mimeType, file.sha256)


def _pictured(node: Node, plan: Plan) -> tuple[tuple[str, File], ...]:
    return tuple((role, plan.file(node.files[role])) for role in PICTURES if role in node.files)


def _picture_keys(node: Node, plan: Plan) -> tuple[tuple[str, str], ...]:
    return tuple((role, file.picture) for role, file in _pictured(node, plan))


def _update(made: Create, node: Node, metadata: Metadata, plan: Plan) -> Update:
    pictures = _picture_keys(node, plan)
    own = own_language(metadata) if "languageMapV1" in metadata else ""
    changing = {name: value for name, value in metadata.items() if name not in FIXED}
    return Update(made, changing, pictures, own, _digest([changing, pictures, own]))


def _branch(node: Node, plan: Plan, values: Values) -> Branch:
    unit = node.objectType == "Collection" and node is not plan.root
    return Branch(
        key=node.key,
        code=node.text("code"),
        own=unit,
        object_type=node.objectType,
        content_type=node.contentType,
        category=node.text("primaryCategory"),
        name=node.text("name"),
        metadata=filled(node, plan, values) if unit else {},
        pictures=_picture_keys(node, plan) if unit else (),
        children=tuple(_branch(child, plan, values) for child in node.children),
    )


def _plain(branch: Branch) -> JsonValue:
    return [
        branch.key,
        branch.name,
        branch.metadata,
        [list(each) for each in branch.pictures],
        [_plain(child) for child in branch.children],
    ]


def _digest(value: Any) -> str:
    return hashlib.sha256(json.dumps(value, sort_keys=True, ensure_ascii=False, allow_nan=False).encode()).hexdigest()
