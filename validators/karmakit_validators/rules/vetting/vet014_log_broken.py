"""The log of decisions is whole."""

from karmakit_schemas.findings import Severity
from karmakit_validators.rule import Rule

RULE = Rule(Severity.error, gate=True, by="vetting")
