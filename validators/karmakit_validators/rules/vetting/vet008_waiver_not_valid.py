"""A waiver keeps to what the policy allows, and to its day."""

from karmakit_schemas.findings import Severity
from karmakit_validators.rule import Rule

RULE = Rule(Severity.error, gate=True, by="vetting")
