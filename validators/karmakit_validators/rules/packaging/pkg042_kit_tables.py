"""A delivery kit's question files and catalogue row are what iGOT imports; read in the finished kit by `verify`."""

from karmakit_schemas.findings import Severity
from karmakit_validators.rule import Rule

RULE = Rule(Severity.error, by="bundle")
