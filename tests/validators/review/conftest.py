"""Small courses before and after a change, and what a review tells of them, as lines that can be read.

A case is a Markdown file: blocks `before` and `after` hold files, where the text of a module may do without front-matter; the block
`told` holds what must be told, and nothing else. A file that has no `after` block is as it was; `gone` in its place takes it away.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import SimpleNamespace

import pytest

from karmakit_authoring.parse import parse
from karmakit_schemas.parsed import Parsed
from karmakit_schemas.sources import Sources
from karmakit_validators.review.values import Change, CourseChanges, Value

CASES = Path(__file__).parent / "cases"
CASES = Path(__file__).parent / "cases"
BLOCK = re.compile(r"^(`{3,})(before|after|told|gone)([^\n]*)\n(.*?)^\1$", re.MULTILINE | re.DOTALL)
MODULE = "modules/one.md"
COURSE = """id: sample-course
title: Receiving a letter
summary: What happens to a letter on its first day.
outcomes: [Receive a letter]
language: {language}
provider: Institute of Examples
licence: CC-BY-4.0
version: 1.0.0
contact: {{name: Course desk, email: desk@example.gov.in}}
publisher: {{domain: training.example.gov.in}}
units:
{units}
"""
UNIT = "  - {{id: first, title: The first day, modules: [{modules}]}}"
FRONT = """---
title: Module {name}
kind: do
duration: 2 min
---

"""


@dataclass(frozen=True)
class Case:
    """One case: its title, and the files on both sides, what is told."""

    title: str
    before: Mapping[str, str]
    after: Mapping[str, str]
    told: tuple[str, ...]


def read(path: Path) -> Case:
    text = path.read_text(encoding="utf-8")
    sides: dict[str, dict[str, str]] = {"before": {}, "after": {}}
    told: tuple[str, ...] = ()
    gone: list[str] = []
    for match in BLOCK.finditer(text):
        attrs = dict(word.split("=", 1) for word in match[3].split())
        name = attrs.get("file", MODULE)
        if match[2] == "told":
            told = tuple(line for line in match[4].splitlines() if line)
        elif match[2] == "gone":
            gone.append(name)
        else:
            sides[match[2]][name] = match[4]
    after = {name: body for name, body in {**sides["before"], **sides["after"]}.items() if name not in gone}
    return Case(text.splitlines()[0].removeprefix("# "), sides["before"], after, told)


def course(files: Mapping[str, str], language: str = "en") -> Parsed:
    """Return a course with these files; `course.yml` and front-matter are made where they are not given."""
    modules = [name.removeprefix("modules/").removesuffix(".md") for name in files if name.startswith("modules/")]
    made = {
        name: FRONT.format(name=Path(name).stem) + text if name.startswith("modules/") and not text.startswith("---\n") else text
        for name, text in files.items()
    }
    units = UNIT.format(modules=", ".join(modules))
    made.setdefault("course.yml", COURSE.format(language=language, units=units))
    return parse(Sources("sample-course", {name: text.encode() for name, text in made.items()}))


def with_bytes(parsed: Parsed, files: Mapping[str, bytes]) -> Parsed:
    """Return a course with other files beside its own."""
    return parse(Sources(parsed.sources.name, {**parsed.sources.files, **files}))


def lines(found: CourseChanges) -> list[str]:
    """Return all that is told, a line each, with what belongs to it after it."""
    told = [f"course {_value(value)}" for value in found.values]
    for changes in (found.outcomes, found.units):
        told += [line for change in changes for line in _change(change)]
    for module in found.modules:
        told += [line for change in module.all for line in _change(change) if change is not module.itself or _says(change)]
        told += [f"form {module.itself.now.id}: {module.form}"] if module.form else []
    for changes in (found.terms, found.files, found.exceptions):
        told += [line for change in changes for line in _change(change)]
    told += [f"form {path}: {number}" for path, number in found.form]
    return told + [f"unread {path}" for path in found.unread]


def _says(change: Change) -> bool:
    return bool(change.values or change.moved or change.is_renamed) or change.how in {"added", "removed"}


def _change(change: Change, depth: int = 0) -> Iterator[str]:
    name = change.now.id or change.now.text
    how = [change.how] + ["moved"] * (change.moved and change.how != "moved")
    if change.is_renamed and change.before:
        how.append(f"was {change.before.id}")
    if change.moved and change.before and change.after and change.before.home != change.after.home:
        how.append(f"from {change.before.home or 'nowhere'}")
    yield f"{'  ' * depth}{change.kind} {name}: {', '.join(how)}"
    yield from (f"{'  ' * depth}  {_value(value)}" for value in change.values if value.name != "sha256")
    for part in change.parts:
        yield from _change(part, depth + 1)


def _value(value: Value) -> str:
    name = f"{value.name} ({value.of})" if value.of else value.name
    said = "".join(run.before if run.is_same else _other(*run) for run in value.runs)
    return f"{name}: {said}".replace("\n", "⏎")


def _other(before: str, after: str) -> str:
    return (f"[-{before}-]" if before else "") + (f"{{+{after}+}}" if after else "")


@pytest.fixture(scope="session")
def small() -> SimpleNamespace:
    """Return what makes small courses and tells what changed."""
    return SimpleNamespace(CASES=CASES, course=course, lines=lines, read=read, with_bytes=with_bytes, COURSE=COURSE)
