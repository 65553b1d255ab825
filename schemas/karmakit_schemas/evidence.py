"""What a bundle carries as proof: the report of the rules, and the statement of how it was built of what."""

from collections.abc import Mapping
from typing import Literal

from pydantic import Field, StrictBool, StrictInt

from karmakit_schemas.course import Identifier, Model, Text
from karmakit_schemas.vetting import One, RuleCode, Sha256, Subject, Version

BUILD_TYPE = "https://w3id.org/karmakit/build/v1"
FOLDER = "karmakit/"
BUILD, REPORT = f"{FOLDER}build.json", f"{FOLDER}report.json"
POLICIES, RECORDS = f"{FOLDER}vetting/policy/", f"{FOLDER}vetting/records/"
"""Where a bundle has what lies in the repository's `.vetting` folder, and in the course's."""
SIGNATURE = ".sig"
"""What is added to a bundle's name for the signature of its build statement, which lies beside it."""


class Reported(Model):
    """A finding of the report. Of a test, what weighs less than an error has neither place nor message: they could betray a key."""

    code: RuleCode
    severity: Literal["info", "warning", "error"]
    kind: Literal["fail", "needs-human"]
    gate: StrictBool = False
    path: Text
    line: StrictInt = 1
    column: StrictInt = 1
    message: str = ""


class Exempted(Model):
    """An exception that the text makes from a rule, with its reason."""

    code: RuleCode
    path: Text
    line: StrictInt
    reason: str = ""


class FormLine(Model):
    """A statement of the quality form as the rules leave it; where they give no answer, `why` says the reason."""

    statement: Text
    answer: Literal["yes", "no", "not-applicable"] | None = None
    why: str = ""
    rules: tuple[RuleCode, ...] = ()


class Report(Model):
    """What the rules say of a course, whatever a repository's configuration: a function of the sources and of the ruleset.

    It is made under the profile `publish`, without a day, baseline or `karmakit.toml`; exceptions in the text count, and are named.
    `source` is the digest of the sources, `there` how much the course has of what the form speaks of.
    """

    version: One = 1
    tool: Version
    ruleset: Sha256
    source: Sha256
    whole: StrictBool
    asked: tuple[RuleCode, ...]
    findings: tuple[Reported, ...] = ()
    excepted: tuple[Exempted, ...] = ()
    there: Mapping[Text, StrictInt] = {}
    framework: Text | None = None
    form: tuple[FormLine, ...] = ()


class BuiltSubject(Model):
    """A subject of vetting as it stood when the bundle was made: what a policy asks about it, and the manifest of its files."""

    name: Text
    title: Text
    digest: Sha256
    semantic: Sha256
    files: Mapping[Text, Sha256] = Field(min_length=1)
    names: tuple[Text, ...] = ()
    media: StrictBool = False
    test: StrictBool = False


class Tool(Model):
    """The program that made a bundle."""

    name: Text
    version: Version


class Built(Model):
    """How a bundle was made: of which sources, with which policy and report, after how many decisions (`tips` are the last).

    `edition` is said of the low-bandwidth edition alone.
    """

    tool: Tool
    target: Identifier
    edition: Literal["lite"] | None = None
    course: Identifier
    language: Text
    version: Text
    translated: StrictBool = False
    source: Sha256
    report: Sha256
    policy: Sha256
    records: StrictInt = Field(ge=1)
    tips: tuple[Sha256, ...] = Field(min_length=1)
    subjects: tuple[BuiltSubject, ...] = Field(min_length=1)


class BuildStatement(Model):
    """The build of a bundle, as in-toto has statements: its subject is the manifest of all files of the bundle but this one."""

    type: Literal["https://in-toto.io/Statement/v1"] = Field(alias="_type")
    subject: tuple[Subject] = Field()
    predicate_type: Literal["https://w3id.org/karmakit/build/v1"] = Field(alias="predicateType")
    predicate: Built
