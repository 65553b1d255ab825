"""Read a bundle as iGOT's own validator does, so that it finds nothing to refuse and nothing to repair.

That service looks elements up by their written names, without regard to namespaces, and overwrites the file it repairs: the digest
of a repaired bundle is no longer the one that was vetted (https://github.com/shankaragoudab/cb-ext-scorm-validation).
"""

import posixpath
import re
from collections.abc import Iterator
from urllib.parse import unquote_plus

from karmakit_schemas.findings import Finding
from karmakit_validators.verify.archive import Archive
from karmakit_validators.verify.faults import found
from karmakit_validators.verify.manifest import MANIFEST, Manifest, place
from karmakit_validators.verify.rawxml import Element

LAUNCH_PAGE = "index.html"
MOST_SCRIPTS = 10

_BUILD = "Build the bundle with `karmakit build --target scorm12`."


def _tagged(root: Element, tag: str) -> list[Element]:
    return [element for element in root.walk() if element.tag == tag]


def _resolved(href: str) -> str | None:
    """Return the entry a href names for iGOT: cut at `?` and `#`, URL-decoded with `+` as a space, beside the manifest."""
    path = posixpath.normpath(unquote_plus(re.split(r"[?#]", href, maxsplit=1)[0]))
    return None if path.startswith("..") or "://" in href else path.removeprefix("/")


def check_igot(archive: Archive, manifest: Manifest) -> Iterator[Finding]:
    """Yield what iGOT would refuse or repair."""
    root = manifest.root
    others = [name for name in archive.files if posixpath.basename(name).lower() == MANIFEST and name != MANIFEST]
    for name in others:
        yield found(
            "PKG023", f"{name} is a second manifest: iGOT takes whichever it finds first", archive.at(name), "Leave it out."
        )
    if not _tagged(root, "organizations"):
        yield found(
            "PKG023", "iGOT looks for `<organizations>` without a prefix and finds none", place(root), "Use the default namespace."
        )
    if "xmlns:adlcp" not in root.attrs:
        yield found("PKG023", "the root does not declare `xmlns:adlcp`: iGOT would add it", place(root), _BUILD)
    yield from _metadata(root)
    yield from _resources(archive, root)
    yield from _entries(archive)


def _metadata(root: Element) -> Iterator[Finding]:
    blocks = _tagged(root, "metadata")
    if not blocks:
        yield found("PKG023", "the manifest has no `<metadata>`: iGOT would add it", place(root), _BUILD)
        return
    told = [element.text.strip() for tag in ("schema", "schemaversion") for element in _tagged(root, tag)[:1]]
    if told != ["ADL SCORM", "1.2"]:
        message = (
            "the metadata do not say `ADL SCORM` and `1.2`: iGOT would call the version unknown, and today's player knows only 1.2"
        )
        yield found("PKG023", message, place(blocks[0]), _BUILD)


def _resources(archive: Archive, root: Element) -> Iterator[Finding]:
    blocks = _tagged(root, "resources")
    resources = [element for element in blocks[0].walk() if element.tag == "resource"] if blocks else []
    if not resources:
        yield found("PKG023", "iGOT looks for `<resource>` in `<resources>`, without prefixes, and finds none", place(root), _BUILD)
        return
    first = resources[0]
    if "adlcp:scormtype" not in first.attrs:
        yield found("PKG023", "the first resource has no `adlcp:scormtype`: iGOT would set it", place(first), _BUILD)
    if not first.attrs.get("href", "").strip():
        yield found("PKG023", "the first resource has no `href`: iGOT would choose a launch file itself", place(first), _BUILD)
    folders = {posixpath.dirname(name) for name in archive.files}
    for resource in resources:
        href = resource.attrs.get("href", "")
        if href.strip() and _resolved(href) not in archive.files and _resolved(href) not in folders:
            yield found("PKG023", f"iGOT finds no file for `{href}`", place(resource), "A `+` counts as a space there.")
    launching = [r for r in resources if r.attrs.get("adlcp:scormtype", "").lower() == "sco" and r.attrs.get("href", "").strip()]
    launched = launching[0] if launching else next((r for r in resources if r.attrs.get("href", "").strip()), None)
    alone = len(launching) <= 1  # a package of several SCOs is for other platforms: iGOT opens its first page only
    if alone and launched is not None and (_resolved(launched.attrs["href"]) or "") != LAUNCH_PAGE:
        message = f"iGOT would launch `{launched.attrs['href']}`; its player falls back to `{LAUNCH_PAGE}` at the root"
        yield found("PKG023", message, place(launched), "Let the first SCO be index.html at the root.")


def _entries(archive: Archive) -> Iterator[Finding]:
    if LAUNCH_PAGE not in archive.files:
        yield found("PKG023", f"there is no `{LAUNCH_PAGE}` at the root of the zip", archive.at(), _BUILD)
    first = archive.records[0][0] if archive.records else ""
    if first == "mimetype" or first.upper().startswith("META-INF/"):
        yield found(
            "PKG023", f"the zip begins with {first}: iGOT would take it for another kind of file", archive.at(first), _BUILD
        )
    scripts = [name for name in archive.files if name.lower().endswith(".js")]
    if len(scripts) > MOST_SCRIPTS:
        message = (
            f"the bundle has {len(scripts)} scripts; iGOT reads the first {MOST_SCRIPTS} to learn whether a course can be resumed"
        )
        yield found("PKG023", message, archive.at(scripts[MOST_SCRIPTS]), "Put the scripts into one.")
