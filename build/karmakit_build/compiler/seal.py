"""The seal of a scored test's keys: obfuscation, no security (see `runtime/PAGES.md` and `runtime/src/seal.ts`)."""

import base64
from collections.abc import Iterator

_BASIS, _PRIME, _WORD = 0x811C9DC5, 0x01000193, 0xFFFFFFFF


def seal(text: str, key: str) -> str:
    """Return `text` sealed with `key`, which is `<course id>/<module id>`."""
    return base64.b64encode(bytes(byte ^ mask for byte, mask in zip(text.encode(), _stream(key), strict=False))).decode()


def _stream(key: str) -> Iterator[int]:
    state = _fnv1a(key.encode()) or 0x9E3779B9
    while True:
        state ^= state << 13 & _WORD
        state ^= state >> 17
        state ^= state << 5 & _WORD
        yield state >> 8 & 0xFF


def _fnv1a(data: bytes) -> int:
    value = _BASIS
    for byte in data:
        value = (value ^ byte) * _PRIME & _WORD
    return value
