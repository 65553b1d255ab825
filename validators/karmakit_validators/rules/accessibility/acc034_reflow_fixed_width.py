"""A page fits into 320 pixels, also with spaced-out text; seen in a browser by `verify --browser`."""

from karmakit_schemas.findings import Severity
from karmakit_validators.rule import Rule

RULE = Rule(Severity.error, by="browser")
