"""Values are what the format asks for; reported by `parse`."""

from karmakit_schemas.findings import Severity
from karmakit_validators.rule import Rule

RULE = Rule(Severity.error, gate=True, mends="unsafe")
