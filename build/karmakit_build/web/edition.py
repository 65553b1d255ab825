"""List the files of a site for its service worker: what it keeps at once, and what only when the learner asks."""

import base64
import hashlib
from collections.abc import Collection, Mapping
from typing import Any

from karmakit_build.compiler.markup import script_json
from karmakit_build.player_files import player_file

WORKER = "sw.js"
PRINT = "print.html"
MEDIA = "media/"
# for machines alone: no page and no player asks for it
RECORDS = "karmakit/"
_PICTURES = (".svg", ".png", ".jpg", ".jpeg", ".gif", ".webp", ".avif")
# pictures that weigh no more than this together come with the text that speaks of them
LIGHT = 1_000_000


def worker(files: Mapping[str, bytes], *, spared: Collection[str] = (), lite: bool = False) -> bytes:
    """Return the service worker of a site; its first line is the edition, so that another edition is another worker."""
    return f"self.karmakitEdition={script_json(edition(files, spared=spared, lite=lite))};\n{player_file(WORKER)}".encode()


def edition(files: Mapping[str, bytes], *, spared: Collection[str] = (), lite: bool = False) -> dict[str, Any]:
    """Return the digest of a site and its files with size and SHA-256; `asked` are those that wait until they are asked for.

    Of a picture in two forms browsers load the WebP: the `spared` one waits for the few that keep sites and read none.
    The low-bandwidth site (`lite`) loads no print edition unasked: the weight on its cover is all that it costs.
    """
    at_once = _at_once(files, spared) - ({PRINT} if lite else set())
    rows = [
        {
            "path": path,
            "size": len(data),
            "sha256": base64.b64encode(hashlib.sha256(data).digest()).decode(),
            **({} if path in at_once else {"asked": True}),
            **({"spared": True} if path in spared else {}),
        }
        for path, data in sorted(files.items())
        if path != WORKER and not path.startswith(RECORDS)
    ]
    lines = "".join(f"{row['sha256']}  {row['path']}\n" for row in rows)
    return {"digest": hashlib.sha256(lines.encode()).hexdigest(), "files": rows}


def _at_once(files: Mapping[str, bytes], spared: Collection[str]) -> set[str]:
    pictures = {path for path in files if path.startswith(MEDIA) and path.lower().endswith(_PICTURES) and path not in spared}
    heavy = sum(len(files[path]) for path in pictures) > LIGHT
    # the print edition holds all the pictures
    late = {PRINT, *(path for path in files if path.startswith(MEDIA))} if heavy else set()
    return {path for path in files if path not in late and (not path.startswith(MEDIA) or path in pictures)}
