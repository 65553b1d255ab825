"""Read the proof that a bundle carries as something that a stranger may have written."""

from collections.abc import Mapping
from dataclasses import dataclass

from pydantic import ValidationError

from karmakit_schemas.course import Model
from karmakit_schemas.evidence import BUILD, POLICIES, RECORDS, REPORT, BuildStatement, Built, Report
from karmakit_schemas.vetting import canonical
from karmakit_validators.verify.vetting.payload import Payload
from karmakit_validators.vetting import records
from karmakit_validators.vetting.records import Flaw, Log, said, strict_json

CODE = "PKG018"
LARGEST = 16 * 1024**2
"""Bytes of the largest build statement or report that is read: a course of a thousand modules has a tenth of that."""
AGAIN = "Build the bundle again from the vetted sources; never change a file inside it."


@dataclass(frozen=True)
class Evidence:
    """What a bundle carries as proof: the build statement with its bytes, the report, the files of both `.vetting` folders."""

    data: bytes
    statement: BuildStatement
    report: Report
    policies: Mapping[str, bytes]
    records: Mapping[str, bytes]
    log: Log

    @property
    def built(self) -> Built:
        """Return what the build statement says."""
        return self.statement.predicate


def read(payload: Payload) -> Evidence | tuple[Flaw, ...]:
    """Return the evidence in a bundle, or why it is none."""
    statement = _read(payload, BUILD, BuildStatement)
    report = _read(payload, REPORT, Report)
    flaws = tuple(one for one in (statement, report) if isinstance(one, Flaw))
    if flaws or not isinstance(statement, BuildStatement) or not isinstance(report, Report):
        return flaws
    decisions = _below(payload, RECORDS)
    return Evidence(payload.read(BUILD) or b"", statement, report, _below(payload, POLICIES), decisions, records.read(decisions))


def _read(payload: Payload, path: str, model: type[Model]) -> Model | Flaw:
    data = payload.read(path)
    if data is None:
        return Flaw(CODE, path, f"{path} is missing, and the rest of the proof rests on it", AGAIN)
    if len(data) > LARGEST:
        return Flaw(CODE, path, f"{path} is larger than any such file can be", AGAIN)
    try:
        value = strict_json(data)
        read_ = model.model_validate(value)
        same = canonical(value) == data
    except (ValueError, RecursionError, ValidationError) as error:
        return Flaw(CODE, path, f"{path} cannot be read: {said(error)}", AGAIN)
    return read_ if same else Flaw(CODE, path, f"{path} was written again by another program", AGAIN)


def _below(payload: Payload, folder: str) -> dict[str, bytes]:
    """Return the files of a folder by their paths in it."""
    paths = [path for path in payload.paths if path.startswith(folder)]
    return {path.removeprefix(folder): payload.read(path) or b"" for path in paths}
