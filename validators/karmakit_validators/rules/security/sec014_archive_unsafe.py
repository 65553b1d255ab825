"""A zip is safe to unpack; read in the finished bundle by `verify`."""

from karmakit_schemas.findings import Severity
from karmakit_validators.rule import Rule

RULE = Rule(Severity.fatal, gate=True, by="bundle")
