"""One subject of vetting as it is now, and the manifest that a decision is bound to."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from karmakit_schemas.vetting import manifest_digest


@dataclass(frozen=True)
class Content:
    """One subject as it is now: the manifest of its files (path to SHA-256), and what the policy asks about it.

    `semantic` is the digest of what it means: text, questions and the files it shows, without where and how that was written down.
    """

    name: str
    title: str
    files: Mapping[str, str]
    semantic: str
    names: tuple[str, ...] = ()
    media: bool = False
    test: bool = False

    @cached_property
    def digest(self) -> str:
        """Return the digest of the manifest: what an approval is bound to."""
        return manifest_digest(self.files)
