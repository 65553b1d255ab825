"""Open a file of strangers as text: not too large, in UTF-8 (or what its byte order mark says), with LF line ends."""

import codecs
from pathlib import Path

from karmakit_schemas.errors import UnusableInputError

LARGEST = 20 * 1024 * 1024
_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))


def bytes_of(path: Path, largest: int = LARGEST) -> bytes:
    """Return the bytes of a file; raises `UnusableInputError` where it cannot be read or is larger than any of its kind."""
    try:
        with path.open("rb") as file:
            data = file.read(largest + 1)
    except (OSError, ValueError) as error:
        raise UnusableInputError(f"{path}: cannot be read ({getattr(error, 'strerror', None) or error})") from None
    if len(data) > largest:
        raise UnusableInputError(f"{path}: has more than {largest // 1024**2} MB; divide it")
    return data


def text_of(path: Path) -> str:
    """Return the text of a file; raises `UnusableInputError` where it is none in UTF-8."""
    data = bytes_of(path)
    how = next((name for mark, name in _MARKS if data.startswith(mark)), "utf-8")
    try:
        text = data.decode(how)
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise UnusableInputError(f"{path}:{line}: this is no text in UTF-8; save the file as UTF-8") from None
    return text.replace("\r\n", "\n").replace("\r", "\n")
