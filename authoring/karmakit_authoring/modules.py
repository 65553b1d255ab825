"""One Markdown file becomes a module."""

from dataclasses import dataclass

from karmakit_authoring.dialect import read_document
from karmakit_authoring.faults import SCHEMA
from karmakit_authoring.front_matter import FrontMatterBlock, front_matter
from karmakit_authoring.models import read_model
from karmakit_authoring.questions import read_questions
from karmakit_authoring.source_text import SourceText
from karmakit_authoring.texts import read_text
from karmakit_authoring.yaml_reader import NO_YAML, YamlFile, read_yaml
from karmakit_schemas.course import Assessment, FrontMatter, Module
from karmakit_schemas.findings import Finding
from karmakit_schemas.unread import UnreadError, nothing_of


@dataclass(frozen=True, slots=True)
class ReadModule:
    """What could be made of a module's file.

    `module` is None where not even its text could be read; keys of its front-matter that could not be read stop who asks for them.
    `lossy` says that a directive or a question of the text was not read as it was meant.
    """

    module: Module | None
    findings: tuple[Finding, ...]
    lossy: bool = False


def read_module(path: str, identifier: str, data: bytes, assessment: Assessment) -> ReadModule:
    """Read a module; `assessment` is what the course says of its tests."""
    findings: list[Finding] = []
    source = read_text(path, data, findings)
    if source is None:
        return ReadModule(None, tuple(findings))
    block = front_matter(source, findings)
    if block is None and source.text.startswith("---"):
        return ReadModule(None, tuple(findings))
    meta, yaml = _meta(source, block, findings) if block else (nothing_of(FrontMatter), NO_YAML)
    document = read_document(source, block.body if block else 0)
    findings.extend(document.findings)
    body, questions, lost = read_questions(document.node, findings)
    test = _test(meta, assessment)
    module = Module(id=identifier, path=path, meta=meta, body=body, questions=questions, test=test, places=yaml.places)
    return ReadModule(module, tuple(findings), lossy=document.lossy or lost)


def _meta(source: SourceText, block: FrontMatterBlock, findings: list[Finding]) -> tuple[FrontMatter, YamlFile]:
    """Read the front-matter."""
    yaml = read_yaml(source, block.start, block.end)
    findings.extend(yaml.findings)
    if yaml.data is not None:
        return read_model(FrontMatter, yaml, source.path, findings), yaml
    if yaml.sound:
        message, mend = "the front-matter is empty", "Write title, kind, duration, objectives and competencies into it"
        findings.append(SCHEMA.at(source.line_span(0), message, mend))
    return nothing_of(FrontMatter), yaml


def _test(meta: FrontMatter, course: Assessment) -> Assessment | None:
    """Return the assessment in force, of a test; one that stops who asks, where nobody can say what it is."""
    try:
        return (meta.assessment or Assessment()).over(course) if meta.kind == "test" else None
    except UnreadError:
        return nothing_of(Assessment)
