"""Web addresses as rules look at them: scheme, host, and what is suspicious about either."""

import re
import unicodedata
from urllib.parse import urlsplit

_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):")
_INVISIBLE = re.compile(r"[\x00-\x20\x7f\xad\u200b-\u200f\u2028\u2029\ufeff]")


def scheme(address: str) -> str:
    """Return the scheme as a browser would read it, in lower case; an empty text for an address within the course."""
    match = _SCHEME.match(_INVISIBLE.sub("", address))
    return match[1].lower() if match else ""


def host(address: str) -> str:
    """Return the host in lower case; an empty text if there is none."""
    try:
        return (urlsplit(address).hostname or "").lower()
    except ValueError:
        return ""


def scripts(name: str) -> frozenset[str]:
    """Return the scripts of the letters of a name, by the first word of their Unicode names."""
    return frozenset(unicodedata.name(c, "UNKNOWN").partition(" ")[0] for c in name if c.isalpha())
