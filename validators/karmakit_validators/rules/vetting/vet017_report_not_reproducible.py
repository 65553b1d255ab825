"""A report says what the rules say."""

from karmakit_schemas.findings import Severity
from karmakit_validators.rule import Rule

RULE = Rule(Severity.error, gate=True, by="vetting")
