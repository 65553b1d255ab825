"""Tell where a link or a picture's source leads: out, to a module, to a term, to a file of the course, or nowhere."""

import posixpath
import re
from collections.abc import Container
from dataclasses import dataclass
from typing import Literal
from urllib.parse import quote, unquote

_SCHEME = re.compile(r"^([a-zA-Z][a-zA-Z0-9+.-]*):")
_OUT = frozenset({"http", "https"})
_CONTACT = frozenset({"mailto", "tel"})
_UNSAFE = re.compile(r"[\x00-\x20\x7f\\]")


@dataclass(frozen=True, slots=True)
class Target:
    """Where a link leads: `path` is an address, a module's id, a term's id or a course path, as `kind` says."""

    kind: Literal["out", "contact", "here", "module", "cover", "term", "file", "nowhere"]
    path: str = ""
    fragment: str = ""


NOWHERE = Target("nowhere")


def target(href: str, file: str, files: Container[str], modules: Container[str]) -> Target:
    """Return where `href`, as written in `file`, leads."""
    href = href.strip()
    scheme = _SCHEME.match(_UNSAFE.sub("", href))
    if scheme:
        name = scheme[1].lower()
        if _UNSAFE.search(href) or name not in _OUT | _CONTACT:
            return NOWHERE
        return Target("out" if name in _OUT else "contact", href)
    if href.startswith(("//", "\\", "/")) or not href:
        return NOWHERE
    path, _, fragment = href.partition("#")
    if not path:
        return Target("here", fragment=fragment)
    return _inside(unquote(path.partition("?")[0]), fragment, file, files, modules)


def _inside(path: str, fragment: str, file: str, files: Container[str], modules: Container[str]) -> Target:
    found = resolve(path, file, files)
    if found is None:
        return NOWHERE
    folder, name = posixpath.split(found)
    stem, suffix = posixpath.splitext(name)
    if found == "glossary.md":
        return Target("term", fragment)
    if suffix.lower() == ".md":
        return Target("module", stem, fragment) if folder == "modules" and stem in modules else NOWHERE
    if found == "course.yml":
        return Target("cover")
    return Target("file", found, fragment)


def resolve(path: str, file: str, files: Container[str]) -> str | None:
    """Return the course path that `path` means in `file`: relative to the file or, failing that, to the course's folder."""
    for start in (posixpath.dirname(file), ""):
        full = posixpath.normpath(posixpath.join(start, path))
        if not full.startswith(("..", "/")) and full in files:
            return full
    return None


def media_path(path: str) -> str:
    """Return where a file of the course lies in a bundle: below `media/`, so that it never takes the place of a page."""
    return path if path.startswith("media/") else f"media/_/{path}"


def address(path: str) -> str:
    """Return a path as it stands in an href."""
    return quote(path, safe="/._-~")
