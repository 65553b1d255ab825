"""A clean course to put one fault into, and the way from a rule's page to such courses.

An example is a fenced block set into the host course: `file=` says where, `lang=` into which host, `before` that the course was
published like that, `today=` on which day it is checked.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from types import MappingProxyType

import pytest

from karmakit_authoring.load import load
from karmakit_authoring.parse import parse
from karmakit_schemas.findings import Finding
from karmakit_schemas.sources import Sources
from karmakit_validators.check import check
from karmakit_validators.settings import Settings

HERE = Path(__file__).parent
HOSTS = {"en": load(HERE / "host"), "hi": load(HERE / "host-hi")}
DEFAULT = {"markdown": "modules/example.md", "yaml": "course.yml"}
BLOCK = re.compile(r"^(`{3,})(\w+)([^\n]*)\n(.*?)^\1$", re.MULTILINE | re.DOTALL)
TOP_LEVEL = re.compile(r"^(?=[a-z_]+:)", re.MULTILINE)


@dataclass(frozen=True)
class Block:
    """One fenced example: its language, its attributes, its text."""

    language: str
    attrs: Mapping[str, str] = field(default_factory=dict)
    text: str = ""

    @property
    def path(self) -> str:
        return self.attrs.get("file", DEFAULT.get(self.language, ""))


def blocks(section: str) -> list[Block]:
    """Return the fenced blocks of a section of a page."""
    found = []
    for match in BLOCK.finditer(section):
        words = [word.partition("=") for word in match[3].split()]
        found.append(Block(match[2], {name: value or "1" for name, _, value in words}, match[4]))
    return found


def published(examples: list[Block]) -> Sources | None:
    """Return the host course as examples marked `before` say that it was published; None if none is so marked."""
    marked = [replace(block, attrs={**block.attrs, "before": ""}) for block in examples if block.attrs.get("before")]
    return with_blocks(marked) if marked else None


def today(examples: list[Block]) -> date | None:
    """Return the day that an example names: `today=2026-11-22`."""
    return next((date.fromisoformat(b.attrs["today"]) for b in examples if "today" in b.attrs), None)


def with_blocks(examples: list[Block]) -> Sources:
    """Return the host course with the examples set into it; those marked `before` are of another time."""
    examples = [block for block in examples if not block.attrs.get("before")]
    language = next((b.attrs["lang"] for b in examples if "lang" in b.attrs), "en")
    files = dict(HOSTS[language].files)
    for block in examples:
        files[block.path] = _applied(block, files.get(block.path))
    return Sources(HOSTS[language].name, files)


def _applied(block: Block, before: bytes | None) -> bytes:
    if block.language == "bytes":
        return bytes.fromhex("".join(block.text.split())).ljust(int(block.attrs.get("size", "0")), b"\x01")
    if block.language == "yaml" and before is not None:
        return _merged(before.decode(), block.text).encode()
    if block.language == "markdown" and before is not None and "whole" not in block.attrs:
        return (before.decode() + "\n" + block.text).encode()
    return block.text.encode()


def _merged(text: str, keys: str) -> str:
    """Return course.yml or a front-matter with its top-level keys replaced by those of the example."""
    start, end = (0, len(text)) if not text.startswith("---\n") else (4, text.index("\n---\n", 4) + 1)
    kept = {part.partition(":")[0]: part for part in TOP_LEVEL.split(text[start:end]) if part.strip()}
    new = {part.partition(":")[0]: part for part in TOP_LEVEL.split(keys) if part.strip()}
    return text[:start] + "".join({**kept, **new}.values()) + text[end:]


def shown(section: str) -> tuple[Sources, tuple[Finding, ...]]:
    """Return the course that the examples of a section make, and all that is found in it for publication."""
    examples = [block for block in blocks(section) if block.language != "findings"]
    sources, earlier = with_blocks(examples), published(examples)
    return sources, check(parse(sources), Settings("publish", today=today(examples)), parse(earlier) if earlier else None)


def told(finding: Finding, sources: Sources) -> str:
    """Return a finding as a page tells it: its code and what its range covers, or the place if that is nothing."""
    span = finding.span
    if span.path in sources.files and (span.end_line, span.end_column) > (span.line, span.column):
        line = sources.canonical(span.path).decode("utf-8", "replace").split("\n")[span.line - 1]
        end = span.end_column - 1 if span.end_line == span.line else len(line)
        return f"{finding.code} {line[span.column - 1 : end]}".rstrip()
    return f"{finding.code} {span.path}"


Change = Callable[..., tuple[Finding, ...]]


@pytest.fixture
def checked() -> Change:
    """Check the host course with files replaced: `checked({"modules/example.md": "..."}, Settings(...))`."""

    def run(files: Mapping[str, str | bytes], settings: Settings | None = None, *, language: str = "en") -> tuple[Finding, ...]:
        new = {path: data.encode() if isinstance(data, str) else data for path, data in files.items()}
        sources = Sources(HOSTS[language].name, {**HOSTS[language].files, **new})
        return check(parse(sources), settings or Settings("publish"))

    return run


@pytest.fixture
def host_text() -> Callable[..., str]:
    """Return the text of a file of the host course."""
    return lambda path, language="en": HOSTS[language].files[path].decode()


@pytest.fixture
def tells() -> Callable[..., list[str]]:
    """Return what a page would tell of the host course with text, keys (`course.yml`, a front-matter) and files set into it."""

    def run(
        text: str = "",
        *,
        course: str = "",
        front: str = "",
        language: str = "en",
        files: Mapping[str, str | bytes] = MappingProxyType({}),
    ) -> list[str]:
        given = [Block("yaml", {"file": "modules/example.md", "lang": language}, front)] if front else []
        given += [Block("yaml", {"lang": language}, course)] if course else []
        given += [Block("markdown", {"lang": language}, text)] if text else []
        base = with_blocks(given)
        sources = Sources(base.name, {**base.files, **{p: d.encode() if isinstance(d, str) else d for p, d in files.items()}})
        return [told(finding, sources) for finding in check(parse(sources), Settings("publish"))]

    return run
