"""A delivery kit has a hierarchy that iGOT takes; read in the finished kit by `verify`."""

from karmakit_schemas.findings import Severity
from karmakit_validators.rule import Rule

RULE = Rule(Severity.error, gate=True, by="bundle")
