"""What is done to one file of a course, or why it is left as it is."""

from dataclasses import dataclass
from typing import Any

from karmakit_build.media.drawing import Size


@dataclass(frozen=True, slots=True)
class Step:
    """A file of the course before and after (None: it is not there), what is `done`, and what is to be said of it.

    `refused` says why something that is to be done is not. `lighter`: it stands in for another file, and can be made again from it.
    `is_text`: a file in which something was inserted, so that nothing of it is lost.
    """

    path: str
    before: bytes | None
    after: bytes | None
    sizes: tuple[Size | None, Size | None] = (None, None)
    done: tuple[str, ...] = ()
    note: str = ""
    refused: str = ""
    lighter: bool = False
    is_text: bool = False

    @property
    def changes(self) -> bool:
        """Say whether there is something to write."""
        return self.before != self.after and not self.refused

    def as_json(self) -> dict[str, Any]:
        """Return the step as one object of `karmakit media --format json`."""
        return {
            "path": self.path,
            "before": _side(self.before, self.sizes[0]),
            "after": _side(self.after, self.sizes[1]),
            "done": list(self.done),
            "note": self.note,
            "refused": self.refused,
        }


def _side(data: bytes | None, size: Size | None) -> dict[str, int] | None:
    if data is None:
        return None
    return {"bytes": len(data), **({"width": size[0], "height": size[1]} if size else {})}
