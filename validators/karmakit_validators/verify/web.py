"""Read a website that can be installed: its web app manifest, and the list by which its service worker keeps it."""

import base64
import hashlib
import re
import struct
from collections.abc import Iterator, Mapping
from itertools import chain
from typing import Any

from karmakit_schemas.findings import Finding
from karmakit_validators.verify.address import understand
from karmakit_validators.verify.archive import Archive
from karmakit_validators.verify.course import OWN_FOLDER, Course, read_json
from karmakit_validators.verify.faults import few, found
from karmakit_validators.verify.html import LONGEST_PAGE, read_page
from karmakit_validators.verify.reading import Reading
from karmakit_validators.verify.security import OFFLINE

MANIFEST = "manifest.webmanifest"
WORKER = "sw.js"
EDITION = b"self.karmakitEdition="
LARGEST_ICON = 512
SIZES = (192, LARGEST_ICON)
# what comes with the text without being asked for
LIGHT = 1_000_000

_DISPLAYS = ("fullscreen", "standalone", "minimal-ui", "browser")
_COLOUR = re.compile(r"#[0-9a-fA-F]{6}")
_PICTURE = re.compile(r"\.(svg|png|jpe?g|gif|webp|avif)$", re.IGNORECASE)
_ADDRESSES = {"src", "url", "start_url", "scope", "id", "action"}
_PNG = b"\x89PNG\r\n\x1a\n"
_BUILD = "Build the bundle again with `karmakit build --target web`."
_AFTER = "Never change a file inside a bundle; build it again."


def read_web(archive: Archive, course: Course | None) -> Reading:
    """Return what `manifest.webmanifest` says of a site (W3C, Web Application Manifest)."""
    told = read_json(archive.files.get(MANIFEST))
    if not isinstance(told, dict):
        fault = found("PKG031", f"{MANIFEST} is no JSON object", archive.at(MANIFEST), _BUILD)
        return Reading("web app", findings=[fault], worker=True)
    start = _text(told, "start_url")
    return Reading(
        standard="web app",
        title=_text(told, "name"),
        launch=understand(start, MANIFEST).path or "" if start else "",
        units=1,
        findings=[*few(chain(_remote(archive, told), _addresses(archive, told)))],
        house=[*few(chain(_fields(archive, told, course), _icons(archive, told), _launch(archive, told))), *few(_worker(archive))],
        worker=True,
    )


def _text(told: Mapping[str, Any], key: str) -> str:
    value = told.get(key)
    return value if isinstance(value, str) else ""


def _fault(archive: Archive, message: str) -> Finding:
    return found("PKG031", message, archive.at(MANIFEST), _BUILD)


def _rows(told: Mapping[str, Any], key: str) -> list[Mapping[str, Any]]:
    listed = told.get(key)
    return [row for row in listed if isinstance(row, dict)] if isinstance(listed, list) else []


# ---- the manifest ----------------------------------------------------------------------------------------------------------


def _remote(archive: Archive, told: Any) -> Iterator[Finding]:
    """Yield every address of the manifest that leads to the network, wherever it stands."""
    waiting = [("", told)]
    while waiting:
        key, value = waiting.pop()
        if isinstance(value, dict):
            waiting += value.items()
        elif isinstance(value, list):
            waiting += ((key, one) for one in value)
        elif isinstance(value, str) and key in _ADDRESSES and understand(value, MANIFEST).meaning != "local":
            yield found("SEC004", f"`{key}` is `{value[:80]}`: it leads to the network", archive.at(MANIFEST), OFFLINE)


def _addresses(archive: Archive, told: Mapping[str, Any]) -> Iterator[Finding]:
    start, scope = understand(_text(told, "start_url") or ".", MANIFEST), understand(_text(told, "scope") or ".", MANIFEST)
    if start.meaning == "local" and start.path not in archive.names:
        yield _fault(archive, f"`start_url` is `{_text(told, 'start_url')[:80]}`, which is not in the bundle")
    if scope.meaning == "local" and not _within(start.path, scope.path):
        yield _fault(archive, f"`start_url` lies outside `scope`, which is `{_text(told, 'scope')[:80]}`")
    for icon in _rows(told, "icons"):
        source = understand(_text(icon, "src"), MANIFEST)
        if source.meaning == "local" and source.path not in archive.names:
            yield _fault(archive, f"the icon `{_text(icon, 'src')[:80]}` is not in the bundle")


def _within(path: str | None, scope: str | None) -> bool:
    return path is not None and scope is not None and (scope == "." or path.startswith(f"{scope.rstrip('/')}/") or path == scope)


def _fields(archive: Archive, told: Mapping[str, Any], course: Course | None) -> Iterator[Finding]:
    for key in ("name", "short_name", "start_url", "scope", "lang"):
        if not _text(told, key).strip():
            yield _fault(archive, f"the manifest has no `{key}`")
        if key in {"start_url", "scope"} and _text(told, key).startswith("/"):
            yield _fault(archive, f"`{key}` begins with a slash: the site could only lie at the root of a server")
    for key, value in (("name", course.title), ("lang", course.language)) if course else ():
        if _text(told, key) != value:
            yield _fault(archive, f"`{key}` is `{_text(told, key)[:80]}`; the course says `{value[:80]}`")
    if told.get("dir") not in {"ltr", "rtl"}:
        yield _fault(archive, "`dir` is neither `ltr` nor `rtl`")
    if told.get("display") not in _DISPLAYS:
        yield _fault(archive, f"`display` is none of {', '.join(_DISPLAYS)}")
    for key in ("background_color", "theme_color"):
        if not _COLOUR.fullmatch(_text(told, key)):
            yield _fault(archive, f"`{key}` is no colour of the form #1b4f72")


def _icons(archive: Archive, told: Mapping[str, Any]) -> Iterator[Finding]:
    icons = _rows(told, "icons")
    wanted = {f"{size}x{size}" for size in SIZES}
    if missing := wanted - {_text(icon, "sizes") for icon in icons if _text(icon, "type") == "image/png"}:
        yield _fault(archive, f"no icon is a PNG of {' or '.join(sorted(missing))}: no browser would install the course")
    if not any("maskable" in _text(icon, "purpose").split() for icon in icons):
        yield _fault(archive, "no icon is `maskable`: a launcher would put it on a white plate")
    for icon in icons:
        data = archive.files.get(understand(_text(icon, "src"), MANIFEST).path or "", b"")
        size = _size_of(data)
        if size and _text(icon, "sizes") != size:
            yield _fault(archive, f"the icon `{_text(icon, 'src')[:80]}` has {size} pixels, not {_text(icon, 'sizes')[:20]}")


def _size_of(data: bytes) -> str:
    """Return width and height of a PNG, or nothing of another picture."""
    if not data.startswith(_PNG) or len(data) < len(_PNG) + 16:
        return ""
    width, height = struct.unpack_from(">2I", data, len(_PNG) + 8)
    return f"{width}x{height}"


def _launch(archive: Archive, told: Mapping[str, Any]) -> Iterator[Finding]:
    """Yield what keeps the first page from becoming an app: no link to the manifest, or a policy that forbids it or the worker."""
    path = understand(_text(told, "start_url") or ".", MANIFEST).path or ""
    data = archive.files.get(path, b"")
    page = read_page(path, data) if data and len(data) <= LONGEST_PAGE else None
    if page is None:
        return
    linked = (
        one.to.path for one in page.references if one.node.tag == "link" and (one.node.get("rel") or "").lower() == "manifest"
    )
    if MANIFEST not in linked:
        yield found("PKG031", f"{path} does not link to {MANIFEST}", page.at(), _BUILD)
    words = [part.split() for _, policy in page.policies for part in policy.split(";")]
    for directive in ("worker-src", "manifest-src"):
        if page.policies and [directive, "'self'"] not in words:
            yield found("PKG031", f"the policy of {path} does not say `{directive} 'self'`", page.at(), _BUILD)


# ---- the worker ------------------------------------------------------------------------------------------------------------


def _worker(archive: Archive) -> Iterator[Finding]:
    script = archive.files.get(WORKER, b"")
    at = archive.at(WORKER if script else "")
    if not script:
        yield found("PKG032", f"{WORKER} is missing: nothing keeps the course without a network", at, _BUILD)
        return
    first, _, program = script.partition(b"\n")
    edition = read_json(first.removeprefix(EDITION).removesuffix(b";")) if first.startswith(EDITION) else None
    if b"importScripts" in program:
        yield found("SEC001", f"{WORKER} runs scripts from elsewhere", at, "The worker is one file.")
    if not isinstance(edition, dict) or not isinstance(edition.get("files"), list):
        yield found("PKG032", f"{WORKER} does not begin with the list of the files that it keeps", at, _BUILD)
        return
    listed = {_text(row, "path"): row for row in _rows(edition, "files")}
    kept = {name: data for name, data in archive.files.items() if name != WORKER and not name.startswith(OWN_FOLDER)}
    yield from _listed(archive, listed, kept)
    lines = "".join(f"{_text(row, 'sha256')}  {path}\n" for path, row in sorted(listed.items()))
    if edition.get("digest") != hashlib.sha256(lines.encode()).hexdigest():
        yield found("PKG032", "the digest of the edition is not that of its files", at, _AFTER)
    yield from _at_once(archive, listed, kept)


def _listed(archive: Archive, listed: Mapping[str, Mapping[str, Any]], kept: Mapping[str, bytes]) -> Iterator[Finding]:
    for name in sorted({*listed, *kept}):
        row, data = listed.get(name), kept.get(name)
        if data is None:
            yield found("PKG032", f"the worker keeps `{name[:80]}`, which is not in the bundle", archive.at(WORKER), _AFTER)
        elif row is None:
            yield found("PKG032", f"the worker does not keep {name}: it is missing without a network", archive.at(name), _AFTER)
        elif row.get("size") != len(data):
            yield found(
                "PKG032", f"{name} has {len(data)} bytes; {WORKER} says {str(row.get('size'))[:20]}", archive.at(name), _AFTER
            )
        elif row.get("sha256") != base64.b64encode(hashlib.sha256(data).digest()).decode():
            yield found("PKG032", f"{name} has another SHA-256 than {WORKER} says: it would not be kept", archive.at(name), _AFTER)


def _at_once(archive: Archive, listed: Mapping[str, Mapping[str, Any]], kept: Mapping[str, bytes]) -> Iterator[Finding]:
    """Yield pages that a learner would have to ask for, and media that nobody was asked about."""
    asked = {name for name, row in listed.items() if row.get("asked")}
    for name in sorted(name for name in asked if name.startswith(("pages/", "assets/")) or name == "index.html"):
        yield found("PKG032", f"{name} is kept only when a learner asks for it; the text is kept at once", archive.at(name), _BUILD)
    media = {name: len(data) for name, data in kept.items() if name.startswith("media/") and name not in asked}
    for name in sorted(name for name in media if not _PICTURE.search(name)):
        yield found("PKG032", f"{name} is loaded without being asked for", archive.at(name), _BUILD)
    if sum(media.values()) > LIGHT:
        message = f"pictures of {sum(media.values()) // 1000} kB are loaded unasked; {LIGHT // 1000} kB are the most"
        yield found("PKG032", message, archive.at(WORKER), _BUILD)
