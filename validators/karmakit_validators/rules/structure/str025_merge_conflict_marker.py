"""No marks of an unfinished merge; reported by `parse`."""

from karmakit_schemas.findings import Severity
from karmakit_validators.rule import Rule

RULE = Rule(Severity.fatal, gate=True)
