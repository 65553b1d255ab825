"""What a page may weigh on a slow line, and how much of a file travels there."""

import zlib

FIRST_VIEW = 500_000
WHOLE_MODULE = 20_000_000
_TEXT = (".html", ".htm", ".css", ".js", ".json", ".svg", ".vtt", ".xml", ".txt", ".md")
_LEVEL = 6  # what servers and zip programs use unless told otherwise


def carried(path: str, data: bytes) -> int:
    """Return how many bytes of a file travel: text goes deflated, as it lies in the zip and as servers send it."""
    return min(len(data), len(zlib.compress(data, _LEVEL))) if path.lower().endswith(_TEXT) else len(data)
