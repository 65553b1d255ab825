"""Settle the addresses of a cartridge: its texts name files and other pages by words in place of a folder."""

import re
from dataclasses import replace
from posixpath import dirname, join, normpath
from urllib.parse import quote, unquote

from karmakit_build.importing.packages.containers import Container
from karmakit_build.importing.packages.html import SUFFIXES, decoded

_FILE = re.compile(r"(?:\$|%24)IMS[-_]CC[-_]FILE_?BASE(?:\$|%24)([^\"'<>\s)]*)")
_PAGE = re.compile(r"(?:\$|%24)WIKI_REFERENCE(?:\$|%24)/(?:pages|wiki)/([\w%.-]+)")
_SIGNS = (b"FILEBASE", b"FILE_BASE", b"WIKI_REFERENCE")
# Canvas means its own folder of files; the standard means the root, and tools the folder of the text
_FOLDERS = ("web_resources", "")


def settled(container: Container) -> Container:
    """Return the cartridge with the addresses in its pages written as they lie in it; what is not there stays unfound."""
    changed = {
        path: settled_text(decoded(data), path, container).encode("utf-8-sig")
        for path, data in container.files.items()
        if path.lower().endswith(SUFFIXES) and any(sign in data for sign in _SIGNS)
    }
    return replace(container, files={**container.files, **changed})


def settled_text(text: str, path: str, container: Container) -> str:
    """Return an HTML text with its addresses written from the root of the cartridge."""
    return _PAGE.sub(r"/wiki_content/\1.html", _FILE.sub(lambda found: _file(found[1], path, container), text))


def _file(written: str, path: str, container: Container) -> str:
    name = unquote(written.replace("&amp;", "&").partition("?")[0]).lstrip("/")
    there = (normpath(join(folder, name)) for folder in (*_FOLDERS, dirname(path)))
    return "/" + quote(next((each for each in there if each in container.files), name))
