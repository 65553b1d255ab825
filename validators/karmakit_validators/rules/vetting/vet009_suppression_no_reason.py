"""An exception gives its reason; reported by the engine."""

from karmakit_schemas.findings import Severity
from karmakit_validators.rule import Rule

RULE = Rule(Severity.error, by="engine")
