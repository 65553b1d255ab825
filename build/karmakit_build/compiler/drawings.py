"""Refuse drawings that could act: what `check` finds as SEC005 must not get into a bundle by another way."""

import re

from karmakit_schemas.errors import UnusableInputError

_ACTIVE = re.compile(
    rb"<\s*(?:[\w-]+:)?(script|foreignobject|iframe|object|embed|handler|listener)\b|\s(on[a-z]+)\s*=|(javascript|vbscript)\s*:|<!(entity)|(\0)",
    re.IGNORECASE,
)


def passive(path: str, data: bytes) -> bytes:
    """Return the bytes of a media file; of a drawing only if nothing in it can act."""
    found = _ACTIVE.search(data) if path.lower().endswith(".svg") else None
    if found:
        part = next(group for group in found.groups() if group).decode("ascii").lower().replace("\0", "UTF-16")
        raise UnusableInputError(f"{path}: a drawing may not hold {part}: remove it (SEC005)")
    return data
