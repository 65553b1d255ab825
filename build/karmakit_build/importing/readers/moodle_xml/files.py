"""The pictures that a question of Moodle carries within itself, in base64."""

from base64 import b64decode
from binascii import Error
from urllib.parse import unquote

from karmakit_build.importing.inline_html import Media
from karmakit_build.importing.shelf import Shelf
from karmakit_build.importing.xml import below, said
from karmakit_build.xml import Element

_HERE = "@@PLUGINFILE@@"


def media_of(question: Element, shelf: Shelf) -> Media:
    """Return what finds the pictures of a question and puts them on the shelf; a page shows none from anywhere else."""
    files = {_address(each): each for each in below(question, "file")}

    def find(source: str) -> bytes | None:
        here, _, address = source.partition(_HERE)
        file = files.get(unquote(address.partition("?")[0])) if not here else None
        if file is None or file.get("encoding", "base64") != "base64":
            return None
        try:
            return b64decode("".join(said(file).split()), validate=True)
        except (Error, ValueError):
            return None

    return shelf.media(find)


def _address(file: Element) -> str:
    return f"/{file.get('path', '/').strip('/')}/{file.get('name', '')}".replace("//", "/")
