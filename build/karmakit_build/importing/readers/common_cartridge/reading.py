"""A cartridge being read: its resources, those read so far, pages made of topics, and what was lost."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from karmakit_build.importing.draft import Lost
from karmakit_build.importing.inline_html import Media
from karmakit_build.importing.packages.containers import Container
from karmakit_build.importing.packages.elements import attribute
from karmakit_build.importing.packages.kinds import SCORM
from karmakit_build.importing.packages.outline import Leaf
from karmakit_build.importing.readers.qti.package import Package
from karmakit_build.importing.shelf import Shelf
from karmakit_build.importing.xml import inside, root_of
from karmakit_build.xml import Element


@dataclass(frozen=True)
class Resource:
    """A resource of the manifest: its type in small letters, the file it opens, its files, and those it depends on."""

    kind: str
    address: str
    files: tuple[str, ...]
    needs: tuple[str, ...]


@dataclass
class Reading:
    """A cartridge being read: its resources, those read so far, pages made of topics, and what was lost."""

    container: Container
    resources: Mapping[str, Resource]
    read: set[str] = field(default_factory=set)
    used: set[str] = field(default_factory=set)
    pages: dict[str, bytes] = field(default_factory=dict)
    losses: list[Lost] = field(default_factory=list)
    shelf: Shelf = field(default_factory=Shelf)
    media: Media = field(init=False)
    package: Package = field(init=False)

    def __post_init__(self) -> None:
        self.package = Package(self.container.name, self.container.name, {}, self.container.files, ())
        self.media = self.shelf.media(self.package.picture)

    def lose(self, path: str, place: str, what: str, mend: str = "") -> None:
        """Note what was lost."""
        self.losses.append(Lost(path, place, what, mend))

    def root(self, path: str) -> Element:
        """Return the root of an XML file of the cartridge."""
        self.used.add(path)
        return root_of(self.container.files[path], f"{self.container.name}: {path}")


def resources_of(root: Element) -> Mapping[str, Resource]:
    """Return the resources of a manifest by their ids."""
    found = {}
    for block in inside(root, "resources"):
        for each in inside(block, "resource"):
            files = tuple(attribute(file, "href") for file in inside(each, "file"))
            address = attribute(each, "href") or next(iter(files), "")
            needs = tuple(attribute(one, "identifierref") for one in inside(each, "dependency"))
            found[attribute(each, "identifier")] = Resource(attribute(each, "type").lower(), address, files, needs)
    return found


def beside(resource: Resource, name: str, reading: Reading) -> str:
    """Return the path of a settings file of Canvas among the files of a resource and of those that it depends on."""
    files = [
        *resource.files,
        *(file for need in resource.needs if need in reading.resources for file in reading.resources[need].files),
    ]
    return next((file for file in files if file.endswith(name) and file in reading.container.files), "")


def there(resource: Resource, leaf: Leaf, reading: Reading) -> str:
    """Return the XML file of a resource; an empty text, and a line, where it is not there."""
    path = next((file for file in (resource.address, *resource.files) if file in reading.container.files), "")
    if not path:
        reading.lose(resource.address or SCORM, leaf.place, "it is not in the cartridge", "Write the module anew")
    return path
