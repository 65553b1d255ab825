"""What is right and what is wrong in the small course, read from its sources' own keys in the bundle."""

import base64
import json
import re
import zipfile
from pathlib import Path
from typing import Any

from karmakit_build.compiler.seal import seal

COURSE = "small-course"


class Bundle:
    """A built bundle: its files, and the keys of its questions."""

    def __init__(self, path: Path) -> None:
        with zipfile.ZipFile(path) as archive:
            self.files = {name: archive.read(name) for name in archive.namelist()}
        line = self.files["assets/player.js"].decode().partition("\n")[0]
        self.course: dict[str, Any] = json.loads(line.removeprefix("self.karmakit=").removesuffix(";"))

    def keys(self, module: str) -> dict[str, dict[str, Any]]:
        """Return the keys of a module; those of a test are sealed, and the seal is its own opposite."""
        page = self.files[f"pages/{module}.html"].decode()
        found = re.search(r'<script type="application/json" id="karmakit-page">(.*?)</script>', page, re.DOTALL)
        assert found
        data = json.loads(found[1])
        return data.get("keys") or json.loads(unseal(data["sealed"], f"{COURSE}/{module}"))

    def answers(self, module: str, *, right: bool) -> dict[str, tuple[str, Any]]:
        """Return an answer to every question of a module: its type, and what `Learner.fill` takes."""
        keys = self.keys(module)
        questions = next(one for one in self.course["modules"] if one["id"] == module)["questions"]
        return {one["id"]: (one["type"], _answer(one, keys[one["id"]], right=right)) for one in questions}


def unseal(sealed: str, key: str) -> str:
    """Open a seal with what made it: sealed with the same key, bytes of nought show the stream."""
    data = base64.b64decode(sealed)
    stream = base64.b64decode(seal("\0" * len(data), key))
    return bytes(a ^ b for a, b in zip(data, stream, strict=True)).decode()


def _answer(question: dict[str, Any], key: dict[str, Any], *, right: bool) -> Any:
    codes, wanted = question["codes"], key["key"]
    wrong = next((code for code in codes if code not in wanted), "")
    match question["type"]:
        case "scale":
            answer = codes[1]
        case "single" | "true-false":
            answer = wanted[0] if right else wrong
        case "multiple":
            answer = "".join(wanted) if right else "".join(wanted[1:]) + wrong
        case "matching":
            given = wanted if right else [next(code for code in codes if code != one) for one in wanted]
            answer = dict(zip(question["left"], given, strict=True))
        case "ordering":
            answer = "".join(wanted if right else reversed(wanted))
        case "fill-in":
            answer = key["texts"][0][-1] if right else "nobody"
        case _:
            answer = key["numbers"][0]["value"] if right else "1,234"
    return answer
