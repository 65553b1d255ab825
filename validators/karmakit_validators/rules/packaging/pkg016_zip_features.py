"""A zip uses only what every reader understands; read in the finished bundle by `verify`."""

from karmakit_schemas.findings import Severity
from karmakit_validators.rule import Rule

RULE = Rule(Severity.error, by="bundle")
