"""What `karmakit.toml` says: how a project wants its courses checked."""

from collections.abc import Mapping
from typing import Literal

from pydantic import Field

from karmakit_schemas.course import FilePath, Model, Text

Weight = Literal["info", "warning", "error", "fatal"]


class FolderConfig(Model):
    """What is different for the courses in folders that `path` names, a pattern with `*` from the file's own folder."""

    path: Text
    select: tuple[Text, ...] = ()
    ignore: tuple[Text, ...] = ()
    severity: Mapping[str, Weight] = Field(default_factory=dict)


class CheckConfig(Model):
    """How courses are checked; what is not said is left to the command line and its defaults."""

    profile: Literal["draft", "review", "publish"] | None = None
    select: tuple[Text, ...] = ()
    ignore: tuple[Text, ...] = ()
    base: Text | None = None
    baseline: FilePath | None = None
    lang: Literal["en", "hi"] | None = None
    words: FilePath | None = None
    terms: Mapping[Text, Text] = Field(default_factory=dict)
    severity: Mapping[str, Weight] = Field(default_factory=dict)
    folder: tuple[FolderConfig, ...] = ()


class Config(Model):
    """The whole file."""

    check: CheckConfig = CheckConfig()
