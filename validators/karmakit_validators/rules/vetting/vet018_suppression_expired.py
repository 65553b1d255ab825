"""An exception holds until its last day; reported by the engine."""

from karmakit_schemas.findings import Severity
from karmakit_validators.rule import Rule

RULE = Rule(Severity.warning, by="engine")
