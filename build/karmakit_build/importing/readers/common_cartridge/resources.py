"""Read one resource of a cartridge: what it is, its type says; each becomes a part of the course, or a line of what was lost."""

from collections.abc import Callable
from dataclasses import replace
from posixpath import splitext

from karmakit_build.importing.packages.elements import attribute, down, word
from karmakit_build.importing.packages.html import SUFFIXES
from karmakit_build.importing.packages.kinds import SCORM
from karmakit_build.importing.packages.outline import Leaf
from karmakit_build.importing.readers.common_cartridge.addresses import settled_text
from karmakit_build.importing.readers.common_cartridge.reading import Reading, Resource, beside, there
from karmakit_build.importing.readers.common_cartridge.testing import test_of
from karmakit_build.importing.wording import plain
from karmakit_build.importing.xml import inside
from karmakit_build.xml import Element

_ASSIGNMENT = "assignment_settings.xml"


def read_resource(name: str, title: str, trail: tuple[str, ...], place: str, reading: Reading) -> Leaf | None:
    """Return the part that a resource makes under a title (its own, if none is given); None where it makes none, which is told."""
    reading.read.add(name)
    resource = reading.resources.get(name)
    if resource is None:
        reading.lose(SCORM, place, f"its resource `{name}` is not in the manifest", "Write the module anew")
        return Leaf(title=title or name, place=place, trail=trail)
    reading.used.update(file for file in resource.files if file.lower().endswith(".xml"))
    leaf = Leaf(title=title, place=place, trail=trail, ident=name)
    how = _how(resource, reading)
    if how is not None:
        return how(resource, leaf, reading)
    if resource.kind not in {"webcontent", ""} and not resource.address.lower().endswith(SUFFIXES):
        reading.lose(
            resource.address or SCORM, place, f"a resource of the type `{resource.kind}`", "Bring in by hand what it shows"
        )
        return None
    return replace(leaf, title=title or _stem(resource.address), address=f"/{resource.address}")


def _stem(path: str) -> str:
    return splitext(path.rpartition("/")[2])[0].replace("-", " ").replace("_", " ") or "Page"


def _how(resource: Resource, reading: Reading) -> Callable[[Resource, Leaf, Reading], Leaf | None] | None:
    """Return what reads a resource, by its type; None for plain files."""
    kind = resource.kind
    if "imsqti" in kind and "assessment" in kind:
        return test_of
    if "question-bank" in kind or resource.address.endswith(".xml.qti"):
        return test_of
    if beside(resource, _ASSIGNMENT, reading):
        return _assignment
    table: tuple[tuple[str, Callable[[Resource, Leaf, Reading], Leaf | None]], ...] = (
        ("imswl", _web_link),
        ("imsdt", _topic),
        ("imsbasiclti", _tool),
        ("assignment_xmlv1p0", _assignment),
    )
    return next((read for part, read in table if part in kind), None)


def _web_link(resource: Resource, leaf: Leaf, reading: Reading) -> Leaf:
    path = there(resource, leaf, reading)
    if not path:
        return replace(leaf, title=leaf.title or "Link")
    root = reading.root(path)
    address = next((attribute(each, "href") for each in inside(root, "url")), "")
    return replace(leaf, title=leaf.title or word(root, "title") or address, address=address)


def _topic(resource: Resource, leaf: Leaf, reading: Reading) -> Leaf:
    path = there(resource, leaf, reading)
    if not path:
        return replace(leaf, title=leaf.title or "Topic")
    root = reading.root(path)
    reading.lose(path, leaf.place, "a topic to discuss; its text is here, and no forum", "Ask it as a reflection")
    return _with_text(root, path, replace(leaf, title=leaf.title or word(root, "title") or "Topic"), reading)


def _assignment(resource: Resource, leaf: Leaf, reading: Reading) -> Leaf:
    settings = beside(resource, _ASSIGNMENT, reading) or there(resource, leaf, reading)
    if not settings:
        return replace(leaf, title=leaf.title or "Assignment")
    root = reading.root(settings)
    points = word(root, "points_possible") or next((attribute(each, "points_possible") for each in inside(root, "gradable")), "")
    handed = word(root, "submission_types") or ", ".join(
        attribute(each, "type") for each in down(root, "submission_formats", "format")
    )
    told = ", ".join(filter(None, (f"{points} points" if points else "", f"handed in as {handed}" if handed else "")))
    reading.lose(
        settings,
        leaf.place,
        f"an assignment{f' ({told})' if told else ''}; its text is here, and nothing is handed in",
        "Ask it as a reflection",
    )
    leaf = replace(leaf, title=leaf.title or word(root, "title") or "Assignment")
    page = next((file for file in (resource.address, *resource.files) if file.lower().endswith(SUFFIXES)), "")
    return replace(leaf, address=f"/{page}") if page else _with_text(root, settings, leaf, reading)


def _with_text(root: Element, path: str, leaf: Leaf, reading: Reading) -> Leaf:
    """Return a part with the text of an XML file, HTML or plain, which is read like a page of its own."""
    element = next(inside(root, "text"), None)
    text = "".join(map(str, element.itertext())) if element is not None else ""
    for each in down(root, "attachments", "attachment"):
        reading.lose(path, leaf.place, f"a file beside it, {attribute(each, 'href')[:80]}", "Link it from the text")
    if word(root, "instructor_text"):
        reading.lose(path, leaf.place, "a text for the instructor", "Put it where learners do not read it")
    if element is not None and attribute(element, "texttype") == "text/plain":
        return replace(leaf, body="\n\n".join(plain(part) for part in text.split("\n\n") if part.strip()))
    page = f"{path}.html"
    reading.pages[page] = f"<html><body>{settled_text(text, path, reading.container)}</body></html>".encode("utf-8-sig")
    return replace(leaf, address=f"/{page}")


def _tool(resource: Resource, leaf: Leaf, reading: Reading) -> None:
    path = there(resource, leaf, reading)
    if path:
        root = reading.root(path)
        address = word(root, "secure_launch_url") or word(root, "launch_url")
        said = f'"{leaf.title or word(root, "title")}", {address[:80]}'
        reading.lose(path, leaf.place, f"a tool of another site (LTI), {said}", "Say in the text what learners do there")


def opens(name: str, reading: Reading) -> bool:
    """Say whether a resource is something that learners open by itself, not a file beside a page."""
    each = reading.resources[name]
    if each.kind == "webcontent":
        return each.address.lower().endswith(SUFFIXES)
    return _how(each, reading) is not None
