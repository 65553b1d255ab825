"""An approval rests on rules that are not too old."""

from karmakit_schemas.findings import Severity
from karmakit_validators.rule import Rule

RULE = Rule(Severity.error, gate=True, by="vetting")
