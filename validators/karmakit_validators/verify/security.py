"""Judge what a bundle could do to a learner: load from the network, run what it should not, watch, or give secrets away."""

import base64
import binascii
import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from karmakit_schemas.findings import Finding
from karmakit_schemas.spans import Span
from karmakit_validators.verify.address import understand
from karmakit_validators.verify.archive import Archive
from karmakit_validators.verify.course import PLAYER, PREFIX
from karmakit_validators.verify.css import placed
from karmakit_validators.verify.dom import Node, UnreadableError, elements, line_of, local, read_document
from karmakit_validators.verify.faults import few, found
from karmakit_validators.verify.html import Page, runs

OFFLINE = "Put the file into the bundle: a course works offline and tells nobody who reads it."
LONGEST_TEXT = 8 * 1024 * 1024

_QUOTED = re.compile(r"""["'`]((?:https?:|wss?:)?//[^"'`\s]{1,200})""")
_FETCHING = re.compile(
    r"""(?:\b(?:fetch|import|importScripts|sendBeacon|WebSocket|EventSource|Worker|SharedWorker)\s?\(\s?"""
    r"""|\.open\(\s?["'][A-Z]{3,7}["']\s?,\s?|\.src\s?=\s?|\bfrom\s?)$"""
)
_BEFORE = 40
_TRACKERS = (
    *("google-analytics.com", "googletagmanager.com", "googlesyndication.com", "doubleclick.net", "connect.facebook.net"),
    *("hotjar.com", "clarity.ms", "segment.io", "segment.com", "mixpanel.com", "matomo.cloud", "newrelic.com", "nr-data.net"),
    *("fullstory.com", "amplitude.com", "scorecardresearch.com", "quantserve.com", "statcounter.com", "mc.yandex.ru"),
    *("cloudflareinsights.com", "plausible.io", "criteo.com", "taboola.com", "adnxs.com", "chartbeat.com", "heapanalytics.com"),
    *("mouseflow.com", "addthis.com", "sharethis.com"),
)
_BASIC = re.compile(r"\bBasic[ +]([A-Za-z0-9+/]{12,400}={0,2})")
_STORES = ("lrs", "xapi", "tincan")
_SECRET = re.compile(
    r"""[\w-]{0,40}?(?:key|secret|password|username|auth)["']?\s{0,5}[:=]\s{0,5}["']([^"'\s]{4,200})["']""", re.IGNORECASE
)
_USER_IN_ADDRESS = re.compile(r"https?://[\w.%-]{1,100}:[^\s/@\"'<>]{1,100}@[\w.-]+")
_SVG_ACTIVE = {"script", "foreignobject", "iframe", "object", "embed", "handler", "listener"}
_SVG_ANIMATED = {"animate", "set", "animatetransform", "animatemotion", "animatecolor"}

_WANTED = (
    "default-src",
    "script-src",
    "style-src",
    "img-src",
    "media-src",
    "font-src",
    "connect-src",
    "frame-src",
    "object-src",
    "worker-src",
    "manifest-src",
)
_HARMLESS_SOURCES = {"'none'", "'self'", "data:", "blob:", "'report-sample'"}
# a store is known only at launch, and one inside a department may speak plain HTTP
_STORE_SOURCES = {"https:", "http:"}
# one style and no other: a document in one file carries its own
_HASH = re.compile(r"'sha(256|384|512)-[a-z0-9+/=]+'")
_NOT_FOR_SCRIPTS = {"data:", "blob:"}


def position(path: str, text: str, offset: int) -> Span:
    """Return the place of an offset in a text."""
    line = text.count("\n", 0, offset) + 1
    column = offset - text.rfind("\n", 0, offset)
    return Span(path, line, column, line, column)


def check_page_loads(page: Page) -> Iterator[Finding]:
    """Yield every address of a page that a browser would fetch from the network, and forms that send something there."""
    for reference in page.references:
        meaning = reference.to.meaning
        if meaning == "remote" and reference.loads:
            yield found("SEC004", f"`{_short(reference.address)}` is loaded from the network", page.at(reference.node), OFFLINE)
            for _, host in trackers(reference.address):
                yield found("SEC016", f"`{host}` watches who reads the page", page.at(reference.node), "Remove it.")
        elif meaning == "remote" and reference.attribute in ("action", "formaction"):
            mend = "Remove the form; the player keeps answers."
            yield found("SEC006", f"the form sends what is typed to `{_short(reference.address)}`", page.at(reference.node), mend)


def check_page_runs(page: Page) -> Iterator[Finding]:
    """Yield what could run in a page besides the player: scripts, handlers, addresses, frames."""
    for script in page.scripts:
        source = script.get("src")
        if not runs(script) or (source is not None and understand(source, page.path).path == PLAYER):
            continue
        what = f"the script `{_short(source)}`" if source else "a script in the page"
        yield found("SEC001", f"{what} is not the player", page.at(script), "A page runs the player and nothing else.")
    for node, name in page.handlers:
        yield found("SEC003", f"`{name}` runs a script", page.at(node), "Remove the attribute.")
    for reference in page.references:
        if reference.to.meaning == "runs":
            message = f"the address `{_short(reference.address)}` runs a script or shows a foreign page"
            yield found("SEC007", message, page.at(reference.node), "Link to a page or a file.")
    for node in page.frames:
        yield found(
            "SEC002",
            f"<{node.tag}> embeds a foreign page",
            page.at(node),
            "Link to it; iGOT refuses frames, and nothing works offline.",
        )


def check_policy(page: Page, *, store: bool = False, worker: bool = False) -> Iterator[Finding]:
    """Yield what is missing or weak in a page's policy; `store` and `worker` say what it may besides (`Reading`)."""
    if not page.policies:
        yield found(
            "SEC015", "the page has no Content-Security-Policy", page.at(), "Add it as the first `<meta>` after the charset."
        )
        return
    node, text = page.policies[0]
    if page.before_policy is not None:
        message = f"<{page.before_policy.tag}> stands before the Content-Security-Policy, which does not bind it"
        yield found("SEC015", message, page.at(page.before_policy), "Put the policy first.")
    for weakness in weaknesses(text, store=store, worker=worker):
        yield found("SEC015", f"the Content-Security-Policy {weakness}", page.at(node), "Allow 'self', and 'none' by default.")


@lru_cache(maxsize=16)
def weaknesses(policy: str, *, store: bool = False, worker: bool = False) -> Sequence[str]:
    """Return what a policy lets through that a course never needs.

    Connections to other servers are for courses with a `store`, workers and manifests for those with a `worker` of their own.
    """
    rules: dict[str, list[str]] = {}
    for part in policy.split(";"):
        words = part.split()
        if words:
            rules.setdefault(words[0].lower(), [word.lower() for word in words[1:]])
    weak = []
    if "default-src" not in rules:
        weak.append("has no `default-src`")
    foreign = (name for name in ("worker-src", "manifest-src") if not worker and rules.get(name, ["'none'"]) != ["'none'"])
    weak += [f"allows `{name}`, which only a website needs" for name in foreign]
    for directive, sources in rules.items():
        if directive not in _WANTED and directive not in ("form-action", "base-uri"):
            continue
        harmless = _HARMLESS_SOURCES | (_STORE_SOURCES if store and directive == "connect-src" else set())
        weak += [
            f"allows {source} in `{directive}`"
            for source in sources
            if source not in harmless and not (directive == "style-src" and _HASH.fullmatch(source))
        ]
        if directive in ("default-src", "script-src", "object-src", "worker-src"):
            weak += [f"allows {source} in `{directive}`" for source in sources if source in _NOT_FOR_SCRIPTS]
    return tuple(weak)


def check_styles(archive: Archive) -> Iterator[Finding]:
    """Yield every address of a style sheet that a browser would fetch from the network."""
    for name, data in _texts(archive, (".css",)):
        yield from few(_in_style(name, data.decode("utf-8", "replace")))


def _in_style(name: str, text: str) -> Iterator[Finding]:
    for offset, address in placed(text):
        meaning = understand(address, name).meaning
        if meaning == "remote":
            yield found("SEC004", f"`{_short(address)}` is loaded from the network", position(name, text, offset), OFFLINE)
        elif meaning == "runs":
            yield found("SEC007", f"the address `{_short(address)}` runs a script", position(name, text, offset), "Link to a file.")


def check_scripts(archive: Archive) -> Iterator[Finding]:
    """Yield every address that a script plainly fetches from the network."""
    for name, data in _texts(archive, (".js", ".mjs")):
        yield from few(_in_script(name, _program(name, data)))


def _in_script(name: str, text: str) -> Iterator[Finding]:
    for hit in _QUOTED.finditer(text):
        if _FETCHING.search(text, max(0, hit.start() - _BEFORE), hit.start()):
            yield found("SEC004", f"`{_short(hit[1])}` is loaded from the network", position(name, text, hit.start(1)), OFFLINE)
    for offset, host in trackers(text):
        yield found("SEC016", f"`{host}` watches who reads the page", position(name, text, offset), "Remove it.")


def trackers(text: str) -> Iterator[tuple[int, str]]:
    """Yield every known service for watching people that a text names, with its offset."""
    lowered = text.lower()
    for host in _TRACKERS:
        for offset in occurrences(lowered, host):
            around = lowered[offset - 1 : offset] + lowered[offset + len(host) : offset + len(host) + 1]
            if not any(character.isalnum() or character == "-" for character in around):
                yield offset, host


def occurrences(text: str, word: str) -> Iterator[int]:
    """Yield every offset of a word in a text."""
    offset = text.find(word)
    while offset >= 0:
        yield offset
        offset = text.find(word, offset + 1)


def check_pictures(archive: Archive) -> Iterator[Finding]:
    """Yield what could run in, or be loaded by, an SVG picture."""
    for name, data in _texts(archive, (".svg",)):
        head = data[:4096].lower()
        if b"<!entity" in head or b"<!entity" in data.lower():
            yield found("SEC005", f"{name} declares entities", archive.at(name), "Save the picture as plain SVG.")
            continue
        try:
            root = read_document(data)
        except UnreadableError as error:
            at = archive.at(name, error.line, error.column)
            yield found("MED018", f"{name} is not well-formed: {error}", at, "Save the picture again.")
            continue
        yield from few(
            finding for node in elements(root) for finding in (*_element_of_picture(name, node), *_styles_of_picture(name, node))
        )


def _element_of_picture(name: str, node: Node) -> Iterator[Finding]:
    at, tag = line_of(name, node), local(node.tag)
    mend = "Save the picture as plain SVG, without scripts and links to elsewhere."
    if tag.lower() in _SVG_ACTIVE:
        yield found("SEC005", f"<{tag}> in a picture can run or show foreign content", at, mend)
    for key, value in node.items():
        attribute = local(key).lower()
        target = attribute in ("href", "src", "base")
        meaning = (
            understand(value, name).meaning
            if target or (attribute in ("to", "values") and tag.lower() in _SVG_ANIMATED)
            else "other"
        )
        if attribute.startswith("on"):
            yield found("SEC005", f"`{attribute}` in a picture runs a script", at, mend)
        elif meaning == "runs":
            yield found("SEC005", f"the address `{_short(value)}` in a picture runs a script", at, mend)
        elif meaning == "remote" and target and tag != "a":
            yield found("SEC004", f"`{_short(value)}` is loaded from the network", at, OFFLINE)


def _styles_of_picture(name: str, node: Node) -> Iterator[Finding]:
    styles = [node.text or ""] if local(node.tag) == "style" else []
    for text in [*styles, *(value for _, value in node.items() if "url(" in value)]:
        for _, address in placed(text):
            if understand(address, name).meaning == "remote":
                yield found("SEC004", f"`{_short(address)}` is loaded from the network", line_of(name, node), OFFLINE)


def check_secrets(archive: Archive) -> Iterator[Finding]:
    """Yield passwords of a learning record store that anybody who has the bundle could read."""
    for name, data in _texts(archive, (".html", ".htm", ".js", ".mjs", ".json", ".xml", ".txt")):
        yield from few(_secrets(name, data.decode("utf-8", "replace")))


def _secrets(name: str, text: str) -> Iterator[Finding]:
    mend = "Take it out and change the password: the platform hands out credentials at launch."
    for hit in _BASIC.finditer(text) if "Basic" in text else ():
        if _holds_password(hit[1]):
            yield found("SEC019", "a name and password for a server stand in the file", position(name, text, hit.start()), mend)
    for offset in _credentials(text):
        yield found("SEC019", "a credential for a server stands in the file", position(name, text, offset), mend)


def _credentials(text: str) -> Iterator[int]:
    lowered = text.lower()
    for store in _STORES:
        for offset in occurrences(lowered, store):
            if not lowered[offset - 1 : offset].isalnum() and _SECRET.match(text, offset):
                yield offset
    for hit in _USER_IN_ADDRESS.finditer(text) if "@" in text else ():
        yield hit.start()


def _holds_password(word: str) -> bool:
    try:
        plain = base64.b64decode(word + "=" * (-len(word) % 4), validate=True)
    except (binascii.Error, ValueError):
        return False
    return b":" in plain and plain.isascii()


def _texts(archive: Archive, suffixes: tuple[str, ...]) -> Iterator[tuple[str, bytes]]:
    return ((name, data) for name, data in archive.files.items() if name.lower().endswith(suffixes) and len(data) <= LONGEST_TEXT)


def _program(name: str, data: bytes) -> str:
    """Return a script as text; of the player without the course's data in its first line, which are texts and no program."""
    if name == PLAYER and data.startswith(PREFIX):
        return "\n" + data.partition(b"\n")[2].decode("utf-8", "replace")
    return data.decode("utf-8", "replace")


def _short(address: str | None) -> str:
    text = " ".join((address or "").split())
    return text if len(text) <= 80 else f"{text[:77]}..."  # noqa: PLR2004  (a line of a terminal)
