"""What reports say around the findings, in every language they speak: `<tag>.yml`, each complete."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any

import yaml

__all__ = ["LANGUAGES", "Words", "read", "words"]

LANGUAGES = ("en", "hi")
_LAKH = 100_000
_LOADER: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)  # libyaml, where there is one, reads in a tenth of the time


@dataclass(frozen=True)
class Words:
    """The words of one language, by key."""

    tag: str
    texts: Mapping[str, str]

    def __call__(self, key: str, **filled: object) -> str:
        """Return a text with its holes filled."""
        return self.texts[key].format(**filled) if filled else self.texts[key]

    def number(self, key: str, n: int) -> str:
        """Return a number with what is counted: `1 file`, `1,204 files`."""
        return self.texts[f"{key}.{'one' if n == 1 else 'other'}"].format(n=self.grouped(n))

    def joined(self, message: str, mend: str) -> str:
        """Return a message and its mend as one text."""
        return self("joined", message=message, help=mend) if mend else message

    def grouped(self, n: int) -> str:
        """Return a number with its digits grouped: by thousands, in Hindi by lakhs (12,34,567)."""
        if self.tag != "hi" or n < _LAKH:
            return f"{n:,}"
        head, last = divmod(n, 1000)
        pairs: list[str] = []
        while head:
            head, pair = divmod(head, 100)
            pairs.append(f"{pair:02}" if head else str(pair))
        return ",".join([*reversed(pairs), f"{last:03}"])


@cache
def read(package: str, tag: str, folder: str = ".") -> Words:
    """Return the words of a language that lie in a package as `<tag>.yml`; the English ones where reports do not speak it."""
    known = tag if tag in LANGUAGES else "en"
    beside = Path(next(iter(import_module(package).__path__)))  # `importlib.resources` would load all that zips need
    text = (beside / folder / f"{known}.yml").read_text(encoding="utf-8")
    return Words(known, yaml.load(text, _LOADER))  # noqa: S506 - it makes texts, lists and mappings alone


def words(tag: str) -> Words:
    """Return what reports say in a language."""
    return read(__package__, tag)
