"""All rules, found by their place: `rules/<family>/<code>_<fault>.py` and its page of the same name."""

import os
import re
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from importlib.machinery import ModuleSpec, SourceFileLoader
from pathlib import Path
from threading import RLock
from types import ModuleType
from typing import Any

from karmakit_schemas.errors import UsageError
from karmakit_schemas.suggest import closest
from karmakit_validators.rule import Rule

RULES = "rules"
CODE_LENGTH = 6
_FOLDER = os.path.join(os.path.dirname(__file__), RULES)  # noqa: PTH118, PTH120 - read as names, hundreds of them
_LOADING = RLock()
_FENCE = re.compile(r"`{3,}")


@dataclass(frozen=True)
class Entry:
    """One rule with what its place says: `code`, `name`, `family`."""

    code: str
    name: str
    family: str
    rule: Rule

    @property
    def facts(self) -> str:
        """Return severity, gate and layer as one line."""
        gate = ", gate" if self.rule.gate else ""
        mends = {"no": "", "safe": "; mended by `--fix`", "unsafe": "; mended by `--unsafe-fixes`"}[self.rule.mends]
        return f"{self.rule.severity.name}{gate}; layer: {self.rule.layer}{mends}"

    @property
    def title(self) -> str:
        """Return what the rule finds, as one English sentence: the first paragraph of its page."""
        return self.page().partition("\n")[2].strip().partition("\n")[0]

    def section(self, heading: str) -> str:
        """Return what stands under a heading of the second level on the rule's page; an empty text if it has none."""
        return _sections(self.page()).get(heading, "")

    def page(self) -> str:
        """Return the rule's page, as it was written."""
        stem = f"{self.code.lower()}_{self.name.replace('-', '_')}"
        return Path(_FOLDER, self.family, f"{stem}.md").read_text(encoding="utf-8")


def _sections(page: str) -> dict[str, str]:
    """Return the texts under the headings of the second level; what looks like one inside a fence is part of an example."""
    found: dict[str, list[str]] = {}
    lines: list[str] = []
    fence = ""
    for line in page.splitlines(keepends=True):
        if mark := _FENCE.match(line):
            fence = "" if fence == mark[0] else fence or mark[0]
        if line.startswith("## ") and not fence:
            lines = found.setdefault(line[3:].strip(), [])
        else:
            lines.append(line)
    return {heading: "".join(text) for heading, text in found.items()}


def discover() -> tuple[Entry, ...]:
    """Return all rules, sorted by code."""
    with _LOADING:
        return _entries()


@cache
def _entries() -> tuple[Entry, ...]:
    found = []
    for family in os.scandir(_FOLDER):
        for file in os.scandir(family) if family.is_dir() else ():
            stem, _, suffix = file.name.rpartition(".")
            if suffix == "py" and stem[:CODE_LENGTH].isalnum() and stem[CODE_LENGTH : CODE_LENGTH + 1] == "_":
                module = _loaded(import_module(f"{__package__}.{RULES}.{family.name}"), stem, file.path)
                code, name = stem[:CODE_LENGTH].upper(), stem[CODE_LENGTH + 1 :].replace("_", "-")
                found.append(Entry(code, name, family.name, module.RULE))
    return tuple(sorted(found, key=lambda entry: entry.code))


def _loaded(package: ModuleType, stem: str, file: str) -> Any:
    """Return the module of a rule, straight from its file: to look for each of hundreds takes half as long again."""
    name = f"{package.__name__}.{stem}"
    if name in sys.modules:
        return sys.modules[name]
    loader = SourceFileLoader(name, file)
    module = ModuleType(name)
    module.__spec__ = ModuleSpec(name, loader, origin=file)
    module.__file__, module.__package__ = file, package.__name__
    sys.modules[name] = module
    try:
        loader.exec_module(module)
    except BaseException:
        del sys.modules[name]
        raise
    setattr(package, stem, module)
    return module


@cache
def by_code() -> dict[str, Entry]:
    """Return all rules by their code."""
    return {entry.code: entry for entry in discover()}


def matching(selectors: Iterable[str]) -> frozenset[str]:
    """Return the codes that selectors name: a code, a beginning of one (`ACC`, `ITM0`), or a rule's name."""
    codes: set[str] = set()
    for selector in selectors:
        word = selector.strip()
        hits = {e.code for e in discover() if e.code.startswith(word.upper()) or e.name == word.lower()} if word else set()
        if not hits:
            raise UsageError(f"no rule is called '{selector}'{did_you_mean(word)}")
        codes |= hits
    return frozenset(codes)


def did_you_mean(word: str) -> str:
    """Return `; did you mean …?` for a code or name that is close to a known one, else an empty text."""
    close = closest(word, [text for entry in discover() for text in (entry.code, entry.name)])
    return f"; did you mean '{close[0]}'?" if close else ""
