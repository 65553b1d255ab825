"""What `cmi5.xml` and `tincan.xml` have in common: names in a namespace, IRIs, texts in a language, pages that are launched."""

import re
from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from urllib.parse import parse_qsl

from karmakit_schemas.findings import Finding
from karmakit_schemas.spans import Span
from karmakit_validators.verify.address import understand
from karmakit_validators.verify.archive import Archive
from karmakit_validators.verify.faults import found
from karmakit_validators.verify.rawxml import Element, NotWellFormedError, read_xml

LONGEST = 8 * 1024 * 1024
SHOWN = 80

_BYTE_ORDER_MARK = b"\xef\xbb\xbf"
_IRI = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[^\s<>\"{}|\\^`\x00-\x20]+")
_LANGUAGE = re.compile(r"[A-Za-z]{1,8}(-[A-Za-z0-9]{1,8})*")


@dataclass(frozen=True, slots=True)
class Launch:
    """A launch file as elements: its path in the bundle, its root, and all elements of the standard's own namespace."""

    path: str
    root: Element
    members: AbstractSet[Element]

    def at(self, element: Element) -> Span:
        """Return where an element begins."""
        return Span(self.path, element.line, element.column, element.line, element.column)

    def own(self, element: Element) -> list[Element]:
        """Return the children in the standard's namespace; others are extensions, which every reader passes over."""
        return [child for child in element.children if child in self.members]

    def named(self, element: Element, local: str) -> list[Element]:
        """Return the children of that name in the namespace."""
        return [child for child in self.own(element) if child.local == local]


def read_launch(archive: Archive, path: str, root: str, wanted: str) -> tuple[Launch | None, list[Finding]]:
    """Return a launch file whose root is `root` in the namespace `wanted`, or what stops it from being read."""
    data = archive.files[path]
    if len(data) > LONGEST:
        return None, [found("PKG002", f"{path} has {len(data)} bytes: no course needs that", Span(path))]
    if data.startswith(_BYTE_ORDER_MARK):
        message = f"{path} begins with a byte order mark, on which some platforms break"
        return None, [found("PKG002", message, Span(path), "Save it as UTF-8 without one.")]
    try:
        element = read_xml(data)
    except NotWellFormedError as error:
        at = Span(path, error.line, error.column, error.line, error.column)
        return None, [found("PKG002", f"{path} is not XML that can be read: {error}", at, "Mend the XML at this place.")]
    launch = Launch(path, element, frozenset(_in_namespace(element, wanted)))
    if element.local != root or element not in launch.members:
        message = f"the root of {path} is not <{root}> of the namespace `{wanted}`"
        return None, [found("PKG002", message, launch.at(element), "Build the bundle again.")]
    return launch, []


def _in_namespace(root: Element, wanted: str) -> Iterator[Element]:
    stack: list[tuple[Element, Mapping[str, str]]] = [(root, {})]
    while stack:
        element, inherited = stack.pop()
        declared = {name: value for name, value in element.attrs.items() if name == "xmlns" or name.startswith("xmlns:")}
        scope = {**inherited, **declared} if declared else inherited
        prefix = element.tag.rpartition(":")[0]
        if scope.get(f"xmlns:{prefix}" if prefix else "xmlns") == wanted:
            yield element
        stack.extend((child, scope) for child in element.children)


def is_iri(text: str) -> bool:
    """Return whether a text is an absolute IRI."""
    return _IRI.fullmatch(text) is not None


def check_ids(launch: Launch, elements: Sequence[Element]) -> Iterator[Finding]:
    """Yield each identifier that is no absolute IRI, or stands on more than one element."""
    seen: set[str] = set()
    for element in elements:
        given = element.attrs.get("id", "")
        if not is_iri(given):
            what = f"`{given[:SHOWN]}` is no absolute IRI" if given else f"<{element.local}> has no `id`"
            yield found("PKG005", what, launch.at(element), "An identifier begins with a scheme, as `https://`.")
        elif given in seen:
            yield found("PKG005", f"the identifier `{given[:SHOWN]}` is given twice", launch.at(element), "Give each its own.")
        seen.add(given)


def check_language(launch: Launch, elements: Sequence[Element], code: str) -> Iterator[Finding]:
    """Yield each text that is empty, names no language, or is said twice in one."""
    seen: set[tuple[str, str]] = set()
    for element in elements:
        language = element.attrs.get("lang", "")
        if not element.text.strip():
            yield found(code, f"<{element.local}> says nothing", launch.at(element), "Give it a text, or leave it out.")
        if not _LANGUAGE.fullmatch(language):
            what = f"`{language[:SHOWN]}` is no language" if language else f"<{element.local}> does not say its language"
            yield found(code, what, launch.at(element), 'Add `lang`, as in `lang="hi"`.')
        elif (element.local, language.lower()) in seen:
            message = f"<{element.local}> is given twice in `{language}`"
            yield found(code, message, launch.at(element), "Keep one text a language.")
        seen.add((element.local, language.lower()))


def check_page(archive: Archive, launch: Launch, element: Element) -> Iterator[Finding]:
    """Yield what is wrong with the address of a page to launch: it must name a file of the bundle, exactly as it is spelt."""
    written = element.text.strip()
    address = understand(written, launch.path)
    if not written or address.meaning != "local":
        what = f"`{written[:SHOWN]}` is not in the bundle" if written else f"<{element.local}> names nothing to launch"
        yield found("PKG003", what, launch.at(element), "Launch a page of the bundle, by its path.")
    elif address.path not in archive.names:
        near = next((name for name in archive.files if name.casefold() == (address.path or "").casefold()), None)
        but = f"; `{near}` is, and capital letters count on a server" if near else ""
        yield found("PKG003", f"`{written[:SHOWN]}` is not in the bundle{but}", launch.at(element), "Name a file exactly as it is.")


def launched(launch: Launch, element: Element) -> str:
    """Return the path in the bundle that an address names, or an empty text."""
    address = understand(element.text.strip(), launch.path)
    return address.path or "" if address.meaning == "local" else ""


def query_names(address: str) -> list[str]:
    """Return the names in the query of an address."""
    return [name for name, _ in parse_qsl(address.partition("#")[0].partition("?")[2], keep_blank_values=True)]
