"""A bundle opens, works and is left without a network; seen in a browser by `verify --browser`."""

from karmakit_schemas.findings import Severity
from karmakit_validators.rule import Rule

RULE = Rule(Severity.error, gate=True, by="browser")
