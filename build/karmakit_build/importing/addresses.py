"""What an address of a stranger says of itself."""

import re
from urllib.parse import urlsplit

WEB = frozenset({"http", "https"})
_GOVERNMENT = re.compile(r"(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.){1,8}(?:gov|nic)\.in(?=[/?#]|$)", re.IGNORECASE)


def scheme_of(address: str) -> str:
    """Return the scheme of an address in small letters; empty where it has none, or is no address at all."""
    try:
        return urlsplit(address).scheme
    except ValueError:
        return ""


def completed(address: str) -> str:
    """Return an address with the `https://` that it lacks, where that is certain: for sites below `gov.in` and `nic.in`."""
    return f"https://{address}" if _GOVERNMENT.match(address) else address
