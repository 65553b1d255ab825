"""The web app manifest makes a site an app; read in the finished bundle by `verify`."""

from karmakit_schemas.findings import Severity
from karmakit_validators.rule import Rule

RULE = Rule(Severity.error, by="bundle")
