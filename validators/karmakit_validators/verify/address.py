"""What an address means inside a bundle: a file of it, the network, or something that runs."""

import posixpath
import re
from typing import Literal, NamedTuple
from urllib.parse import unquote

Meaning = Literal["local", "remote", "data", "runs", "contact", "other"]

_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):")
_UNSEEN = re.compile(r"[\x00-\x20]+")
_RUNNING = ("javascript", "vbscript", "livescript")
_RUNNING_DATA = ("data:text/html", "data:application/xhtml", "data:text/javascript", "data:application/javascript", "data:text/xml")


class Address(NamedTuple):
    """An address as a browser would take it: `path` is an entry of the bundle (None outside it), `fragment` what follows `#`."""

    meaning: Meaning
    path: str | None = None
    fragment: str = ""


def understand(address: str, page: str) -> Address:
    """Return what an address on a page of the bundle means."""
    plain = _UNSEEN.sub("", address[:64]).replace("\\", "/")
    if hit := _SCHEME.match(plain):
        scheme = hit[1].lower()
        if scheme in _RUNNING or plain.lower().startswith(_RUNNING_DATA):
            return Address("runs")
        if scheme in ("data", "blob", "about"):
            return Address("data")
        return Address("contact" if scheme in ("mailto", "tel", "sms") else "remote")
    if plain.startswith("//"):
        return Address("remote")
    whole, _, fragment = address.strip().replace("\\", "/").partition("#")
    path = unquote(whole.partition("?")[0])
    if not path:
        return Address("local", page, unquote(fragment))
    joined = posixpath.normpath(posixpath.join(posixpath.dirname(page), path))
    inside = not path.startswith("/") and joined != ".." and not joined.startswith("../")
    return Address("local", joined if inside else None, unquote(fragment))
