"""One Markdown file becomes a module."""

from dataclasses import dataclass

from pydantic import ValidationError

from karmakit_authoring.dialect import read_document
from karmakit_authoring.faults import SCHEMA
from karmakit_authoring.front_matter import FrontMatterBlock, front_matter
from karmakit_authoring.questions import read_questions
from karmakit_authoring.schema_faults import schema_findings
from karmakit_authoring.source_text import SourceText
from karmakit_authoring.texts import read_text
from karmakit_authoring.yaml_reader import YamlFile, read_yaml
from karmakit_schemas.course import Assessment, FrontMatter, Module
from karmakit_schemas.findings import Finding


@dataclass(frozen=True, slots=True)
class ReadModule:
    """What could be made of a module's file."""

    module: Module | None
    findings: tuple[Finding, ...]


def read_module(path: str, identifier: str, data: bytes, assessment: Assessment) -> ReadModule:
    """Read a module; `assessment` is what the course says of its tests."""
    findings: list[Finding] = []
    source = read_text(path, data, findings)
    if source is None:
        return ReadModule(None, tuple(findings))
    block = front_matter(source, findings)
    meta, yaml = _meta(source, block, findings) if block else (None, None)
    if block is None and source.text.startswith("---"):
        return ReadModule(None, tuple(findings))
    document = read_document(source, block.body if block else 0)
    findings.extend(document.findings)
    body, questions = read_questions(document.node, findings)
    module = None
    if meta is not None and yaml is not None:
        test = (meta.assessment or Assessment()).over(assessment) if meta.kind == "test" else None
        module = Module(id=identifier, path=path, meta=meta, body=body, questions=questions, test=test, places=yaml.places)
    return ReadModule(module, tuple(findings))


def _meta(source: SourceText, block: FrontMatterBlock, findings: list[Finding]) -> tuple[FrontMatter | None, YamlFile]:
    """Read the front-matter."""
    yaml = read_yaml(source, block.start, block.end)
    findings.extend(yaml.findings)
    if yaml.data is None and yaml.sound:
        message, mend = "the front-matter is empty", "Write title, kind, duration, objectives and competencies into it"
        findings.append(SCHEMA.at(source.line_span(0), message, mend))
        return None, yaml
    if yaml.data is None:
        return None, yaml
    try:
        return FrontMatter.model_validate(yaml.data), yaml
    except ValidationError as error:
        findings.extend(schema_findings(error, yaml, FrontMatter, source.path))
        return None, yaml
