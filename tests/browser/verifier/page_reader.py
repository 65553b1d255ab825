"""Ask the page's code in Node, without a browser: what it reads, and which signatures it takes."""

import base64
import shutil
import subprocess
from collections.abc import Iterable
from pathlib import Path

NODE = shutil.which("node")
MISSING = "Node is not installed here"
_READER = Path(__file__).with_name("reading.mjs")


def read_by_the_page(asked: Iterable[tuple[str, bytes]]) -> list[bool]:
    """Return of each thing of a kind whether the page takes it."""
    lines = "".join(f"{kind} {base64.b64encode(data).decode()}\n" for kind, data in asked)
    done = subprocess.run([str(NODE), str(_READER)], input=lines, capture_output=True, text=True, check=True)
    return [line == "true" for line in done.stdout.split()]
