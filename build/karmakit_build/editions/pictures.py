"""Write a picture into the document itself."""

import base64
import posixpath
from collections.abc import Mapping

from karmakit_build.compiler.markup import attributes, escape
from karmakit_build.compiler.sheet import Sheet
from karmakit_build.compiler.text import scaled
from karmakit_build.editions.edition import Edition
from karmakit_schemas.nodes import Node

TYPES = {
    ".avif": "image/avif",
    ".gif": "image/gif",
    ".jpeg": "image/jpeg",
    ".jpg": "image/jpeg",
    ".png": "image/png",
    ".svg": "image/svg+xml",
    ".webp": "image/webp",
}


def data_address(path: str, edition: Edition) -> str | None:
    """Return a picture of the course, from the lightest file it has, as a `data:` address; None where there is no such picture."""
    shown = edition.pages.showing.picture(path).lightest
    kind = TYPES.get(posixpath.splitext(shown)[1].lower())
    data = edition.media(shown)
    return f"data:{kind};base64,{base64.b64encode(data).decode()}" if kind and data is not None else None


def picture(edition: Edition, given: Mapping[str, str], sheet: Sheet) -> str:
    """Return an image with its size, or its alternative text where there is no such picture."""
    alt = "" if given.get("decorative") == "true" else given.get("alt", "")
    source = given.get("src", "")
    found = sheet.target(source)
    address = data_address(found.path, edition) if found.kind == "file" else None
    if address is None:
        return escape(alt)
    width, height = scaled(sheet.size(source), given.get("width"))
    return f"<img{attributes({'src': address, 'alt': alt, 'width': width, 'height': height})}>"


def image(edition: Edition, node: Node, sheet: Sheet) -> str:
    """Return a picture that stands in the text."""
    return picture(edition, node.attrs, sheet)
