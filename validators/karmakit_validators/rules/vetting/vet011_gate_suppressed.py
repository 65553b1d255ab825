"""A gate is not allowed in the text; reported by the engine."""

from karmakit_schemas.findings import Severity
from karmakit_validators.rule import Rule

RULE = Rule(Severity.error, gate=True, by="engine")
