"""SCORM 1.2 and 2004, and plain IMS content packages: items become modules, those above them units."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from urllib.parse import urljoin

from karmakit_build.importing.draft import Draft, Lost
from karmakit_build.importing.packages import lom
from karmakit_build.importing.packages.containers import Container, container_of
from karmakit_build.importing.packages.elements import attribute, word, words
from karmakit_build.importing.packages.kinds import SCORM
from karmakit_build.importing.packages.making import draft_of
from karmakit_build.importing.packages.outline import About, Leaf, Outline
from karmakit_build.importing.readers.scorm.asking import in_order, limit, mark, prerequisites, told
from karmakit_build.importing.xml import inside, root_of
from karmakit_build.xml import Element
from karmakit_schemas.errors import UnusableInputError

_XML_BASE = "{http://www.w3.org/XML/1998/namespace}base"


def read(path: Path) -> Draft:
    """Return the course that a package holds."""
    container = container_of(path, (SCORM,))
    return draft_of(container, outline_of(container), path.stem)


@dataclass(frozen=True)
class _Resource:
    address: str
    files: tuple[str, ...]


def outline_of(container: Container) -> Outline:
    """Return what the manifest says; raises `UnusableInputError` where it is no XML, or names nothing."""
    root = root_of(container.files[SCORM], f"{container.name}: {SCORM}")
    resources = _resources(root)
    organization, losses = _organization(root)
    leaves: list[Leaf] = []
    if organization is not None:
        title = word(organization, "title")
        for item in inside(organization, "item"):
            found, lost = _items(item, (), resources)
            leaves += found
            losses += lost
    else:
        title = ""
        leaves = [
            Leaf(title=_named(name), place=f"resource {name}", address=each.address)
            for name, each in resources.items()
            if each.address
        ]
        losses.append(Lost(SCORM, "", "there is no outline; every resource is a module", "Put the modules in order"))
    if not leaves:
        raise UnusableInputError(f"{container.name}: {SCORM} names nothing that learners open")
    about, used = _about(root, container)
    said = dict(about.said)
    if organization is not None and in_order(organization):
        said["order"] = "in-order"
    about = replace(about, title=title or about.title, said=said)
    return Outline(SCORM, about, tuple(leaves), tuple(losses), frozenset(used))


def _named(name: str) -> str:
    return name.replace("_", " ").strip() or "Module"


def _resources(root: Element) -> Mapping[str, _Resource]:
    """Return the resources by their ids, with the files of those that they depend on."""
    found: dict[str, _Resource] = {}
    needs: dict[str, list[str]] = {}
    for block in inside(root, "resources"):
        for each in inside(block, "resource"):
            base = "".join(filter(None, (root.get(_XML_BASE), block.get(_XML_BASE), each.get(_XML_BASE))))
            address = attribute(each, "href")
            files = [urljoin(base, attribute(file, "href")) for file in inside(each, "file")]
            name = attribute(each, "identifier")
            found[name] = _Resource(urljoin(base, address) if address else "", tuple(files))
            needs[name] = [attribute(one, "identifierref") for one in inside(each, "dependency")]
    return {
        name: replace(each, files=(*each.files, *(file for need in needs[name] if need in found for file in found[need].files)))
        for name, each in found.items()
    }


def _organization(root: Element) -> tuple[Element | None, list[Lost]]:
    """Return the default organization, and a line for each other one."""
    there = [each for block in inside(root, "organizations") for each in inside(block, "organization")]
    default = next((attribute(block, "default") for block in inside(root, "organizations")), "")
    chosen = next((each for each in there if default and attribute(each, "identifier") == default), there[0] if there else None)
    losses = [
        Lost(SCORM, f"organization {attribute(each, 'identifier')}", "another outline of the same content", "A course has one")
        for each in there
        if each is not chosen
    ]
    losses += [
        Lost(SCORM, f"manifest {attribute(each, 'identifier')}", "a package within the package", "Bring it in by itself")
        for each in inside(root, "manifest")
    ]
    return chosen, losses


def _items(item: Element, trail: tuple[str, ...], resources: Mapping[str, _Resource]) -> tuple[list[Leaf], list[Lost]]:
    ident = attribute(item, "identifier")
    place = f"item {ident}"
    title = word(item, "title") or _named(ident)
    refers = attribute(item, "identifierref")
    children = list(inside(item, "item"))
    here = (*trail, title) if children else trail
    leaves, losses = [], list(told(item, place))
    if refers:
        leaf, lost = _leaf(item, resources.get(refers), trail=here, place=place, title=title)
        leaves.append(leaf)
        losses += lost
        if refers not in resources:
            losses.append(Lost(SCORM, place, f"its resource `{refers}` is not in the manifest", "Write the module anew"))
    elif not children:
        leaves.append(Leaf(title=title, place=place, trail=here, ident=ident))
        losses.append(Lost(SCORM, place, "it opens nothing; its module is empty", "Write the module anew"))
    for each in children:
        found, lost = _items(each, here, resources)
        leaves += found
        losses += lost
    return leaves, losses


def _leaf(item: Element, resource: _Resource | None, *, trail: tuple[str, ...], place: str, title: str) -> tuple[Leaf, list[Lost]]:
    losses = []
    requires, lost = prerequisites(item, place)
    losses += lost
    parameters = attribute(item, "parameters")
    if resource is not None and not resource.address:
        losses.append(Lost(SCORM, place, "its resource names no page to open", "Write the module anew"))
    address = resource.address if resource else ""
    leaf = Leaf(
        title=title,
        place=place,
        trail=trail,
        address=f"{address}{parameters if parameters.startswith(('?', '#')) else ''}",
        pages=resource.files if resource else (),
        ident=attribute(item, "identifier"),
        requires=requires,
        pass_mark=mark(item),
        limit=limit(item),
    )
    return leaf, losses


def _about(root: Element, container: Container) -> tuple[About, list[str]]:
    """Return what the metadata say: those in the manifest, filled up from the file that it names."""
    found, used = [], []
    for block in inside(root, "metadata"):
        found += [lom.about(each, SCORM) for each in inside(block, "lom")]
        for location in inside(block, "location"):
            path = container.find(words(location))
            if path is not None:
                used.append(path)
                found.append(lom.about(root_of(container.files[path], f"{container.name}: {path}"), path))
            else:
                found.append(About(losses=(Lost(SCORM, "metadata", f"{words(location)[:80]} is not in the package"),)))
    return _filled(found), used


def _filled(found: list[About]) -> About:
    def first(name: str) -> str:
        return next((value for each in found if (value := getattr(each, name))), "")

    return About(
        title=first("title"),
        language=first("language"),
        summary=first("summary"),
        licence=first("licence"),
        provider=first("provider"),
        said={key: value for each in reversed(found) for key, value in each.said.items()},
        losses=tuple(dict.fromkeys(lost for each in found for lost in each.losses)),
    )
