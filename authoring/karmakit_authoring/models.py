"""A YAML text becomes a model: whole where it is sound, else with the keys that are."""

from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError, create_model

from karmakit_authoring.schema_faults import schema_findings
from karmakit_authoring.yaml_reader import YamlFile
from karmakit_schemas.course import Model
from karmakit_schemas.findings import Finding
from karmakit_schemas.unread import nothing_of, part_of

M = TypeVar("M", bound=BaseModel)


def read_model(model: type[M], yaml: YamlFile, path: str, findings: list[Finding]) -> M:
    """Return what a YAML text says; of a text with faults, each of which is a finding, the keys that are sound."""
    faulty: set[str] = set()
    try:
        whole = model.model_validate(yaml.data)
    except ValidationError as error:
        findings.extend(schema_findings(error, yaml, model, path))
        faulty = {str(fault["loc"][0]) for fault in error.errors(include_url=False) if fault["loc"]}
    else:
        if yaml.sound:
            return whole
    if not isinstance(yaml.data, dict):
        return nothing_of(model)
    if not yaml.sound:  # what is not there may be what was not read
        faulty |= {name for name in model.model_fields if yaml.data.get(name) is None}
    return _sound_keys(model, yaml.data, faulty)


def _sound_keys(model: type[M], data: dict[str, Any], faulty: set[str]) -> M:
    """Return the model of the keys that have no fault."""
    fields: dict[str, Any] = {name: (field.annotation, field) for name, field in model.model_fields.items() if name not in faulty}
    smaller = create_model("SoundKeys", __base__=Model, **fields)
    given = {name: data[name] for name in fields if name in data}
    read = smaller.model_validate(given)
    return part_of(model, {name: getattr(read, name) for name in given}, faulty & model.model_fields.keys())
