"""Identifiers of the manifest are well-formed and unique; read in the finished bundle by `verify`."""

from karmakit_schemas.findings import Severity
from karmakit_validators.rule import Rule

RULE = Rule(Severity.error, by="bundle")
