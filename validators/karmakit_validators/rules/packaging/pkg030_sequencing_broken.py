"""The sequencing of a SCORM 2004 package holds together; read in the finished bundle by `verify`."""

from karmakit_schemas.findings import Severity
from karmakit_validators.rule import Rule

RULE = Rule(Severity.error, gate=True, by="bundle")
