"""A delivery kit's plan says what iGOT asks, and its files are those of the plan; read in the finished kit by `verify`."""

from karmakit_schemas.findings import Severity
from karmakit_validators.rule import Rule

RULE = Rule(Severity.error, gate=True, by="bundle")
