"""The mark in a stand-in that says from which bytes it was made, so that nobody is shown what stood for an earlier file.

Times of files do not survive a checkout, and encoders differ between machines; the digest of the original is the same everywhere.
"""

import hashlib
import re

_OPENING = b"karmakit-made-from:sha256:"
_MARK = re.compile(re.escape(_OPENING) + rb"([0-9a-f]{64})")


def mark(original: bytes) -> bytes:
    """Return the mark to put into what is made from `original`: ASCII, of one line."""
    return _OPENING + hashlib.sha256(original).hexdigest().encode()


def made_from(data: bytes) -> str | None:
    """Return the SHA-256 of the file from which `data` was made, as 64 hex digits; None where it bears no mark."""
    found = _MARK.search(data)
    return found[1].decode() if found else None


def is_stale(data: bytes, original: bytes) -> bool:
    """Say whether a stand-in bears the mark of another file than `original`; what bears none is its author's own."""
    said = made_from(data)
    return said is not None and said != hashlib.sha256(original).hexdigest()
