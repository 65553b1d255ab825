"""Sources become a course, and every fault met on the way a finding; nothing is raised for bad input."""

import gc
import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import PurePosixPath

from karmakit_authoring.faults import COURSE_EMPTY, OUTLINE_MISSING_FILE, meant
from karmakit_authoring.glossary import read_glossary
from karmakit_authoring.models import read_model
from karmakit_authoring.modules import ReadModule, read_module
from karmakit_authoring.texts import read_text
from karmakit_authoring.yaml_reader import NO_YAML, YamlFile, read_yaml
from karmakit_schemas.course import Assessment, Course, CourseFile, Module, Place, Term, nearest
from karmakit_schemas.findings import Finding, in_order
from karmakit_schemas.parsed import Parsed
from karmakit_schemas.sources import Sources
from karmakit_schemas.spans import Span
from karmakit_schemas.suggest import closest, did_you_mean
from karmakit_schemas.unread import UnreadError, is_whole, nothing_of

COURSE_FILE = "course.yml"
GLOSSARY_FILE = "glossary.md"
FOLDER = "modules"
IDENTIFIER = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
LONGEST_NAME = 64
NO_MODULE = ReadModule(None, ())
Reader = Callable[[str, str, bytes, Assessment], ReadModule]


def parse(sources: Sources, read: Reader = read_module) -> Parsed:
    """Return as much of a course as can be read, and all that is wrong with it; `read` may keep modules of before."""
    with uncollected():
        return _parse(sources, read)


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


def _parse(sources: Sources, reader: Reader) -> Parsed:
    """Read `course.yml`, the modules and the glossary."""
    findings: list[Finding] = []
    meta, yaml = _course_file(sources, findings)
    read = _modules(sources, _assessment(meta), reader)
    for module in read.values():
        findings.extend(module.findings)
    if not read:
        message, mend = "the course has no modules", f"Write one Markdown file a module in {FOLDER}/"
        findings.append(COURSE_EMPTY.at(Span(COURSE_FILE), message, mend))
    glossary: tuple[Term, ...] | None = ()
    glossary_faults: tuple[Finding, ...] = ()
    if GLOSSARY_FILE in sources.files:
        glossary, glossary_faults = read_glossary(GLOSSARY_FILE, sources.files[GLOSSARY_FILE])
        findings.extend(glossary_faults)
    outline = _outline(yaml)
    findings.extend(_missing(outline, read))
    named = {name: read.get(name, NO_MODULE) for name, _ in outline}
    members = tuple(one.module for one in named.values() if one.module and is_whole(one.module.meta))
    part = Course(meta=meta, modules=members, glossary=glossary or (), places=yaml.places, sources=sources)
    lossy = {one.module.path for one in read.values() if one.module and one.lossy} | {fault.span.path for fault in glossary_faults}
    all_there = bool(named) and len(members) == len(named) and glossary is not None
    return Parsed(
        sources=sources,
        findings=in_order(findings),
        part=part,
        modules=_in_outline_order(named, read),
        course=part if is_whole(meta) and all_there else None,
        lossy=frozenset(lossy),
        complete=_is_read(meta, "units") and all_there and lossy.isdisjoint([GLOSSARY_FILE, *(member.path for member in members)]),
    )


def _course_file(sources: Sources, findings: list[Finding]) -> tuple[CourseFile, YamlFile]:
    """Read `course.yml`, as far as it can be read."""
    if COURSE_FILE not in sources.files:
        findings.append(
            COURSE_EMPTY.at(
                Span(COURSE_FILE), f"there is no {COURSE_FILE}", "Write it as the page `The course format` of the guide shows"
            )
        )
        return nothing_of(CourseFile), NO_YAML
    source = read_text(COURSE_FILE, sources.files[COURSE_FILE], findings)
    if source is None:
        return nothing_of(CourseFile), NO_YAML
    yaml = read_yaml(source)
    findings.extend(yaml.findings)
    if yaml.data is not None:
        return read_model(CourseFile, yaml, COURSE_FILE, findings), yaml
    if yaml.sound:
        findings.append(
            COURSE_EMPTY.at(
                Span(COURSE_FILE),
                f"{COURSE_FILE} is empty",
                "Write id, title, summary and all else that the page `The course format` of the guide shows",
            )
        )
    return nothing_of(CourseFile), yaml


def _is_read(meta: CourseFile, key: str) -> bool:
    """Return whether a key of `course.yml` could be read."""
    try:
        getattr(meta, key)
    except UnreadError:
        return False
    return True


def _assessment(meta: CourseFile) -> Assessment:
    """Return what `course.yml` says of all tests; what stops who asks, if that could not be read."""
    return meta.assessment if _is_read(meta, "assessment") else nothing_of(Assessment)


def _modules(sources: Sources, assessment: Assessment, reader: Reader) -> dict[str, ReadModule]:
    """Read every Markdown file that lies in the modules' folder, by its id, sorted."""
    read: dict[str, ReadModule] = {}
    for path in sorted(sources.files):
        pure = PurePosixPath(path)
        if pure.suffix == ".md" and str(pure.parent) == FOLDER:
            read[pure.stem] = reader(path, pure.stem, sources.files[path], assessment)
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
        near = closest(name, unnamed)
        mend = did_you_mean(name, unnamed) or f"Write the file {FOLDER}/{name}.md, or remove the name"
        fix = meant(span, near[0]) if near else None
        found.append(OUTLINE_MISSING_FILE.at(span, f"there is no module {FOLDER}/{name}.md", mend, fix=fix))
    return found


def _in_outline_order(named: Mapping[str, ReadModule], read: Mapping[str, ReadModule]) -> tuple[Module, ...]:
    """Return the modules that could be read: in the order of the units, then those that no unit names."""
    return tuple(one.module for one in {**named, **read}.values() if one.module is not None)
