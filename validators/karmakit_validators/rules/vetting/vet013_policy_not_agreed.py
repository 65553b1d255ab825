"""The policy of vetting changes only by those who own it."""

from karmakit_schemas.findings import Severity
from karmakit_validators.rule import Rule

RULE = Rule(Severity.error, gate=True, by="vetting")
