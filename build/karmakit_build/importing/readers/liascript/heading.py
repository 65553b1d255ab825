"""The comment that a LiaScript course begins with: what it is called, who wrote it, in which language, and its macros."""

import re
from dataclasses import dataclass, field

_KEY = re.compile(r"([A-Za-z][\w-]*)\s*:\s*(.*)")
_MACRO = re.compile(r"@([\w.]+)")
_LANGUAGE = re.compile(r"[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")


@dataclass(frozen=True, slots=True)
class Heading:
    """What the comment says: values by their keys, joined where a key stands twice; and the names of the macros it defines."""

    says: dict[str, str] = field(default_factory=dict)
    macros: tuple[str, ...] = ()

    @property
    def language(self) -> str:
        """Return the language, empty where the comment does not name one as BCP 47 does."""
        named = self.says.get("language", "").strip()
        return named if _LANGUAGE.fullmatch(named) else ""

    @property
    def authors(self) -> list[str]:
        """Return who wrote the course."""
        return [name.strip(" `&") for name in re.split(r"[;,]", self.says.get("author", "")) if name.strip(" `&")]


def read_heading(comment: str) -> Heading:
    """Read the text between `<!--` and `-->`."""
    says: dict[str, list[str]] = {}
    macros: list[str] = []
    key, macro = "", False
    for line in comment.split("\n"):
        bare = line.strip()
        if macro:
            macro = bare != "@end"
        elif found := _MACRO.match(line):
            macros.append(found[1])
            macro = ":" not in line
        elif found := _KEY.match(line):
            key = found[1].lower()
            says.setdefault(key, []).append(found[2].strip())
        elif key and bare:
            says[key].append(bare)
    return Heading({name: " ".join(part for part in parts if part) for name, parts in says.items()}, tuple(macros))
