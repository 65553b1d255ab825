"""A page breaks no rule of axe; seen in a browser by `verify --browser`."""

from karmakit_schemas.findings import Severity
from karmakit_validators.rule import Rule

RULE = Rule(Severity.error, by="browser")
