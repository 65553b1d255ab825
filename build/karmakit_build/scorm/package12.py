"""Make a SCORM 1.2 package of a site."""

from collections.abc import Mapping

from karmakit_build.compiler.pages import Pages
from karmakit_build.scorm.lom import lom, titles
from karmakit_build.scorm.manifest12 import manifest
from karmakit_build.scorm.outline import one_sco
from karmakit_build.scorm.packing import Edition, Outline, packed

__all__ = ["NAME", "one_sco", "package12"]

NAME = "scorm12"
EDITION = Edition(NAME, NAME, lom, lambda package, about: manifest(package, titles(about)))


def package12(pages: Pages, site: Mapping[str, bytes], outline: Outline = one_sco, about: Pages | None = None) -> dict[str, bytes]:
    """Return the files of a package; `about` is what manifest and metadata describe, where that is a part of the course."""
    return packed(pages, site, EDITION, outline, about)
