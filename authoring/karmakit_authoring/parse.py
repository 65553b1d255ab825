"""Sources become a course, and every fault met on the way a finding; nothing is raised for bad input."""

import gc
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import PurePosixPath

from pydantic import ValidationError

from karmakit_authoring.faults import COURSE_EMPTY, OUTLINE_MISSING_FILE
from karmakit_authoring.glossary import read_glossary
from karmakit_authoring.modules import ReadModule, read_module
from karmakit_authoring.schema_faults import schema_findings
from karmakit_authoring.texts import read_text
from karmakit_authoring.yaml_reader import YamlFile, read_yaml
from karmakit_schemas.course import Assessment, Course, CourseFile, Module, Place, Term, nearest
from karmakit_schemas.findings import Finding, in_order
from karmakit_schemas.parsed import Parsed
from karmakit_schemas.sources import Sources
from karmakit_schemas.spans import Span
from karmakit_schemas.suggest import did_you_mean

COURSE_FILE = "course.yml"
GLOSSARY_FILE = "glossary.md"
FOLDER = "modules"
IDENTIFIER = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
LONGEST_NAME = 64


def parse(sources: Sources) -> Parsed:
    """Return as much of a course as can be read, and all that is wrong with it."""
    with uncollected():
        return _parse(sources)


@contextmanager
def uncollected() -> Iterator[None]:
    """Pause the collection of cycles: reading makes many objects and no cycles, and the collector would walk them all."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


def _parse(sources: Sources) -> Parsed:
    """Read `course.yml`, the modules and the glossary."""
    findings: list[Finding] = []
    meta, yaml = _course_file(sources, findings)
    read = _modules(sources, meta.assessment if meta else Assessment())
    for module in read.values():
        findings.extend(module.findings)
    if not read:
        message, mend = "the course has no modules", f"Write one Markdown file a module in {FOLDER}/"
        findings.append(COURSE_EMPTY.at(Span(COURSE_FILE), message, mend))
    glossary: tuple[Term, ...] | None = ()
    if GLOSSARY_FILE in sources.files:
        glossary, met = read_glossary(GLOSSARY_FILE, sources.files[GLOSSARY_FILE])
        findings.extend(met)
    outline = _outline(yaml)
    findings.extend(_missing(outline, read))
    named = list(dict.fromkeys(name for name, _ in outline))
    modules = _in_outline_order(named, read)
    course = None
    if meta and glossary is not None and named and all(name in read and read[name].module for name in named):
        members = tuple(module for module in modules if module.id in set(named))
        course = Course(meta=meta, modules=members, glossary=glossary, places=yaml.places, sources=sources)
    return Parsed(sources=sources, findings=in_order(findings), meta=meta, modules=modules, course=course)


def _course_file(sources: Sources, findings: list[Finding]) -> tuple[CourseFile | None, YamlFile]:
    """Read `course.yml`."""
    nothing = YamlFile(None, {}, {}, (), sound=False)
    if COURSE_FILE not in sources.files:
        findings.append(
            COURSE_EMPTY.at(
                Span(COURSE_FILE), f"there is no {COURSE_FILE}", "Write it as the page `The course format` of the guide shows"
            )
        )
        return None, nothing
    source = read_text(COURSE_FILE, sources.files[COURSE_FILE], findings)
    if source is None:
        return None, nothing
    yaml = read_yaml(source)
    findings.extend(yaml.findings)
    if yaml.data is None:
        if yaml.sound:
            findings.append(
                COURSE_EMPTY.at(
                    Span(COURSE_FILE),
                    f"{COURSE_FILE} is empty",
                    "Write id, title, summary and all else that the page `The course format` of the guide shows",
                )
            )
        return None, yaml
    try:
        return CourseFile.model_validate(yaml.data), yaml
    except ValidationError as error:
        findings.extend(schema_findings(error, yaml, CourseFile, COURSE_FILE))
        return None, yaml


def _modules(sources: Sources, assessment: Assessment) -> dict[str, ReadModule]:
    """Read every Markdown file that lies in the modules' folder, by its id, sorted."""
    read: dict[str, ReadModule] = {}
    for path in sorted(sources.files):
        pure = PurePosixPath(path)
        if pure.suffix == ".md" and str(pure.parent) == FOLDER:
            read[pure.stem] = read_module(path, pure.stem, sources.files[path], assessment)
    return read


def _outline(yaml: YamlFile) -> list[tuple[str, Span]]:
    """Return the modules that the units name, each with its place; as far as the YAML can be read, even where it is wrong."""
    units = yaml.data.get("units") if isinstance(yaml.data, dict) else None
    named: list[tuple[str, Span]] = []
    for number, unit in enumerate(units if isinstance(units, list) else []):
        modules = unit.get("modules") if isinstance(unit, dict) else None
        for index, name in enumerate(modules if isinstance(modules, list) else []):
            place: Place = ("units", number, "modules", index)
            if isinstance(name, str):
                named.append((name, nearest(yaml.places, place, COURSE_FILE)))
    return named


def _missing(outline: list[tuple[str, Span]], read: Mapping[str, ReadModule]) -> list[Finding]:
    """Return a finding for each module that the outline names and nobody wrote."""
    unnamed = [name for name in read if name not in {named for named, _ in outline}]
    found: list[Finding] = []
    for name, span in outline:
        if name in read or not IDENTIFIER.fullmatch(name) or len(name) > LONGEST_NAME:
            continue  # what cannot be a name is a finding of its own
        mend = did_you_mean(name, unnamed) or f"Write the file {FOLDER}/{name}.md, or remove the name"
        found.append(OUTLINE_MISSING_FILE.at(span, f"there is no module {FOLDER}/{name}.md", mend))
    return found


def _in_outline_order(named: list[str], read: Mapping[str, ReadModule]) -> tuple[Module, ...]:
    """Return the modules that could be read: in the order of the units, then those that no unit names."""
    order = [name for name in named if name in read] + [name for name in read if name not in set(named)]
    return tuple(module for name in order if (module := read[name].module) is not None)
