"""Write the web app manifest: what a browser shows of a course that is installed (W3C, Web Application Manifest)."""

import json
from typing import Any

from karmakit_build.compiler.pages import Pages
from karmakit_build.web.icons import SIZES
from karmakit_schemas.colours import LIGHT_GROUNDS
from karmakit_schemas.text import graphemes

MANIFEST = "manifest.webmanifest"
ICON = "icons/icon.svg"
# what stands under an icon without being cut off
_SHORT = 16
_JOINING = ",;:-\u2013\u2014"


def manifest(pages: Pages) -> bytes:
    """Return the manifest; every address in it is relative, so that a site can lie in any folder of a server."""
    meta = pages.course.meta
    fields = _fields(pages, meta.targets.web.short_name or short_name(meta.title))
    return (json.dumps(fields, ensure_ascii=False, indent=1) + "\n").encode()


def icon(size: int) -> str:
    """Return the path of the icon of a size."""
    return f"icons/icon-{size}.png"


def short_name(title: str) -> str:
    """Return the first words of a title, as many as stand under an icon, and one at least.

    >>> short_name("Answering RTI applications on time")
    'Answering RTI'
    """
    words = title.split()
    name = words[0]
    for word in words[1:]:
        if name.endswith(":") or graphemes(f"{name} {word}") > _SHORT:
            break
        name = f"{name} {word}"
    return name.rstrip(_JOINING) or name


def _fields(pages: Pages, short: str) -> dict[str, Any]:
    meta = pages.course.meta
    pictures = [{"src": icon(size), "sizes": f"{size}x{size}", "type": "image/png"} for size in SIZES]
    return {
        "name": meta.title,
        "short_name": short,
        "description": meta.summary,
        "lang": meta.language,
        "dir": pages.language.dir,
        "start_url": pages.cover.path,
        "scope": "./",
        "display": "standalone",
        "background_color": LIGHT_GROUNDS[0],
        "theme_color": LIGHT_GROUNDS[0],
        "categories": ["education"],
        "icons": [
            {"src": ICON, "sizes": "any", "type": "image/svg+xml"},
            *pictures,
            *({**picture, "purpose": "maskable"} for picture in pictures),
        ],
    }
